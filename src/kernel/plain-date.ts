import type { Brand } from './brand.ts'

/** A day in the calendar, without time or zone: 'YYYY-MM-DD', years 0001 to 9999. Compares as text with < and >. */
export type PlainDate = Brand<string, 'PlainDate'>

/** How exactly a life date is known. `month` and `year` dates hold the first day; `about` is an estimate. */
export type DatePrecision = 'day' | 'month' | 'year' | 'about' | 'expected'

/** Completed years, completed months and completed weeks since birth, each counted from birth; negative before it. */
export type Age = { years: number; months: number; weeks: number }

const lastEpochDay = 2_932_896 // 9999-12-31
const firstEpochDay = -719_162 // 0001-01-01

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** How many days the month (1 to 12) has in that year; 0 for a month that does not exist. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)

const exists = (year: number, month: number, day: number): boolean =>
  [year, month, day].every(Number.isInteger) && year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month)

/** The day with this year, month (1 to 12) and day of the month. Throws RangeError if the calendar has no such day. */
export const plainDate = (year: number, month: number, day: number): PlainDate => {
  if (!exists(year, month, day)) throw new RangeError('the calendar has no such day')
  const pad = (n: number, width: number) => String(n).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate
}

/** The year, month (1 to 12) and day of the month. */
export const dateParts = (date: PlainDate): { year: number; month: number; day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
})

/** Whether `text` is a day that exists, written exactly as 'YYYY-MM-DD'. */
export const isPlainDate = (text: string): text is PlainDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const { year, month, day } = dateParts(text as PlainDate)
  return exists(year, month, day)
}

/** `text` as a day if it is strictly 'YYYY-MM-DD' and exists, otherwise undefined. For what people type: `readDate`. */
export const parsePlainDate = (text: string): PlainDate | undefined => (isPlainDate(text) ? text : undefined)

/** Days since 1 January 1970, negative before it. (H. Hinnant, days_from_civil: the year is made to begin in March.) */
export const toEpochDay = (date: PlainDate): number => {
  const { year, month, day } = dateParts(date)
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The day so many days after 1 January 1970. Throws RangeError outside the years 0001 to 9999. */
export const fromEpochDay = (epochDay: number): PlainDate => {
  if (!Number.isInteger(epochDay) || epochDay < firstEpochDay || epochDay > lastEpochDay)
    throw new RangeError('outside the years 0001 to 9999')
  const shifted = epochDay + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  return plainDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The day so many days later (earlier if negative). */
export const addDays = (date: PlainDate, days: number): PlainDate => fromEpochDay(toEpochDay(date) + days)

/** The same day so many months later, or the last of that month if it is shorter: 30 November + 3 = 28 or 29 February. */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  const { year, month, day } = dateParts(date)
  const total = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1]
  return plainDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** The same day so many years later; 29 February becomes 28 February where there is none. For birthdays: `ageOn`. */
export const addYears = (date: PlainDate, years: number): PlainDate => addMonths(date, years * 12)

/** Days from the first to the second; negative if the second is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toEpochDay(to) - toEpochDay(from)

/** 1 for Monday to 7 for Sunday. */
export const dayOfWeek = (date: PlainDate): number => ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1

/** Whether it is Monday to Friday. Bank holidays count: see `isWorkingDay`. */
export const isWeekday = (date: PlainDate): boolean => dayOfWeek(date) <= 5

/** The Monday of that week, the day itself if it is one. */
export const mondayOf = (date: PlainDate): PlainDate => addDays(date, 1 - dayOfWeek(date))

/**
 * The age on a day. A year or month is complete at the start of its anniversary (Family Law Reform Act 1969 s9); where
 * the month is too short for one, on the first of the next: born 29 February 2008, eighteen on 1 March 2026.
 */
export const ageOn = (dob: PlainDate, on: PlainDate): Age => {
  const [born, now] = [dateParts(dob), dateParts(on)]
  const months = (now.year - born.year) * 12 + (now.month - born.month) - (now.day < born.day ? 1 : 0)
  return { years: Math.floor(months / 12), months, weeks: Math.floor(daysBetween(dob, on) / 7) }
}
/** The first day on which `ageOn` gives so many months: born 31 August, seventeen and a half on 1 March. */
export const dayAged = (dob: PlainDate, months: number): PlainDate => {
  const same = addMonths(dob, months)
  return dateParts(same).day === dateParts(dob).day ? same : addDays(same, 1)
}
