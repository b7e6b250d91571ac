import { academicYearOf, noMark, type PlainDate, weekdayAt } from '../../kernel/index.ts'
import { isSchoolDay, isYearTold, type SchoolCalendar } from './school-calendar.ts'

/**
 * Sessions of school days from one day until the day before today of which no school has sent a mark: nobody knows what the child did,
 * and no rate counts them. Takes the year's marks, each session once, and the calendars of the schools that sent them; gives undefined
 * where one's term dates are missing, since a holiday cannot be told from a register that never came then. Pure.
 */
export const unmarkedSessions = (
  marks: string,
  calendars: readonly SchoolCalendar[],
  from: PlainDate,
  today: PlainDate,
): number | undefined => {
  const year = academicYearOf(today)
  if (!calendars.every(calendar => isYearTold(calendar, year))) return undefined
  let unmarked = 0
  for (let at = 0, day = weekdayAt(year, 0); day < today; at += 1, day = weekdayAt(year, Math.floor(at / 2)))
    if (day >= from && (marks[at] ?? noMark) === noMark && calendars.every(calendar => isSchoolDay(calendar, day)))
      unmarked += 1
  return unmarked
}
