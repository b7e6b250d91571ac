import {
  addDays,
  ageOn,
  dateParts,
  dayOfWeek,
  daysBetween,
  isWeekday,
  mondayOf,
  type PlainDate,
  plainDate,
} from './plain-date.ts'

/** An academic year by the calendar year it starts in: 2025 is 1 August 2025 to 31 July 2026 (SI 2012/8). */
export type AcademicYear = number

/** The academic year a day falls in. */
export const academicYearOf = (date: PlainDate): AcademicYear => {
  const { year, month } = dateParts(date)
  return month >= 8 ? year : year - 1
}

/** "2025 to 2026". */
export const academicYearLabel = (year: AcademicYear): string => `${year} to ${year + 1}`

/** Its first day, 1 August, and its last, 31 July. */
export const academicYearDays = (year: AcademicYear): { from: PlainDate; to: PlainDate } => ({
  from: plainDate(year, 8, 1),
  to: plainDate(year + 1, 7, 31),
})

/** The Monday on or before 1 August, where the year's string of attendance marks begins. */
export const firstMonday = (year: AcademicYear): PlainDate => mondayOf(plainDate(year, 8, 1))

/**
 * The day's place among the weekdays counted from `firstMonday`: 0 to 264, and 265 on a Monday 31 July (2028). Its morning mark stands at 2 × index, its
 * afternoon mark at 2 × index + 1. Undefined for a weekend and for a day of another academic year.
 */
export const weekdayIndex = (year: AcademicYear, date: PlainDate): number | undefined => {
  if (!isWeekday(date) || academicYearOf(date) !== year) return undefined
  return Math.floor(daysBetween(firstMonday(year), date) / 7) * 5 + dayOfWeek(date) - 1
}

/** The day at a place of the year's weekdays. The first few can be July days, which belong to the year before. */
export const weekdayAt = (year: AcademicYear, index: number): PlainDate =>
  addDays(firstMonday(year), Math.floor(index / 5) * 7 + (index % 5))

/** A national curriculum year as the school census codes it (formats.md §3.3): N1, N2, R, 1 to 13. */
export type SchoolYear = 'N1' | 'N2' | 'R' | `${number}`

/**
 * The national curriculum year a child of this birth date is in by age, from 1 September to 31 August; a child may be
 * taught in another, so a school's own word goes first. Undefined before nursery and after year 13.
 */
export const schoolYearOf = (dob: PlainDate, on: PlainDate): SchoolYear | undefined => {
  const { year, month } = dateParts(on)
  const age = ageOn(dob, plainDate(month >= 9 ? year : year - 1, 8, 31)).years
  if (age < 2 || age > 17) return undefined
  return age === 2 ? 'N1' : age === 3 ? 'N2' : age === 4 ? 'R' : `${age - 4}`
}

/** "Year 4", "Reception", "Nursery". */
export const schoolYearLabel = (year: SchoolYear): string =>
  year === 'R' ? 'Reception' : year.startsWith('N') ? 'Nursery' : `Year ${year}`
