import type { Body } from '../../../children/index.ts'
import { formatDate, isWeekday } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { type CaseFile, caseFacts, dayIn, type FactKey, lastEnd, openFact } from './case-file.ts'
import { answer, answers, onDay } from './case-step.ts'

/** A rule at entry: what is wrong with an answer, in a sentence; undefined where nothing is. `code` is the census’s own number. */
export type EntryRule = {
  readonly code: string
  readonly steps: readonly string[]
  readonly field: string
  wrong(body: Body, file: CaseFile): string | undefined
}

const before = (what: string, key: FactKey, code: string, steps: readonly string[]): EntryRule => ({
  code,
  steps,
  field: 'on-day',
  wrong: (body, file) => {
    const from = openFact(file, key)?.begins
    return from && onDay(body) < from ? `It cannot be before ${what}, ${formatDate(from)}` : undefined
  },
})

const beginsAnew = (what: string, key: FactKey, code: string, step: string): EntryRule => ({
  code,
  steps: [step],
  field: 'on-day',
  wrong: (body, file) => {
    const last = lastEnd(file, key)
    return last && onDay(body) < last ? `It cannot be before ${what} ended, ${formatDate(last)}` : undefined
  },
})

/**
 * The integrity rules of the children in need census (reference/domain.md 4.2, by their numbers) that a form can keep, asked as somebody writes
 * and before anything is written. Those that no form can break (a plan begins with its conference: 2885; one open plan: 4004, 8935) are kept by
 * what each step asks first.
 */
export const entryRules: readonly EntryRule[] = [
  before('the referral', 'referral', '1103', ['assessment-start']),
  before('the referral', 'referral', '1104 and 1105', ['conference']),
  before('the referral', 'referral', '2883', ['strategy', 'decision', 'visit']),
  before('the referral', 'referral', '4015', ['need-plan']),
  before('the referral', 'referral', '8630', ['close']),
  before('the assessment began', 'assessment', '8608', ['assessment-end']),
  before('the strategy discussion', 'enquiry', '2884', ['conference', 'enquiry-end']),
  before('the plan began', 'protection', '8842', ['core-group', 'protection-end']),
  before('the plan began', 'need', '4013', ['need-end', 'need-review']),
  beginsAnew('the case before', 'referral', '8565', 'referral'),
  beginsAnew('the child protection plan', 'protection', '4016', 'need-plan'),
  beginsAnew('the plan before', 'need', '4011', 'need-plan'),
  {
    code: '8875',
    steps: ['conference'],
    field: 'on-day',
    wrong: body => (isWeekday(onDay(body)) ? undefined : 'A conference is not held on a Saturday or a Sunday'),
  },
  {
    code: '8841 and 8840',
    steps: ['review-conference'],
    field: 'on-day',
    wrong: (body, file) => {
      const from = openFact(file, 'protection')?.begins
      return from && onDay(body) <= from ? `It must be after the plan began, ${formatDate(from)}` : undefined
    },
  },
  {
    code: '8840',
    steps: ['protection-end'],
    field: 'on-day',
    wrong: (body, file) =>
      openFact(file, 'protection')?.begins === onDay(body) ? 'A plan cannot begin and end on the same day' : undefined,
  },
  {
    code: '8869',
    steps: ['assessment-end'],
    field: 'factors',
    wrong: body =>
      answers(body, 'factors').includes('21') && answers(body, 'factors').length > 1
        ? 'Choose what was found, or that nothing was: not both'
        : undefined,
  },
  {
    code: '8825Q',
    steps: ['close'],
    field: 'reason',
    wrong: (body, file) => {
      const from = openFact(file, 'referral')?.begins
      const assessed = file.facts.assessment.some(one => !from || one.begins >= from)
      return ['RC8', 'RC9'].includes(answer(body, 'reason') ?? '') && !assessed
        ? 'It cannot close after assessment: no assessment was made since the referral'
        : undefined
    },
  },
  {
    code: '8565',
    steps: ['close'],
    field: 'on-day',
    wrong: (body, { facts, steps }) => {
      const days = [
        ...Object.values(facts).flatMap(list => list.map(fact => fact.begins)),
        ...(['assessment', 'need', 'protection', 'care'] as const).flatMap(key =>
          facts[key].flatMap(fact => dayIn(fact, caseFacts[key].ends) ?? []),
        ),
        ...steps.map(step => step.on),
      ]
      const last = days.sort().at(-1)
      return last && onDay(body) < last ? `Something was done after that day, on ${formatDate(last)}` : undefined
    },
  },
  {
    code: '8555, 4008 and 8565',
    steps: [],
    field: 'on-day',
    wrong: (body, { died }) =>
      died && onDay(body) > died ? `It cannot be after the child died, ${formatDate(died)}` : undefined,
  },
]

/** What is wrong with these answers by the rules of a step. A rule without steps is of every one, but for closing and ending. */
export const brokenRules = (step: string, body: Body, file: CaseFile): FormError[] =>
  entryRules
    .filter(rule =>
      rule.steps.length === 0
        ? !['close', 'protection-end', 'need-end', 'care-end', 'take-back'].includes(step)
        : rule.steps.includes(step),
    )
    .flatMap(rule => {
      const text = rule.wrong(body, file)
      return text ? [{ field: rule.field, text }] : []
    })
