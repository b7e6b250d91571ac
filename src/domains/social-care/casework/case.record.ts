import { Type } from 'typebox'
import { type RecordKind, recordKind } from '../../../access/index.ts'
import { bodySchema, keptReplies, type Versions } from '../../../children/index.ts'
import type { StepCategory } from './case-step.ts'
import { caseSteps } from './case-steps.ts'

const kept = 'child-in-need'
const formsOf = (of: StepCategory) =>
  caseSteps
    .filter(step => step.of === of || step.key === 'take-back')
    .flatMap(step => step.forms) as unknown as Versions

/** What these steps tell stands on the timeline as a fact of its own. */
const toldElsewhere = new Set([
  'referral',
  'assessment-start',
  'assessment-end',
  'need-plan',
  'need-end',
  'protection-end',
  'close',
  'care-start',
  'care-end',
  'care-review',
  'missing',
  'take-back',
])
const lineOf = (body: { readonly step?: string; readonly seen?: unknown }) => {
  const step = caseSteps.find(one => one.key === body.step)
  if (!step || toldElsewhere.has(step.key) || (step.key === 'visit' && body.seen === 'yes')) return undefined
  return {
    title: step.key === 'visit' ? 'Visit: the child was not seen' : step.forms[0].title,
    key: step.key !== 'score',
  }
}

/** The same question in every form of a case. */
const ownWords = {
  fields: ['childSaid'],
  calls: (body: Readonly<Record<string, unknown>>) => caseSteps.find(one => one.key === body.step)?.forms[0].title,
} as const

/** A step of a case as a social worker wrote it: all that the form asked. What it means for plans and dates is a fact beside it. */
export const caseStepWritten = recordKind({
  kind: 'case-step',
  title: 'Step of a case',
  category: 'care-content',
  sensitivity: 2,
  writers: 'people',
  retention: kept,
  schema: bodySchema(formsOf('care-content'), { step: Type.String(), known: keptReplies }),
  promotes: { code: 'step' },
  ownWords,
  line: lineOf,
})

/** A step of protecting a child. */
export const protectionStepWritten = recordKind({
  kind: 'protection-step',
  title: 'Step of protecting a child',
  category: 'protection',
  sensitivity: 3,
  writers: 'people',
  retention: kept,
  schema: bodySchema(formsOf('protection'), { step: Type.String() }),
  promotes: { code: 'step' },
  ownWords,
  line: lineOf,
})

/** A step towards adoption as those named for it wrote it. `names` are the people whom one of them names, which counts as one of two words. */
export const adoptionStepWritten = recordKind({
  kind: 'adoption-case-step',
  title: 'Step towards adoption',
  category: 'adoption',
  sensitivity: 3,
  writers: 'people',
  retention: 'adoption',
  schema: bodySchema(formsOf('adoption'), {
    step: Type.String(),
    names: Type.Optional(Type.String()),
    counts: Type.Optional(Type.Literal('one')),
  }),
  promotes: { code: 'step' },
  ownWords,
})

/** The kind under which a step is written. */
export const kindOfStep = (of: StepCategory): RecordKind =>
  ({ protection: protectionStepWritten, adoption: adoptionStepWritten, 'care-content': caseStepWritten })[of]
