import { addDays, addWorkingDays, type PlainDate } from '../../../kernel/index.ts'
import type { ConsultAnswer } from '../case/consulted.ts'
import { type StepSort, stepSortOf } from '../case/steps.ts'

type ReasonList = {
  readonly from: PlainDate
  readonly reasons: readonly { readonly code: string; readonly text: string }[]
}

/** What in a child's life may explain absence, by the day from which the list is used: a local setting. */
const lists: readonly ReasonList[] = [
  {
    from: '2024-08-19' as PlainDate,
    reasons: [
      { code: 'relative', text: 'A sick or disabled relative' },
      { code: 'caring', text: 'Caring for somebody at home' },
      { code: 'bereavement', text: 'A bereavement' },
      { code: 'safety', text: 'Safety, or a move to a safe place' },
      { code: 'protection', text: 'A protection plan, or enquiries' },
      { code: 'care', text: 'Coming into care, or a move in care' },
      { code: 'health', text: 'The child’s own health' },
      { code: 'other', text: 'Something else that is written below' },
    ],
  },
]

/** The list in force on a day, with the day that names it. */
export const reasonList = (day: PlainDate): ReasonList =>
  lists.findLast(list => list.from <= day) ?? (lists[0] as ReasonList)

/** A reason in the words of the list it was chosen from. */
export const reasonWords = (code: string, list: string): string =>
  lists.find(one => one.from === list)?.reasons.find(one => one.code === code)?.text ?? code

/**
 * Six weeks until a pause is looked at again, five working days for an answer (reference/domain.md 6.6; local). Nobody chooses them:
 * a day that was chosen could tell one reason from another.
 */
export const reviewDay = (today: PlainDate): PlainDate => addDays(today, 42)
export const answerDay = (today: PlainDate): PlainDate => addWorkingDays(today, 5)

/** What may be answered. Nothing else of the reason goes with it. */
export const answers: readonly { readonly value: Exclude<ConsultAnswer, 'waiting'>; readonly text: string }[] = [
  { value: 'go-ahead', text: 'The step can go ahead' },
  { value: 'not-now', text: 'Do not take this step now' },
  { value: 'support-instead', text: 'Offer support instead' },
]

/** A question of an officer, open or answered. */
export type Question = {
  readonly entry: number
  readonly address: string
  readonly question: string
  readonly about: StepSort
  readonly askedAt: Date
  readonly by: string
  readonly words: string
  readonly answerBy: PlainDate
  readonly outcome: Exclude<ConsultAnswer, 'waiting'> | undefined
  readonly answeredOn: PlainDate | undefined
  readonly shared: string
}

/** Reads an outcome. */
export const outcomeOf = (text: unknown): Question['outcome'] => answers.find(one => one.value === text)?.value

/** Whether this names a step that is asked about. */
export const aboutOf = (text: unknown): StepSort | undefined => stepSortOf(typeof text === 'string' ? text : undefined)

/**
 * What came of asking, step by step: the latest question of each. What was asked before the pause as it now stands is no answer to it:
 * something else may stand behind it since.
 */
export const answersSince = (
  questions: readonly Question[],
  pausedAt: Date,
): Readonly<Partial<Record<StepSort, ConsultAnswer>>> =>
  Object.fromEntries(
    questions
      .filter(one => one.askedAt >= pausedAt)
      .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())
      .map(one => [one.about, one.outcome ?? 'waiting']),
  )
