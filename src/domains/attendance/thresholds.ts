import { type AcademicYear, academicYearOf, isOfSchoolAge, type PlainDate, type SchoolAge } from '../../kernel/index.ts'
import { type Register, unauthorisedSessions } from './attendance.ts'
import { penaltyThreshold, type Threshold, thresholdWeeks } from './penalty-notice.ts'
import { type SchoolCalendar, schoolWeeksBack } from './school-calendar.ts'
import { type Counted, countSuspended, type Exclusion, type HalfDays, type SixthDay, sixthDay } from './suspension.ts'

/** Where one school stands with the penalty notice threshold, and the unauthorised sessions of the last ten school weeks. */
export type SchoolThreshold = {
  readonly school: string
  readonly threshold: Threshold
  /** Undefined where term dates do not reach back so far. */
  readonly recent: number | undefined
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
    return [{ school, threshold: penaltyThreshold(calendar, sessions), recent }]
  })

/** A suspension or exclusion as it was told: no calendar goes with it. */
export type ToldExclusion = Pick<Exclusion, 'category' | 'from' | 'reinstatedOn'> & { readonly sessions?: number }

/** What the term dates make of a school year's suspensions. */
export type SuspensionRules = {
  readonly counted: Counted<HalfDays>
  /** Of each suspension of the year from whose sixth day education is owed. */
  readonly sixthDays: readonly (SixthDay & { readonly from: PlainDate })[]
}

/**
 * Days suspended in this term and this school year, and the sixth days; undefined where there is no suspension this year. Who
 * notified us is not said on the record, so the days of a pupil on two rolls cannot be counted: then the year is missing.
 */
export const suspensionRules = (
  told: readonly ToldExclusion[],
  registers: readonly Register[],
  today: PlainDate,
): SuspensionRules | undefined => {
  const year = academicYearOf(today)
  const own = told.filter(one => academicYearOf(one.from) === year && one.from <= today)
  if (own.length === 0) return undefined
  const calendar = calendarOfYear(registers, year)
  const exclusions = own.map(one => ({ ...one, halfDays: one.sessions ?? 0, calendar }))
  return {
    counted: countSuspended(exclusions, calendar, today),
    sixthDays: exclusions.flatMap(one => {
      const sixth = sixthDay(one, exclusions)
      return sixth ? [{ ...sixth, from: one.from }] : []
    }),
  }
}

const calendarOfYear = (registers: readonly Register[], year: AcademicYear): SchoolCalendar => {
  const schools = new Map(registers.filter(one => one.year === year).map(one => [one.school, one.calendar ?? []]))
  const [only] = schools.values()
  return schools.size === 1 && only ? only : []
}
