import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { callWords } from './home-call.ts'

/** A school's word that it called home about an absence of a day: whom it reached, and whether it learnt why; never the reason's own words. */
export const homeCall = recordKind({
  kind: 'home-call',
  title: 'School called home',
  category: 'attendance',
  summary: true,
  location: true,
  writers: 'people',
  schema: Type.Object({
    on: Type.String(),
    /** The random address of the school that called. */
    school: Type.String(),
    answer: Type.Union([Type.Literal('spoke'), Type.Literal('message'), Type.Literal('nobody')]),
    reason: Type.Union([Type.Literal('given'), Type.Literal('doubted'), Type.Literal('none')]),
  }),
  promotes: { status: 'answer', code: 'reason' },
  line: ({ answer, reason }) => ({
    title: 'School called home',
    ...(answer && reason ? { detail: callWords(answer, reason) } : {}),
    key: false,
  }),
})
