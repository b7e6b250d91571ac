import { type Instant, londonClock } from './london.ts'
import { ageOn, type DatePrecision, dateParts, dayOfWeek, daysBetween, type PlainDate } from './plain-date.ts'

/** The months as written out. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

const monthAndYear = (date: PlainDate): string => {
  const { year, month } = dateParts(date)
  return `${monthNames[month - 1]} ${year}`
}

/** "3 May 2026"; to its precision "May 2026", "2026", "about 2026", "expected 3 May 2026". */
export const formatDate = (date: PlainDate, precision: DatePrecision = 'day'): string => {
  const { year, day } = dateParts(date)
  if (precision === 'year') return `${year}`
  if (precision === 'about') return `about ${year}`
  if (precision === 'month') return monthAndYear(date)
  return `${precision === 'expected' ? 'expected ' : ''}${day} ${monthAndYear(date)}`
}

/** "Sunday 3 May 2026" within two weeks of today, otherwise "3 May 2026". */
export const formatNearDate = (date: PlainDate, today: PlainDate): string =>
  Math.abs(daysBetween(today, date)) > 14
    ? formatDate(date)
    : `${weekdayNames[dayOfWeek(date) - 1]} ${formatDate(date)}`

/** "3 to 7 May 2026", saying the month and year twice only where they differ; without an end "from 3 May 2026". */
export const formatDateRange = (from: PlainDate, to?: PlainDate): string => {
  if (to === undefined) return `from ${formatDate(from)}`
  if (from === to) return formatDate(from)
  const [a, b] = [dateParts(from), dateParts(to)]
  if (a.year !== b.year) return `${formatDate(from)} to ${formatDate(to)}`
  return a.month === b.month
    ? `${a.day} to ${formatDate(to)}`
    : `${a.day} ${monthNames[a.month - 1]} to ${formatDate(to)}`
}

/** The time in London: "9:05am", "9am", "midday", "midnight". */
export const formatTime = (instant: Instant): string => {
  const { hour, minute } = londonClock(instant)
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** "4pm" and "1:30pm" for the 16:00 and 13:30 of a diary; other words stay as they were written. */
export const formatClock = (text: string): string => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  if (hour === undefined || minute === undefined || Number(hour) > 23) return text
  if (minute === '00' && Number(hour) % 12 === 0) return Number(hour) === 0 ? 'midnight' : 'midday'
  return `${Number(hour) % 12 || 12}${minute === '00' ? '' : `:${minute}`}${Number(hour) < 12 ? 'am' : 'pm'}`
}

/** "3 May 2026 at 9:05am", in London; with today's date "today at 9:05am" where it is today. */
export const formatInstant = (instant: Instant, today?: PlainDate): string => {
  const { date } = londonClock(instant)
  return `${date === today ? 'today' : formatDate(date)} at ${formatTime(instant)}`
}

/** "1 child", "2 children", "1,200 marks": the count and its noun, in the plural unless it is one. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

const dayAge = (dob: PlainDate, on: PlainDate): string => {
  const { years, months, weeks } = ageOn(dob, on)
  if (weeks < 0) return 'not yet born'
  if (weeks < 1) return plural(daysBetween(dob, on), 'day')
  if (weeks < 12) return plural(weeks, 'week')
  return months < 24 ? plural(months, 'month') : plural(years, 'year')
}

/**
 * The age as practitioners say it: days in the first week, weeks under 12 weeks, months under 2 years, then years. What
 * is not known to the day gives no age: "Born in March 2015", "Born about 2015 (estimated)", "Expected 4 June 2026".
 */
export const formatAge = (dob: PlainDate, on: PlainDate, precision: DatePrecision = 'day'): string => {
  if (precision === 'day') return dayAge(dob, on)
  if (precision === 'expected') return `Expected ${formatDate(dob)}`
  return precision === 'about'
    ? `Born ${formatDate(dob, 'about')} (estimated)`
    : `Born in ${formatDate(dob, precision)}`
}

/** A word or phrase within a sentence: "social worker", "date of birth"; "SEND caseworker" and "UPN" keep their capitals. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

const decimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
const pounds = new Intl.NumberFormat('en-GB', {
  style: 'currency',
  currency: 'GBP',
  trailingZeroDisplay: 'stripIfInteger',
})

/** "1,200", and "1,200.5" with what decimals it has, at most two. */
export const formatNumber = (value: number): string => decimal.format(value)

/** A share between 0 and 1 as "94.2%", always one decimal. */
export const formatPercent = (share: number): string => percent.format(share)

/** Pence as "£1,200" or "£1,200.50". */
export const formatMoney = (pence: number): string => pounds.format(pence / 100)

/** A line's beginning as a sentence has it: "mum Grace" as "Mum Grace". */
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
