import { Type } from 'typebox'
import { type RecordKind, recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'
import type { RegisterKey } from './register.ts'

const text = () => Type.Optional(Type.String())
/** For who works on attendance with the child: never for a school's office, nor as a summary (as `attendance-case`). */
const label = { category: 'attendance', sensitivity: 2, writers: 'people' } as const

const headSchema = Type.Object({
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  register: text(),
  since: Type.String(),
  from: Type.String(),
  opening: Type.Optional(Type.Array(passage)),
  closedOn: text(),
  ending: text(),
  closing: Type.Optional(Type.Array(passage)),
})
const stepSchema = Type.Object({
  register: Type.String(),
  step: Type.String(),
  on: Type.String(),
  who: text(),
  outcome: text(),
  until: text(),
  passages: Type.Optional(Type.Array(passage)),
})

/** A child whom nobody knows to be educated anywhere: from the report to how the enquiry ended. */
export const missingEducationHead = recordKind({
  kind: 'missing-education',
  title: 'Child missing education',
  ...label,
  schema: headSchema,
  promotes: { status: 'state' },
  line: body => ({
    title: body.state === 'closed' ? 'Enquiry about missing education ended' : 'Enquiry about missing education began',
    key: true,
  }),
})

/** One enquiry about where a child is: who asked whom, when, and what came of it. */
export const missingEducationStep = recordKind({
  kind: 'missing-education-enquiry',
  title: 'Enquiry about a child missing education',
  ...label,
  schema: stepSchema,
  promotes: { code: 'step' },
})

/** A child educated at home, from the parents' word to the end of it. */
export const homeEducationHead = recordKind({
  kind: 'home-education',
  title: 'Home education',
  ...label,
  schema: headSchema,
  promotes: { status: 'state' },
  line: body => ({ title: body.state === 'closed' ? 'Home education ended' : 'Home education began', key: true }),
})

/** A contact, a judgement of suitability, or a step towards a school attendance order. */
export const homeEducationStep = recordKind({
  kind: 'home-education-step',
  title: 'Step about home education',
  ...label,
  schema: stepSchema,
  promotes: { code: 'step', due_on: 'until' },
})

/** The two kinds of each register: the child on it, and what is done. */
export const registerKinds: Readonly<Record<RegisterKey, { readonly head: RecordKind; readonly step: RecordKind }>> = {
  'missing-education': { head: missingEducationHead, step: missingEducationStep },
  'home-education': { head: homeEducationHead, step: homeEducationStep },
}

/** The kinds whose open entry puts a child on a register. */
export const headKinds: readonly string[] = [missingEducationHead.kind, homeEducationHead.kind]
