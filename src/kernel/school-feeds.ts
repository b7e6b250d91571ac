import { academicYearOf } from './academic-year.ts'
import { londonDate, londonTime } from './london.ts'
import { addDays, type PlainDate } from './plain-date.ts'
import { isSchoolDay, isYearTold, type SchoolCalendar } from './school-days.ts'
import { isWorkingDay } from './working-days.ts'

/** When a school's registers are due, as HH:MM in London, and the latest day of which one came. */
export type RegisterFeed = {
  readonly dueBy: string
  readonly on?: PlainDate
  /** Whether its pupils are in today, as its term dates say; undefined where they are not told. */
  readonly isIn?: boolean
}

/** Whether today's register came, is not due yet, or is overdue. */
export type FeedState = 'came' | 'not-due' | 'quiet'

/**
 * What a child without a mark today means: the school's register came and has none (`came`), is not due yet, or is overdue: a
 * quiet feed, which says nothing of the child. Undefined on a day without registers: a weekend, a bank holiday, or the school's own.
 */
export const feedState = ({ dueBy, on, isIn }: RegisterFeed, now: Date): FeedState | undefined => {
  const today = londonDate(now)
  if (on === today) return 'came'
  if (!isWorkingDay(today) || isIn === false) return undefined
  return londonTime(now) < dueBy ? 'not-due' : 'quiet'
}

/** So many school days on end without a register are named louder than one (a local threshold). */
export const quietForDays = 2

/**
 * School days on end, today included, of which a quiet school has sent no register: those since its latest. Where its term dates are not told
 * for a day's year, every working day is one. Undefined for a school that has never sent any. Pure.
 */
export const quietDays = (
  on: PlainDate | undefined,
  calendar: SchoolCalendar,
  today: PlainDate,
): number | undefined => {
  if (on === undefined) return undefined
  let days = 0
  for (let day = today; day > on; day = addDays(day, -1))
    if (isYearTold(calendar, academicYearOf(day)) ? isSchoolDay(calendar, day) : isWorkingDay(day)) days += 1
  return days
}
