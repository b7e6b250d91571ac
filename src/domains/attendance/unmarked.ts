import {
  academicYearDays,
  addDays,
  daysBetween,
  firstMonday,
  noMark,
  type PlainDate,
  weekdayAt,
} from '../../kernel/index.ts'
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
  const end = addDays(academicYearDays(year).to, 1)
  const weekOf = (day: PlainDate): number => daysBetween(firstMonday(year), day) / 7
  let unmarked = 0
  for (let at = Math.max(0, Math.floor(weekOf(from))) * 10; at < Math.ceil(weekOf(before)) * 10; at += 1) {
    // Most sessions are marked: their days need not be worked out.
    if ((marks[at] ?? noMark) !== noMark) continue
    const day = weekdayAt(year, Math.floor(at / 2))
    if (from <= day && day < before && day < end && calendars.every(calendar => isSchoolDay(calendar, day)))
      unmarked += 1
  }
  return unmarked
}
