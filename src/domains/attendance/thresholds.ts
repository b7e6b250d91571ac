import {
  type AcademicYear,
  academicYearOf,
  isOfSchoolAge,
  noMark,
  type PlainDate,
  type SchoolAge,
  weekdayAt,
} from '../../kernel/index.ts'
import { type Register, unauthorisedSessions } from './attendance.ts'
import { penaltyThreshold, type Threshold, thresholdWeeks } from './penalty-notice.ts'
import { type SchoolCalendar, schoolWeeksBack } from './school-calendar.ts'
import {
  type BoardDuty,
  boardDuty,
  type Counted,
  countSuspended,
  type Exclusion,
  type HalfDays,
  meetBy,
  type SixthDay,
  sixthDay,
} from './suspension.ts'
import { unmarkedSessions } from './unmarked.ts'

/** Where one school stands with the penalty notice threshold, and the unauthorised sessions of the last ten school weeks. */
export type SchoolThreshold = {
  readonly school: string
  readonly threshold: Threshold
  /** Undefined where term dates do not reach back so far. */
  readonly recent: number | undefined
  /** Sessions of school days in those weeks of which no mark has come: they may have been missed. */
  readonly unmarked: number
}

/**
 * The penalty notice threshold at every school whose register of this school year has come, over that school's registers of all
 * years: a school counts its own sessions, by its own calendar, and only those of compulsory school age where the birth date tells it.
 */
export const schoolThresholds = (
  registers: readonly Register[],
  today: PlainDate,
  age: SchoolAge | undefined,
): SchoolThreshold[] =>
  [...Map.groupBy(registers, register => register.school)].flatMap(([school, own]) => {
    if (!own.some(register => register.year === academicYearOf(today))) return []
    const sessions = own.flatMap(unauthorisedSessions).filter(day => day <= today && isOfSchoolAge(age, day))
    const calendar = own[0]?.calendar ?? []
    const from = schoolWeeksBack(calendar, today, thresholdWeeks(today))
    const recent = from && sessions.filter(day => day >= from).length
    return [
      { school, threshold: penaltyThreshold(calendar, sessions), recent, unmarked: unmarkedSince(own, from, today) },
    ]
  })

/** From the first day with a mark, if that is later: before it the pupil may not have been at the school. */
const unmarkedSince = (own: readonly Register[], from: PlainDate | undefined, today: PlainDate): number => {
  const [first] = own
    .flatMap(({ year, marks }) => {
      const at = [...marks].findIndex(byte => byte !== noMark)
      return at < 0 ? [] : [weekdayAt(year, Math.floor(at / 2))]
    })
    .sort()
  if (!from || !first) return 0
  const since = first > from ? first : from
  return own
    .filter(({ year }) => year >= academicYearOf(since))
    .reduce((all, one) => all + (unmarkedSessions(one, [one.calendar ?? []], since, today) ?? 0), 0)
}

/** A suspension or exclusion as it was told, with the number of the school that notified it where the telling says it: no calendar goes with it. */
export type ToldExclusion = Pick<Exclusion, 'category' | 'from' | 'reinstatedOn'> & {
  readonly sessions?: number
  readonly laestab?: string
  /** The day of the school's return of it; none where a file alone tells it, which does not say when the board was told. */
  readonly returnedOn?: PlainDate
  readonly missesExamination?: true
  /** A board or a review panel has decided on it. */
  readonly decided?: true
}

/** What the term dates make of a school year's suspensions. */
export type SuspensionRules = {
  readonly counted: Counted<HalfDays>
  /** Of each suspension of the year from whose sixth day education is owed. */
  readonly sixthDays: readonly (SixthDay & { readonly from: PlainDate })[]
  /** What the governing board owes of each on which nobody has decided. */
  readonly boards: readonly BoardOwed[]
}

/** A board's duty and its last day, counted from the school's return, or where there is none from the first day of the suspension. */
export type BoardOwed = {
  readonly of: Pick<ToldExclusion, 'category' | 'from' | 'returnedOn'>
  readonly duty: BoardDuty
  readonly by: PlainDate | undefined
}

/**
 * Days suspended in this term and this school year, and the sixth days; undefined where there is no suspension this year. Each
 * suspension's days are those of the school that notified it; where a telling names none, of the pupil's one school, and of a pupil on two
 * rolls they cannot be counted: then the year is missing. The term is that of the school that notified the latest.
 */
export const suspensionRules = (
  told: readonly ToldExclusion[],
  registers: readonly Register[],
  today: PlainDate,
): SuspensionRules | undefined => {
  const year = academicYearOf(today)
  const own = told.filter(one => academicYearOf(one.from) === year && one.from <= today)
  if (own.length === 0) return undefined
  const calendarOf = calendarsOfYear(registers, year)
  const exclusions = own.map(one => ({ ...one, halfDays: one.sessions ?? 0, calendar: calendarOf(one.laestab) }))
  const calendar = exclusions.reduce((latest, one) => (one.from > latest.from ? one : latest)).calendar
  return {
    counted: countSuspended(exclusions, calendar, today),
    sixthDays: exclusions.flatMap(one => {
      const sixth = sixthDay(one, exclusions)
      return sixth ? [{ ...sixth, from: one.from }] : []
    }),
    boards: exclusions.flatMap(one => boardOwed(one, exclusions) ?? []),
  }
}

/** By the days of the term with this suspension in them (domain.md 6.4); undefined once it is decided, and where term dates are missing. */
const boardOwed = (
  one: Exclusion & ToldExclusion,
  all: readonly (Exclusion & ToldExclusion)[],
): BoardOwed | undefined => {
  if (one.decided || one.reinstatedOn) return undefined
  const before = all.filter(other => other.from <= one.from)
  const counted = countSuspended(before, one.calendar, one.from)
  if (!counted.known) return undefined
  const duty = boardDuty(one.category, counted.term, one.missesExamination)
  return { of: one, duty, by: meetBy(one.calendar, duty, one.returnedOn ?? one.from) }
}

const calendarsOfYear = (
  registers: readonly Register[],
  year: AcademicYear,
): ((laestab: string | undefined) => SchoolCalendar) => {
  const ofYear = registers.filter(one => one.year === year)
  const schools = new Map(ofYear.map(one => [one.laestab ?? one.school, one.calendar ?? []]))
  const [only = []] = schools.values()
  return laestab => (laestab && schools.get(laestab)) || (schools.size === 1 ? only : [])
}
