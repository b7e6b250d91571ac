import type { NoticeKind } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'

/** What puts a child under a rule: each is read from entries of the kinds that child-state.queries.ts names. */
export type Standing = 'special-needs' | 'protection-plan' | 'in-care'

/** A dated local rule of when whoever works with a child is told. A change of it is a new version, never an edit. */
export type NoticeRule = {
  readonly rule: string
  readonly version: number
  readonly from: PlainDate
  readonly until?: PlainDate
  readonly kind: NoticeKind
  readonly standings: readonly Standing[]
  /** Of a child in care or on a protection plan: nobody can quieten it. */
  readonly safeguarding: boolean
  /** Told in the summary of the next morning, not at once. */
  readonly daily: boolean
  /** School days on end without a known reason. */
  readonly days?: number
  /** Of an address or a school: also told where somebody here tells of the move and no service or school has yet. */
  readonly tellings?: true
  /** On the day itself not before this hour in London, when schools have called home. */
  readonly notBefore?: string
  /** The school's own word of its call counts: a reason that it knows keeps the notice back, a call without one tells it before the hour. */
  readonly calls?: true
  /**
   * For so many school days on end, and no longer: code N is replaced by the reason within five (reference/formats.md 2.1), so that what is not in
   * the register by then rests on one person's word alone.
   */
  readonly reasonDays?: number
  /** What happened longer ago, when we learn of it, is not told as new. */
  readonly freshDays: number
  readonly sentence: string
}

const start = '2024-08-19' as PlainDate
const guarded: readonly Standing[] = ['protection-plan', 'in-care']
const needs: readonly Standing[] = ['special-needs']
const common = { version: 1, from: start, freshDays: 14 } as const
const ofGuarded = { ...common, standings: guarded, safeguarding: true, daily: false } as const
const ofNeeds = { ...common, standings: needs, safeguarding: false } as const

/** Of a move, in the words of what each version takes for one. */
const addressRules = (
  dated: Pick<NoticeRule, 'version' | 'from' | 'until' | 'tellings'>,
  sentence: (who: string) => string,
): readonly NoticeRule[] => [
  {
    ...ofGuarded,
    ...dated,
    rule: 'address-safeguarding',
    kind: 'moved-address',
    sentence: sentence('a child in our care or on a child protection plan'),
  },
  {
    ...ofNeeds,
    ...dated,
    rule: 'address-special-needs',
    kind: 'moved-address',
    daily: true,
    sentence: `${sentence('a child with SEN support or an education, health and care plan')} Told in the next morning’s summary.`,
  },
]

/** Of a change of school, in the same way. */
const schoolRules = (
  dated: Pick<NoticeRule, 'version' | 'from' | 'until' | 'tellings'>,
  sentence: (who: string) => string,
): readonly NoticeRule[] => [
  {
    ...ofGuarded,
    ...dated,
    freshDays: 30,
    rule: 'school-safeguarding',
    kind: 'moved-school',
    sentence: sentence('A child in our care or on a child protection plan'),
  },
  {
    ...ofNeeds,
    ...dated,
    freshDays: 30,
    rule: 'school-special-needs',
    kind: 'moved-school',
    daily: true,
    sentence: `${sentence('A child with SEN support or an education, health and care plan')} Told in the next morning’s summary.`,
  },
]

/**
 * The council's own rules (issue 5; reference/domain.md 6.2: first-day contact, and without delay to the social worker of a child who is
 * excluded, 6.4). The thresholds are local.
 */
export const noticeRules: readonly NoticeRule[] = [
  {
    ...ofGuarded,
    rule: 'absence-safeguarding',
    until: '2026-11-29' as PlainDate,
    kind: 'stopped-attending',
    days: 1,
    notBefore: '10:30',
    sentence:
      'A child in our care or on a child protection plan missed every session taken on a school day, and the school knows no reason. Told the same day, from 10:30am: registers are closed then and schools have called home. Whether this school called is not on our record.',
  },
  {
    ...ofGuarded,
    version: 2,
    from: '2026-11-30' as PlainDate,
    until: '2026-11-30' as PlainDate,
    rule: 'absence-safeguarding',
    kind: 'stopped-attending',
    days: 1,
    notBefore: '10:30',
    calls: true,
    sentence:
      'A child in our care or on a child protection plan missed every session taken on a school day, and neither the register nor the school says why. Told the same day: at once where the school says that it has called home and knows no reason it accepts, otherwise from 10:30am, when registers are closed and schools have called.',
  },
  {
    ...ofGuarded,
    version: 3,
    from: '2026-12-01' as PlainDate,
    rule: 'absence-safeguarding',
    kind: 'stopped-attending',
    days: 1,
    notBefore: '10:30',
    calls: true,
    reasonDays: 5,
    sentence:
      'A child in our care or on a child protection plan missed every session taken on a school day, and neither the register nor the school says why. Told the same day: at once where the school says that it has called home and knows no reason it accepts, otherwise from 10:30am, when registers are closed and schools have called. That the school knows why keeps this back for five school days on end: by then the reason belongs in the register, and without it there this is told on the sixth.',
  },
  {
    ...ofNeeds,
    rule: 'absence-special-needs',
    kind: 'stopped-attending',
    days: 5,
    daily: false,
    sentence:
      'A child with SEN support or an education, health and care plan missed every session taken on five school days on end, and the school knows no reason.',
  },
  {
    ...ofGuarded,
    rule: 'exclusion-safeguarding',
    kind: 'excluded',
    sentence: 'A child in our care or on a child protection plan was suspended or permanently excluded.',
  },
  {
    ...ofNeeds,
    rule: 'exclusion-special-needs',
    kind: 'excluded',
    daily: false,
    sentence: 'A child with SEN support or an education, health and care plan was suspended or permanently excluded.',
  },
  ...schoolRules(
    { version: 1, from: start, until: '2026-11-30' as PlainDate },
    who => `${who} joined another school, or left one and joined none.`,
  ),
  ...schoolRules(
    { version: 2, from: '2026-12-01' as PlainDate, tellings: true },
    who =>
      `Somebody tells here that ${who[0]?.toLowerCase()}${who.slice(1)} goes to another school, or the child joined one, or left one and joined none.`,
  ),
  ...addressRules(
    { version: 1, from: start, until: '2026-11-29' as PlainDate },
    who => `A service that had told one address of ${who} tells another.`,
  ),
  ...addressRules(
    { version: 2, from: '2026-11-30' as PlainDate, tellings: true },
    who => `Somebody tells here that ${who} moved, or a service that had told one address tells another.`,
  ),
]

/** The rules in force on a day. */
export const rulesOn = (rules: readonly NoticeRule[], day: PlainDate): NoticeRule[] =>
  rules.filter(rule => rule.from <= day && (rule.until === undefined || day <= rule.until))
