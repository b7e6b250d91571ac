import { bankHolidaysIn } from './bank-holidays.ts'
import { addDays, dateParts, isWeekday, type PlainDate } from './plain-date.ts'

const known = new Map<number, ReadonlySet<PlainDate>>()

const holidaysOf = (year: number): ReadonlySet<PlainDate> => {
  const found = known.get(year) ?? new Set(bankHolidaysIn(year).map(holiday => holiday.date))
  known.set(year, found)
  return found
}

const declared = new Set<PlainDate>()

/**
 * Tells the calendar which bank holidays were proclaimed since this release, instead of those it was told before: as a process starts, so that
 * every limit counted after it moves. A council's own closed days do not move statutory dates and do not belong here.
 */
export const declareBankHolidays = (days: readonly PlainDate[]): void => {
  declared.clear()
  for (const day of days) declared.add(day)
}

/** Whether a day is Monday to Friday and no bank holiday in England and Wales. */
export const isWorkingDay = (date: PlainDate): boolean =>
  isWeekday(date) && !holidaysOf(dateParts(date).year).has(date) && !declared.has(date)

/**
 * The nth working day after the trigger, which is day 0 whatever day it is: "within n working days" ends with that day.
 * A negative n counts back from it; 0 gives the trigger itself.
 */
export const addWorkingDays = (trigger: PlainDate, n: number): PlainDate => {
  let [date, left] = [trigger, Math.abs(n)]
  while (left > 0) {
    date = addDays(date, Math.sign(n))
    if (isWorkingDay(date)) left -= 1
  }
  return date
}

/** How many working days after the trigger a day is, with the trigger as day 0; negative if it comes before. */
export const workingDaysBetween = (trigger: PlainDate, end: PlainDate): number => {
  if (end === trigger) return 0
  const step = end > trigger ? 1 : -1
  let [date, count] = [trigger, 0]
  while (date !== end) {
    date = addDays(date, step)
    if (isWorkingDay(date)) count += step
  }
  return count
}

/** The day itself if it is a working day, otherwise the next: how national offer days fall (SI 2012/8). */
export const workingDayOnOrAfter = (date: PlainDate): PlainDate => (isWorkingDay(date) ? date : addWorkingDays(date, 1))
