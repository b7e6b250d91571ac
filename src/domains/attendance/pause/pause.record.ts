import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'

const text = () => Type.Optional(Type.String())
const passages = () => Type.Optional(Type.Array(passage))

/** Whose information a reason may be. What an education welfare officer sees in full holds none: it would tell them the reason. */
export const reasonCategories = [
  'send',
  'early-help',
  'care-content',
  'protection',
  'health',
  'youth-justice',
  'young-carer',
  'youth-centre',
  'families',
] as const

/** Why nobody acts on the absence yet: for the service that knows, and never for those who see the pause, nor for a school (reference/domain.md 6.6, 10.5). */
export const pauseReason = recordKind({
  kind: 'pause-reason',
  title: 'Why to speak to us first',
  category: 'early-help',
  sensitivity: 2,
  council: true,
  mayBe: reasonCategories,
  writers: 'people',
  schema: Type.Object({
    sort: Type.String(),
    list: Type.String(),
    passages: passages(),
    reviewBy: Type.String(),
    state: Type.Union([Type.Literal('stands'), Type.Literal('ended')]),
    /** Which rule set it, in which version, and since when what it goes by is so: also where a person has looked at it again since. */
    rule: text(),
    version: text(),
    since: text(),
  }),
  promotes: { due_on: 'reviewBy', status: 'state' },
  line: body => ({
    title:
      body.state === 'ended' ? 'Absence may be acted on again' : 'Asked to be spoken to before absence is acted on',
    key: false,
  }),
})

/** What an officer asks, as those who know the reason read it. */
export const pauseQuestion = recordKind({
  kind: 'pause-question',
  title: 'A question about absence',
  category: 'early-help',
  sensitivity: 2,
  council: true,
  mayBe: reasonCategories,
  writers: 'people',
  schema: Type.Object({
    question: Type.String(),
    about: Type.String(),
    passages: passages(),
    answerBy: Type.String(),
    state: Type.Union([Type.Literal('open'), Type.Literal('answered'), Type.Literal('told-by-phone')]),
    outcome: text(),
    shared: passages(),
  }),
  promotes: { due_on: 'answerBy', status: 'state', code: 'about' },
})

/** The same question as the officer has it, with the answer and what was shared: no more, and never who answered or why. */
export const absenceQuestion = recordKind({
  kind: 'absence-question',
  title: 'Asked before a step about absence',
  category: 'attendance',
  sensitivity: 2,
  council: true,
  writers: 'people',
  schema: Type.Object({
    question: Type.String(),
    about: Type.String(),
    askedAt: Type.String(),
    passages: passages(),
    answerBy: Type.String(),
    state: Type.Union([Type.Literal('open'), Type.Literal('answered')]),
    outcome: text(),
    answeredOn: text(),
    shared: passages(),
  }),
  promotes: { due_on: 'answerBy', status: 'state', code: 'about' },
})
