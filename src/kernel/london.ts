import { isPlainDate, type PlainDate, plainDate } from './plain-date.ts'

/** A moment: a Date, or ISO 8601 text with its zone ('2026-05-03T08:05:00Z'). */
export type Instant = Date | string

const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)$/

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
})

const toDate = (instant: Instant): Date => {
  const readable = typeof instant !== 'string' || (zoned.test(instant) && isPlainDate(instant.slice(0, 10)))
  const date = new Date(instant)
  if (!readable || Number.isNaN(date.getTime())) throw new RangeError('not a moment with its time zone')
  return date
}

/** What the calendar and the clock on the wall showed in London at a moment. Throws RangeError if it is no moment. */
export const londonClock = (instant: Instant): { date: PlainDate; hour: number; minute: number } => {
  const parts = new Map(clock.formatToParts(toDate(instant)).map(part => [part.type, Number(part.value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN
  return { date: plainDate(part('year'), part('month'), part('day')), hour: part('hour'), minute: part('minute') }
}

/** The time that the clock on the wall showed in London at a moment, as '09:05': it sorts as times do. Throws RangeError if it is no moment. */
export const londonTime = (instant: Instant): string => {
  const { hour, minute } = londonClock(instant)
  return [hour, minute].map(part => String(part).padStart(2, '0')).join(':')
}

/** The day it was in London at a moment: 23:30 UTC in June is already tomorrow. */
export const londonDate = (instant: Instant): PlainDate => {
  // One file's rows are all of one moment, and the calendar takes as long as to check a row.
  const time = toDate(instant).getTime()
  if (time !== last?.time) last = { time, date: londonClock(instant).date }
  return last.date
}
let last: { readonly time: number; readonly date: PlainDate } | undefined

/** The last second of a day in London: an hour earlier by UTC in summer. */
export const endOfLondonDay = (day: PlainDate): Date => {
  const end = new Date(`${day}T23:59:59Z`)
  return londonDate(end) === day ? end : new Date(end.getTime() - 3_600_000)
}
