import type { PlainDate } from '../src/kernel/index.ts'

/** A civil day, counted from 1 January 1970: generating a county is a lot of date arithmetic. */
export type Day = number

const msInDay = 86_400_000
const written = new Map<Day, PlainDate>()

/** The day of a `YYYY-MM-DD` date. Throws when it is not one. */
export const dayOf = (date: string): Day => {
  const ms = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new Error('not a date')
  return ms / msInDay
}

/** The day as `YYYY-MM-DD`. */
export const isoOf = (day: Day): PlainDate => {
  const known = written.get(day)
  if (known) return known
  const iso = new Date(day * msInDay).toISOString().slice(0, 10) as PlainDate
  written.set(day, iso)
  return iso
}

export const makeDay = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / msInDay
export const yearOf = (day: Day): number => Number(isoOf(day).slice(0, 4))
export const monthOf = (day: Day): number => Number(isoOf(day).slice(5, 7))
export const dayOfMonth = (day: Day): number => Number(isoOf(day).slice(8, 10))

/** 0 Monday … 6 Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7
export const mondayOf = (day: Day): Day => day - weekdayOf(day)

/** The year in which the academic year (1 September to 31 August) of this day began. */
export const academicYearOf = (day: Day): number => (monthOf(day) >= 9 ? yearOf(day) : yearOf(day) - 1)

/** Whole years lived on `on`. */
export const ageOn = (born: Day, on: Day): number => {
  const years = yearOf(on) - yearOf(born)
  return isoOf(on).slice(5) < isoOf(born).slice(5) ? years - 1 : years
}

/** The latest day with this month and day on which somebody aged `age` today was born. */
export const bornAged = (today: Day, age: number, month: number, dayInMonth: number): Day => {
  const candidate = makeDay(yearOf(today) - age, month, dayInMonth)
  return candidate <= today ? candidate : makeDay(yearOf(today) - age - 1, month, dayInMonth)
}

/** `dd/mm/yyyy`. */
export const slashed = (day: Day): string => {
  const iso = isoOf(day)
  return `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `2024-Sep-12 00:00:00`, as COLLECT writes dates in its exports. */
export const collectDate = (day: Day): string => {
  const iso = isoOf(day)
  return `${iso.slice(0, 4)}-${monthNames[Number(iso.slice(5, 7)) - 1]}-${iso.slice(8)} 00:00:00`
}

/** The number by which Excel knows this day (1 = 1 January 1900, with its false 29 February 1900). */
export const excelSerial = (day: Day): number => day + 25_569

/** The same day with day and month changed round, when both can be read so; otherwise the day itself. */
export const swapDayAndMonth = (day: Day): Day =>
  dayOfMonth(day) <= 12 ? makeDay(yearOf(day), dayOfMonth(day), monthOf(day)) : day
