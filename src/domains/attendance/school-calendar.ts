import {
  type AcademicYear,
  academicYearOf,
  addDays,
  isSchoolDay,
  isYearTold,
  mondayOf,
  type PlainDate,
  type SchoolCalendar,
} from '../../kernel/index.ts'

export {
  type CalendarSpan,
  isSchoolDay,
  isYearTold,
  nthSchoolDay,
  type SchoolCalendar,
  schoolDaysAfter,
  schoolDaysFrom,
  termOn,
} from '../../kernel/index.ts'

/** The school years from one day's to another's whose term dates are missing. */
export const yearsMissing = (calendar: SchoolCalendar, from: PlainDate, to: PlainDate): AcademicYear[] => {
  const first = academicYearOf(from)
  const years = Array.from({ length: academicYearOf(to) - first + 1 }, (_, at) => first + at)
  return years.filter(year => !isYearTold(calendar, year))
}

/**
 * The Monday of the first of `count` school weeks that end with the day's own. A school week is one with at least one school
 * day (domain.md 0.2), so holidays are passed over; undefined where term dates are missing before there are enough.
 */
export const schoolWeeksBack = (calendar: SchoolCalendar, day: PlainDate, count: number): PlainDate | undefined => {
  let [monday, left] = [mondayOf(day), count]
  for (;;) {
    const week = [0, 1, 2, 3, 4].map(at => addDays(monday, at))
    if (week.some(one => isSchoolDay(calendar, one))) left -= 1
    if (left === 0) return monday
    // A week that lies in two school years needs only the one that its Friday is in: August is in no term.
    monday = addDays(monday, -7)
    if (!isYearTold(calendar, academicYearOf(addDays(monday, 4)))) return undefined
  }
}
