import { buildDate, buildInOrder, type DateReading, problem, type ReadDate, years } from './build-date.ts'
import { excelSerial } from './excel-serial.ts'
import { londonDate } from './london.ts'
import { type DatePrecision, dateParts } from './plain-date.ts'
import { monthNames } from './words.ts'

const monthNumber = (word: string): number | undefined => {
  const index = monthNames.findIndex(
    name => word.length >= 3 && name.toLowerCase().startsWith(word.replace(/^sept$/, 'sep')),
  )
  return index < 0 ? undefined : index + 1
}

const fromSerial = (text: string, reading: DateReading): ReadDate => {
  const date = excelSerial(Number(text), reading.excel1904)
  const built = date ? buildDate(dateParts(date), reading) : problem('This spreadsheet number is not a day')
  return 'problem' in built ? built : { note: 'Read from a spreadsheet’s day number', ...built }
}

const fromWord = (year: number, word: string, day: number | undefined, reading: DateReading): ReadDate => {
  const month = monthNumber(word)
  if (month === undefined) return problem('This is not the name of a month')
  return buildDate({ year, month, ...(day === undefined ? {} : { day }) }, reading)
}

/** Eight digits are year first if they begin like a year (no day and month can), otherwise in the source's order. */
const fromEightDigits = (text: string, reading: DateReading): ReadDate => {
  const part = (from: number, to: number) => Number(text.slice(from, to))
  const yearFirst = part(0, 4) >= years.first && part(0, 4) <= years.last && part(4, 6) <= 12
  if (yearFirst) return buildDate({ year: part(0, 4), month: part(4, 6), day: part(6, 8) }, reading)
  return buildInOrder(part(0, 2), part(2, 4), part(4, 8), reading)
}

const twoDigitYear = () =>
  problem('The year has only two digits, so the century is not certain', 'Write the year in full, like 27 March 2017')

type Shape = [RegExp, (found: string[], reading: DateReading) => ReadDate]

/** What councils' files hold, in lower case with `/` between the parts (formats.md §7.1). */
const shapes: Shape[] = [
  [
    /^(\d{4})\/(\d\d?)\/(\d\d?)$/,
    ([y, m, d], how) => buildDate({ year: Number(y), month: Number(m), day: Number(d) }, how),
  ],
  [/^(\d\d?)\/(\d\d?)\/(\d{4})$/, ([a, b, y], how) => buildInOrder(Number(a), Number(b), Number(y), how)],
  [/^(\d\d?)\/?([a-z]+)\/?(\d{4})$/, ([d, word = '', y], how) => fromWord(Number(y), word, Number(d), how)],
  [/^([a-z]+)\/(\d\d?)\/(\d{4})$/, ([word = '', d, y], how) => fromWord(Number(y), word, Number(d), how)],
  [/^(\d{4})\/?([a-z]+)\/?(\d\d?)$/, ([y, word = '', d], how) => fromWord(Number(y), word, Number(d), how)],
  [/^([a-z]+)\/?(\d{4})$/, ([word = '', y], how) => fromWord(Number(y), word, undefined, how)],
  [/^(\d{4})\/(\d\d?)$/, ([y, m], how) => buildDate({ year: Number(y), month: Number(m) }, how)],
  [/^(\d\d?)\/(\d{4})$/, ([m, y], how) => buildDate({ year: Number(y), month: Number(m) }, how)],
  [/^((?:18|19|20|21)\d\d)$/, ([y], how) => buildDate({ year: Number(y) }, how)],
  [/^(\d{8})$/, ([digits = ''], how) => fromEightDigits(digits, how)],
  [/^(\d{6}|\d\d?\/?[a-z]+\/?'?\d\d|\d\d?\/\d\d?\/'?\d\d)$/, twoDigitYear],
]

const withSlashes = (text: string): string =>
  text
    .replace(/\b(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\b/g, ' ')
    .replace(/\b(\d\d?)(st|nd|rd|th)\b/g, '$1')
    .replace(/\bof\b/g, ' ')
    .replace(/[\s.,/\\\u2010-\u2015-]+/g, '/')
    .replace(/^\/|\/$/g, '')

const qualifiers: [RegExp, DatePrecision][] = [
  [
    /^(about|approx(imately)?|circa|ca|c|est(imated)?|~)\b[.:]?|^[c~](?=\d)|\(?\b(approx|est(imated)?)\b\.?\)?$/,
    'about',
  ],
  [/^(edd|due|expected)\b:?/, 'expected'],
]

const blank = /^(|-+|\?+|n\/?a|nil|none|null|tbc|tba|unknown|not (known|given|recorded|stated))$/
const clockTime = /[t\s]\s*(\d\d?:\d\d(:\d\d([.,]\d+)?)?)\s*([ap]m)?$/
const zonedTime = /^(\d{4}-\d\d-\d\d)[t ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(z|[+-](0\d|1[0-4]):?[0-5]\d)$/

/** An instant's day is the day it was in London: 2015-03-31T23:00:00Z was midnight, and 1 April. */
const fromZoned = (text: string, written: string, reading: DateReading): ReadDate => {
  const day = read(written, reading)
  return 'problem' in day ? day : buildDate(dateParts(londonDate(text.toUpperCase())), reading)
}

const serial = /^[1-7]\d{4}(\.\d+)?$/

const read = (text: string, reading: DateReading): ReadDate => {
  if (serial.test(text)) return fromSerial(text, reading)
  const plain = withSlashes(text)
  for (const [shape, meaning] of shapes) {
    const found = shape.exec(plain)
    if (found) return meaning(found.slice(1), reading)
  }
  return problem('This is not a date we can read')
}

/**
 * The date that a council's file or a form means by `text`: numbers in the source's order, month words, ISO dates and
 * instants, eight digits, spreadsheet day numbers, "about 2015", "EDD 4 June 2026", "March 2015" (see the precision).
 * A two-digit year is refused, and a day that does not exist is never rolled over into the next month.
 */
export const readDate = (text: string, reading: DateReading): ReadDate => {
  const lower = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  if (blank.test(lower)) return problem('There is no date')
  const zoned = zonedTime.exec(lower)
  if (zoned?.[1]) return fromZoned(lower, zoned[1], reading)
  const qualifier = qualifiers.find(([words]) => words.test(lower))
  const rest = (qualifier ? lower.replace(qualifier[0], '') : lower).trim().replace(clockTime, '')
  const day = read(rest, reading)
  return 'problem' in day || !qualifier ? day : { date: day.date, precision: qualifier[1] }
}
