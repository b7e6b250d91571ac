import { foldName, type PlainDate } from '../../../kernel/index.ts'
import type { PenaltyNotice } from '../penalty-notice.ts'

/** The steps an officer takes, in the order of the law: support comes first (Working together to improve school attendance, 2024). */
export const stepSorts = [
  'support',
  'meeting',
  'letter',
  'notice-to-improve',
  'penalty-notice',
  'notice-outcome',
  'prosecution-considered',
  'certificate',
  'prosecution',
] as const
export type StepSort = (typeof stepSorts)[number]

const titles: Readonly<Record<StepSort, string>> = {
  support: 'Support offered',
  meeting: 'Meeting',
  letter: 'Letter',
  'notice-to-improve': 'Notice to improve',
  'penalty-notice': 'Penalty notice',
  'notice-outcome': 'What became of a penalty notice',
  'prosecution-considered': 'Prosecution considered',
  certificate: 'Head teacher’s certificate',
  prosecution: 'Case put before the court',
}

/** A step's name on pages; without a known step, what any of them is. */
export const stepTitle = (sort: StepSort | undefined): string =>
  (sort && titles[sort]) ?? 'Step to help with attendance'

/** Whether an address names a step. */
export const stepSortOf = (text: string | undefined): StepSort | undefined => stepSorts.find(sort => sort === text)

/** A step that was taken, as it is written on the record. */
export type CaseStep = {
  readonly address: string
  readonly sort: StepSort
  readonly on: PlainDate
  readonly by: string
  readonly writtenAt: Date
  /** The case it belongs to; steps of earlier cases count for what the law counts over years. */
  readonly case?: string
  readonly words: string
  readonly parent?: string
  readonly offeredBy?: string
  readonly accepted?: string
  readonly present?: string
  readonly until?: PlainDate
  readonly school?: string
  readonly offenceOn?: PlainDate
  readonly pounds?: number
  readonly considered?: string
  readonly withoutNotice?: string
  readonly orderConsidered?: string
  readonly notice?: string
  readonly outcome?: string
  readonly signedBy?: string
  /** The letter's form, where it was made here, and what was made sure of before it went. */
  readonly letter?: string
  readonly madeSure?: string
}

/** A penalty notice with what has become of it. */
export type IssuedNotice = PenaltyNotice & {
  readonly address: string
  readonly name: string
  readonly payBy: PlainDate
  readonly outcome: 'paid' | 'unpaid' | 'withdrawn' | undefined
}

/** Two spellings of one parent's name are one parent. */
export const parentKey = (name: string): string => foldName(name)

/** Every penalty notice for this child on the record, the oldest first, whichever case it was part of. */
export const issuedNotices = (steps: readonly CaseStep[]): IssuedNotice[] =>
  steps
    .filter(step => step.sort === 'penalty-notice')
    .map((step): IssuedNotice => {
      const told = steps.filter(one => one.sort === 'notice-outcome' && one.notice === step.address).at(-1)?.outcome
      const outcome: IssuedNotice['outcome'] =
        told === 'paid' || told === 'unpaid' || told === 'withdrawn' ? told : undefined
      return {
        address: step.address,
        name: step.parent ?? '',
        parent: parentKey(step.parent ?? ''),
        child: '',
        offence: 'absence' as const,
        offenceOn: step.offenceOn ?? step.on,
        issuedOn: step.on,
        payBy: step.until ?? step.on,
        outcome,
        withdrawn: outcome === 'withdrawn',
      }
    })
    .sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1))
