import { type AcademicYear, addDays, addYears, mondayOf, type PlainDate } from '../../kernel/index.ts'
import { isSchoolDay, type SchoolCalendar, schoolWeeksBack, yearsMissing } from './school-calendar.ts'

/**
 * The national framework for penalty notices (Working together to improve school attendance, August 2024; domain.md 6.3), by the
 * day from which each version of it is in force. Offences before the first count for nothing here.
 */
type Framework = {
  readonly from: PlainDate
  readonly sessions: number
  readonly schoolWeeks: number
  readonly most: number
  readonly withinYears: number
  /** What the first and the second notice cost, in pounds; the first is less where it is paid early. */
  readonly pounds: number
  readonly poundsEarly: number
  readonly earlyDays: number
  readonly days: number
}
const frameworks: readonly Framework[] = [
  {
    from: '2024-08-19' as PlainDate,
    sessions: 10,
    schoolWeeks: 10,
    most: 2,
    withinYears: 3,
    pounds: 160,
    poundsEarly: 80,
    earlyDays: 21,
    days: 28,
  },
]

const frameworkOn = (day: PlainDate): Framework | undefined => frameworks.findLast(({ from }) => from <= day)

/** How many school weeks the threshold looks back on a day, by the framework in force. */
export const thresholdWeeks = (day: PlainDate): number => (frameworkOn(day) ?? frameworks[0])?.schoolWeeks ?? 0

/** Whether a pupil has met the threshold at which the school must consider a notice. It is never automatic. */
export type Threshold =
  | { readonly state: 'met'; readonly on: PlainDate; readonly weeksFrom: PlainDate }
  | { readonly state: 'not-met' }
  | { readonly state: 'not-known'; readonly yearsMissing: readonly AcademicYear[] }

/**
 * Ten unauthorised sessions (G, N, O, U, in any mix and order) in ten school weeks that end with the week of the last, over terms
 * and years. `sessions`: the day of each unauthorised session, one entry a session; days without school count for nothing. Gives the
 * first day on which the threshold is met, or the school years whose term dates are missing and without which it cannot be said.
 */
export const penaltyThreshold = (calendar: SchoolCalendar, sessions: readonly PlainDate[]): Threshold =>
  firstMet(calendar, sessions, days => days)

/** The same from the other end: the last day on which the threshold was met, which is what a notice today would be given for. */
export const latestThreshold = (calendar: SchoolCalendar, sessions: readonly PlainDate[]): Threshold =>
  firstMet(calendar, sessions, days => days.toReversed())

type Indexed = readonly [number, PlainDate]
const firstMet = (
  calendar: SchoolCalendar,
  sessions: readonly PlainDate[],
  inOrder: (days: readonly Indexed[]) => readonly Indexed[],
): Threshold => {
  const days = sessions.filter(frameworkOn).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return { state: 'not-met' }
  const missing = yearsMissing(calendar, first, last)
  if (missing.length > 0) return { state: 'not-known', yearsMissing: missing }
  const counted = days.filter(day => isSchoolDay(calendar, day))
  for (const [at, day] of inOrder([...counted.entries()])) {
    const rule = frameworkOn(day)
    const start = rule && counted[at + 1 - rule.sessions]
    if (!rule || !start) continue
    // Undefined: term dates begin less than ten school weeks ago, and these sessions are all within them.
    const weeksFrom = schoolWeeksBack(calendar, day, rule.schoolWeeks)
    if (weeksFrom === undefined || start >= weeksFrom)
      return { state: 'met', on: day, weeksFrom: weeksFrom ?? mondayOf(start) }
  }
  return { state: 'not-met' }
}

/** A notice as issued to one parent for one child. `public-place`: found in public in the first five days of an exclusion. */
export type PenaltyNotice = {
  readonly parent: string
  readonly child: string
  readonly offence: 'absence' | 'public-place'
  readonly offenceOn: PlainDate
  readonly issuedOn: PlainDate
  readonly withdrawn?: boolean
}

/** What may be issued: the sum and its days, or why none may. */
export type NoticeAllowed =
  | {
      readonly allowed: true
      readonly number: number
      readonly pounds: number
      readonly payBy: PlainDate
      readonly early?: { readonly pounds: number; readonly payBy: PlainDate }
    }
  | { readonly allowed: false; readonly because: 'framework-not-in-force' }
  | { readonly allowed: false; readonly because: 'two-in-three-years'; readonly againFrom: PlainDate }

/**
 * What a notice issued on a day to this parent for this child would be: at most two in any rolling three years, whether paid or
 * not; withdrawn notices, those for other offences and those before the framework are not counted. A notice stands in the three
 * years up to and with the day three years after it was issued.
 */
export const noticeAllowed = (
  { parent, child, offenceOn, issueOn }: { parent: string; child: string; offenceOn: PlainDate; issueOn: PlainDate },
  earlier: readonly PenaltyNotice[],
): NoticeAllowed => {
  const rule = frameworkOn(offenceOn)
  if (!rule) return { allowed: false, because: 'framework-not-in-force' }
  const standing = earlier
    .filter(one => one.parent === parent && one.child === child && one.offence === 'absence' && !one.withdrawn)
    .filter(one => frameworkOn(one.offenceOn) && one.issuedOn <= issueOn)
    .filter(one => addYears(one.issuedOn, rule.withinYears) >= issueOn)
    .map(one => one.issuedOn)
    .sort()
  const barring = standing.at(-rule.most)
  if (barring) {
    const againFrom = addDays(addYears(barring, rule.withinYears), 1)
    return { allowed: false, because: 'two-in-three-years', againFrom }
  }
  const whole = {
    allowed: true,
    number: standing.length + 1,
    pounds: rule.pounds,
    payBy: addDays(issueOn, rule.days),
  } as const
  return standing.length > 0
    ? whole
    : { ...whole, early: { pounds: rule.poundsEarly, payBy: addDays(issueOn, rule.earlyDays) } }
}
