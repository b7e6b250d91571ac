import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { passage, written } from './work.record.ts'

/**
 * What a worker and who manages their team said of a child in supervision, and what was decided: in the category of the work, for those who read it in full. Who they were
 * stands by number, for those who may know. What is about the worker alone is on no child's record.
 */
export const supervision = recordKind({
  kind: 'supervision',
  title: 'Supervision',
  category: 'care-content',
  sensitivity: 2,
  mayBe: written,
  schema: Type.Object({
    on: Type.String(),
    work: Type.String(),
    workerId: Type.Number(),
    passages: Type.Array(passage),
    decided: Type.Array(passage),
    correctionReason: Type.Optional(Type.String()),
  }),
  promotes: { number: 'workerId' },
  line: body => ({
    title: 'Supervision',
    detail: body.decided?.map(one => one.text).join(' ') ?? '',
    key: false,
  }),
  retention: 'work',
  writers: 'people',
})
