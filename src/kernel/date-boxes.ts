import type { PlainDate } from './plain-date.ts'
import { readDate } from './read-date.ts'

/** What stood in the three boxes of a date. */
export type DateBoxes = { readonly [part in 'day' | 'month' | 'year']?: string | undefined }

/** The three boxes of a form that are named after what they ask: `review` stands in `review-day`, `review-month` and `review-year`. */
export const boxesNamed = (name: string, fields: Readonly<Record<string, string | undefined>>): DateBoxes => ({
  day: fields[`${name}-day`],
  month: fields[`${name}-month`],
  year: fields[`${name}-year`],
})

/** The day in the boxes, what is wrong with them, or undefined where all are empty. Month words are read. */
export const readBoxes = (boxes: DateBoxes): { date: PlainDate } | { problem: string } | undefined => {
  const parts = [boxes.day, boxes.month, boxes.year].map(part => part?.trim() ?? '')
  if (parts.every(part => part === '')) return undefined
  if (parts.some(part => part === '')) return { problem: 'needs a day, a month and a year, like 27 3 2017' }
  const read = readDate(parts.join(' '), { order: 'dmy' })
  if ('problem' in read) return { problem: `is not right. ${read.problem}` }
  return read.precision === 'day' ? { date: read.date } : { problem: 'needs a day, a month and a year, like 27 3 2017' }
}

/** A day as its three boxes. */
export const boxesOf = (date: PlainDate | undefined): { day?: string; month?: string; year?: string } =>
  date ? { day: String(Number(date.slice(8))), month: String(Number(date.slice(5, 7))), year: date.slice(0, 4) } : {}

/** The names of the three boxes of `name` in a form: what a browser sends. */
export const boxNames = (name: string): string[] => ['day', 'month', 'year'].map(part => `${name}-${part}`)

/** A form's three boxes of `name`, filled with a day; none of them without one. */
export const filledBoxes = (name: string, date: PlainDate | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(boxesOf(date)).map(([part, value]) => [`${name}-${part}`, value]))
