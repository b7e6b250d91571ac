import { type DatePrecision, daysInMonth, type PlainDate, plainDate } from './plain-date.ts'
import { monthNames } from './words.ts'

/** Which comes first in this source's numeric dates; `today` lets a date after it be noted. */
export type DateReading = { order: 'dmy' | 'mdy'; today?: PlainDate; excel1904?: boolean }

/** A date as somebody meant it, or what is wrong and how to mend it. A problem never repeats the whole of what came. */
export type ReadDate = { date: PlainDate; precision: DatePrecision; note?: string } | { problem: string; fix: string }

/** A year, perhaps a month, perhaps a day, not yet known to exist. */
export type Parts = { year: number; month?: number; day?: number }

const example = 'Write it as day, month and year, like 27 March 2017'

/** What is wrong with a date, and how to mend it. */
export const problem = (words: string, fix = example): ReadDate => ({ problem: words, fix })

/** The years a date in a child's record can have. */
export const years = { first: 1850, last: 2150 }

const impossible = ({ year, month = 1, day = 1 }: Parts, today?: PlainDate): ReadDate | undefined => {
  if (year < years.first || year > years.last) return problem(`The year ${year} cannot be right`)
  if (month < 1 || month > 12) return problem(`There is no month ${month}`)
  if (day < 1) return problem(`There is no day ${day}`)
  const days = daysInMonth(year, month)
  if (day <= days) return undefined
  const verb = today !== undefined && plainDate(year, month, days) >= today ? 'has' : 'had'
  return problem(`${monthNames[month - 1]} ${year} ${verb} ${days} days`, 'Check the day and the month with the source')
}

const noteOn = (date: PlainDate, { today }: DateReading): string | undefined => {
  if (date === '1900-01-01') return 'This date often stands for one that is not known'
  return today !== undefined && date > today ? 'This date is in the future' : undefined
}

/** The date with these parts, as exact as they are, or why the calendar has none. */
export const buildDate = (parts: Parts, reading: DateReading): ReadDate => {
  const wrong = impossible(parts, reading.today)
  if (wrong) return wrong
  const date = plainDate(parts.year, parts.month ?? 1, parts.day ?? 1)
  const precision = parts.day !== undefined ? 'day' : parts.month !== undefined ? 'month' : 'year'
  const note = noteOn(date, reading)
  return { date, precision, ...(note === undefined ? {} : { note }) }
}

const otherOrder = {
  dmy: 'If this source writes the month before the day, set that for the column; otherwise correct the date',
  mdy: 'If this source writes the day before the month, set that for the column; otherwise correct the date',
}

/** A date of two numbers in the source's order and a year. They are never swapped to make it fit; the reader is told. */
export const buildInOrder = (first: number, second: number, year: number, reading: DateReading): ReadDate => {
  const [day, month] = reading.order === 'dmy' ? [first, second] : [second, first]
  if (month > 12 && day <= 12) return problem(`There is no month ${month}`, otherOrder[reading.order])
  return buildDate({ year, month, day }, reading)
}
