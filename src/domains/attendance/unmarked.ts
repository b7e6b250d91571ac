import { academicYearDays, addDays, noMark, type PlainDate, weekdayAt } from '../../kernel/index.ts'
import type { Register } from './attendance.ts'
import { isSchoolDay, isYearTold, type SchoolCalendar } from './school-calendar.ts'

/**
 * Sessions of school days of a year, from one day until the day before another, of which no school has sent a mark: nobody knows what the child did,
 * and no rate counts them. Takes the year's marks, each session once, and the calendars of the schools that sent them; gives undefined
 * where one's term dates are missing, since a holiday cannot be told from a register that never came then. Pure.
 */
export const unmarkedSessions = (
  { year, marks }: Pick<Register, 'year' | 'marks'>,
  calendars: readonly SchoolCalendar[],
  from: PlainDate,
  before: PlainDate,
): number | undefined => {
  if (!calendars.every(calendar => isYearTold(calendar, year))) return undefined
  let unmarked = 0
  const end = addDays(academicYearDays(year).to, 1)
  for (
    let at = 0, day = weekdayAt(year, 0);
    day < before && day < end;
    at += 1, day = weekdayAt(year, Math.floor(at / 2))
  )
    if (day >= from && (marks[at] ?? noMark) === noMark && calendars.every(calendar => isSchoolDay(calendar, day)))
      unmarked += 1
  return unmarked
}
