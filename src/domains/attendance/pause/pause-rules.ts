import type { AssessedRule } from '../../../access/index.ts'
import { addDays, type Category, type PlainDate } from '../../../kernel/index.ts'
import type { reasonCategories } from './pause.record.ts'

/** What another service recorded that may explain absence: which kind of entry, of which category, and what is said of it to those who read that. */
export type PauseGround = {
  readonly kind: string
  readonly category: (typeof reasonCategories)[number] & Category
  /** Which of the reasons on the list it is. */
  readonly sort: string
  readonly words: string
  /** Only these codes, where the kind has codes. */
  readonly codes?: readonly string[]
  /** For how many days after it was found it counts; without, while it is so. */
  readonly days?: number
}

/** Sets the neutral pause from what other services recorded of a family. It never ends one: a person does, or whoever switches the rule off. */
export type PauseRule = AssessedRule & { readonly grounds: readonly PauseGround[] }

/** What a change of a switch, a case that is opened, and every night ask for. */
export const pauseJob = 'set-pauses'

/**
 * One rule for all grounds, so that to know that it is on tells of no child which of them it is (reference/domain.md 6.6). A year for what an
 * assessment found is a local setting.
 */
export const pauseRules: readonly PauseRule[] = [
  {
    rule: 'circumstances-of-the-family',
    version: 1,
    title: 'Speak to someone first, where other services know why',
    job: pauseJob,
    grounds: [
      {
        kind: 'assessment-factor',
        category: 'care-content',
        sort: 'relative',
        words: 'An assessment of social care found something about a parent that may explain absence',
        codes: ['1B', '2B', '4B', '5B', '6B'],
        days: 365,
      },
      {
        kind: 'young-carer',
        category: 'young-carer',
        sort: 'caring',
        words: 'The young carers service knows the child',
      },
      {
        kind: 'protection-plan',
        category: 'protection',
        sort: 'protection',
        words: 'The child is on a child protection plan',
      },
      { kind: 'care-episode', category: 'care-content', sort: 'care', words: 'The child is in our care' },
    ],
    sentence:
      'While an education welfare officer helps a child with attendance, and the child is on a child protection plan, in our care, known to the young carers service, or an assessment of social care of the last year found that a parent misuses alcohol or drugs, has poor mental health, or has a learning or a physical disability: whoever works for the council on attendance with the child reads “Speak to someone first”, and no school does, in the same words whatever the reason. The reason is kept by the service that recorded it, for those who read that already. It is looked at again after six weeks, and ends when one of them ends it.',
  },
]

/** Something recorded that is so today, as the rule reads it. */
export type Recorded = {
  readonly entry: number
  readonly kind: string
  readonly category: string
  readonly sensitivity: number
  readonly code: string | undefined
  /** Since when it is so, or when it was found. */
  readonly since: PlainDate
}
/** A reason of this rule that is on the record, whoever looked at it again since. */
export type SetReason = {
  readonly sort: string
  readonly since: PlainDate | undefined
  readonly state: 'stands' | 'ended'
}
/** A reason to set. */
export type DueReason = {
  readonly ground: PauseGround
  readonly since: PlainDate
  readonly sensitivity: number
  /** What it rests on. */
  readonly entry: number
}

/**
 * The reasons that a rule still has to set for a child: one of each sort, by the latest that was recorded. What stands already is not set
 * twice, and what a person has ended is set again only for something newer.
 */
export const dueReasons = (
  { grounds }: PauseRule,
  recorded: readonly Recorded[],
  have: readonly SetReason[],
  today: PlainDate,
): DueReason[] =>
  grounds.flatMap(ground => {
    const latest = recorded
      .filter(
        one =>
          one.kind === ground.kind &&
          one.category === ground.category &&
          one.since <= today &&
          (!ground.codes || ground.codes.includes(one.code ?? '')) &&
          (ground.days === undefined || today <= addDays(one.since, ground.days)),
      )
      .sort((a, b) => (a.since < b.since ? -1 : 1))
      .at(-1)
    if (!latest) return []
    const same = have.filter(one => one.sort === ground.sort)
    if (same.some(one => one.state === 'stands' || (one.since ?? '9999-12-31') >= latest.since)) return []
    return [{ ground, since: latest.since, sensitivity: latest.sensitivity, entry: latest.entry }]
  })
