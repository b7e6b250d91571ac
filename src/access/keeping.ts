import { addYears, type Category, type PlainDate } from '../kernel/index.ts'

/** What everything on record is kept as: a kind of record names one of these, and the schedule says for how long. */
export type KeptAs =
  | 'looked-after'
  | 'adoption'
  | 'child-in-need'
  | 'special-needs'
  | 'pupil'
  | 'early-help'
  | 'young-carer'
  | 'centre'
  | 'work'
  | 'entry-code'

/** For how long, from a day on. `standing`: whether a law says so, guidance that councils follow, or the council itself. */
export type KeepingRule = {
  /** The day from which the schedule says this, also of what was written before. */
  readonly since: PlainDate
  readonly years: number
  /** From the child's birth, or from the last that is known of it. */
  readonly from: 'birth' | 'end'
  /** Years from the death of who died before eighteen, in place of those from birth. */
  readonly afterDeath?: number
  readonly standing: 'law' | 'guidance' | 'local'
  readonly source: string
}

const since = '2026-01-01' as PlainDate
const local = (years: number, from: 'birth' | 'end', source: string): readonly KeepingRule[] => [
  { since, years, from, standing: 'local', source },
]

/**
 * How long what is on record is kept, by what it is kept as; the latest rule of each last. Where a law says nothing the years are the council's own
 * (domain.md 7.10). A rule that changes is a line more, and dates anew whatever is kept under it.
 */
const schedule: Readonly<Record<KeptAs, readonly KeepingRule[]>> = {
  'looked-after': [
    {
      since,
      years: 75,
      from: 'birth',
      afterDeath: 15,
      standing: 'law',
      source: 'Care Planning Regulations 2010 (SI 2010/959), regulation 50',
    },
  ],
  adoption: [
    {
      since,
      years: 100,
      from: 'end',
      standing: 'law',
      source: 'Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, regulation 6',
    },
  ],
  'child-in-need': local(25, 'birth', 'domain.md 7.10, children in need and protection'),
  'special-needs': [
    { since, years: 31, from: 'birth', standing: 'guidance', source: 'IRMS toolkit for schools (from memory)' },
  ],
  pupil: [{ since, years: 25, from: 'birth', standing: 'guidance', source: 'IRMS toolkit for schools (from memory)' }],
  'early-help': local(6, 'end', 'domain.md 7.10, early help'),
  'young-carer': local(6, 'end', 'domain.md 7.10, young carers'),
  centre: local(6, 'end', 'domain.md 7.10, children’s centres and youth'),
  work: local(6, 'end', 'domain.md 7.10, as early help'),
  'entry-code': local(1, 'end', 'ux.md 2.4: checked again within 12 months'),
}

/** The rule on a day. Before the schedule began, its first. */
export const keepingRule = (as: KeptAs, on: PlainDate): KeepingRule => {
  const rules = schedule[as]
  return rules.findLast(rule => rule.since <= on) ?? (rules[0] as KeepingRule)
}

/** Every rule on a day, by what it is for, in the schedule's order. */
export const keepingSchedule = (on: PlainDate): readonly (readonly [KeptAs, KeepingRule])[] =>
  (Object.keys(schedule) as KeptAs[]).map(as => [as, keepingRule(as, on)])

/** Whose work goes with what ends before the rest: the categories of involvement that nothing else on a record has. */
const workOf: Readonly<Partial<Record<KeptAs, readonly Category[]>>> = {
  'early-help': ['early-help'],
  'young-carer': ['young-carer'],
  centre: ['youth-centre'],
  'entry-code': [],
}

/** What ends on a day while the record stays, and for how many years from its own end it is kept. */
export type KeptPart = { readonly as: KeptAs; readonly years: number; readonly categories: readonly Category[] }

/**
 * The parts that end before the rest: those counted from their own end. Notes and meetings are of whatever work they were for and stay with the record; what counts
 * from birth, and an adoption, is the record.
 */
export const partsThatEnd = (on: PlainDate): readonly KeptPart[] =>
  keepingSchedule(on).flatMap(([as, rule]) => {
    const categories = workOf[as]
    return rule.from === 'end' && categories ? [{ as, years: rule.years, categories }] : []
  })

/** What is known of a child whose record may end. */
export type Lifetime = { readonly bornOn: PlainDate | undefined; readonly diedOn: PlainDate | undefined }

/**
 * The first day on which what is kept under a rule may go; `lastOn` is the last day that anything of it was so, or was written down. Undefined where it
 * counts from a birth that nobody knows: then it stays.
 */
export const mayEndOn = (rule: KeepingRule, { bornOn, diedOn }: Lifetime, lastOn: PlainDate): PlainDate | undefined => {
  if (rule.from === 'end') return addYears(lastOn, rule.years)
  if (!bornOn) return undefined
  const diedYoung = diedOn !== undefined && diedOn < addYears(bornOn, 18)
  return diedYoung && rule.afterDeath !== undefined ? addYears(diedOn, rule.afterDeath) : addYears(bornOn, rule.years)
}

/** The first day on which a whole record may go: the latest of all that is on it. Undefined where that is known of nothing, or not of all. */
export const recordMayEndOn = (
  child: Lifetime,
  parts: readonly { readonly as: KeptAs; readonly lastOn: PlainDate }[],
  on: PlainDate,
): PlainDate | undefined => {
  const days = parts.map(({ as, lastOn }) => mayEndOn(keepingRule(as, on), child, lastOn))
  return days.includes(undefined) ? undefined : (days.toSorted().at(-1) as PlainDate | undefined)
}
