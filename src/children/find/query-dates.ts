import { addDays, dateParts, daysInMonth, type PlainDate, plainDate, readDate } from '../../kernel/index.ts'

/** A birth date as somebody searches for it: a day, a month or a year, and the day it may be with day and month changed over. */
export type DateTerm = {
  readonly sort: 'date'
  readonly from: PlainDate
  /** The last day of the range, that day included. */
  readonly to: PlainDate
  readonly swapped?: PlainDate
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const monthWord = `(?:${months})[a-z]*`
const year = '(?:19|20)\\d\\d'
const between = '(?:\\s*[-/.,]\\s*|\\s+)'
const glue = '(?:\\s*[-/.,]\\s*|\\s*)'

/** Dates in a line of search, the longest shapes first. */
const shapes: readonly RegExp[] = [
  new RegExp(`(?<![\\w])${year}[-/.]\\d\\d?[-/.]\\d\\d?(?!\\w)`),
  new RegExp(`(?<![\\w])\\d\\d?${between}\\d\\d?${between}${year}(?!\\w)`),
  new RegExp(`(?<![\\w])\\d\\d?(?:st|nd|rd|th)?(?:\\s+of)?${glue}${monthWord}${glue}${year}(?!\\w)`),
  new RegExp(`(?<![\\w])${monthWord}${glue}\\d\\d?(?:st|nd|rd|th)?${between}${year}(?!\\w)`),
  /(?<![\w])\d\d?[-/. ]\d\d?[-/. ]\d\d(?!\w)/,
  new RegExp(`(?<![\\w])${monthWord}${glue}${year}(?!\\w)`),
  /(?<![\w])\d{8}(?!\w)/,
  new RegExp(`(?<![\\w])${year}(?!\\w)`),
]

/** The first date in the text, and the text with a gap in its place. Undefined where there is none. */
export const takeDate = (text: string): { readonly term: DateTerm; readonly rest: string } | undefined => {
  for (const shape of shapes) {
    const found = shape.exec(text)
    const term = found && dateTerm(found[0])
    if (found && term)
      return { term, rest: `${text.slice(0, found.index)} , ${text.slice(found.index + found[0].length)}` }
  }
  return undefined
}

const dateTerm = (written: string): DateTerm | undefined => {
  const read = readDate(inFull(written.trim().replace(/\s+/g, ' ')), { order: 'dmy' })
  if ('problem' in read) return undefined
  const { year: y, month: m, day: d } = dateParts(read.date)
  if (y < 1930 || y > 2060) return undefined
  if (read.precision === 'year') return { sort: 'date', from: plainDate(y, 1, 1), to: plainDate(y, 12, 31) }
  if (read.precision === 'month')
    return { sort: 'date', from: plainDate(y, m, 1), to: plainDate(y, m, daysInMonth(y, m)) }
  return {
    sort: 'date',
    from: read.date,
    to: read.date,
    ...(d <= 12 && d !== m ? { swapped: plainDate(y, d, m) } : {}),
  }
}

/** A search is for people under 26 and their parents' generation at most: a year of two digits is read as this century up to 49. */
const inFull = (written: string): string =>
  written.replace(
    /^(\d\d?[-/. ]\d\d?[-/. ])(\d\d)$/,
    (_, start: string, yy: string) => `${start}${Number(yy) < 50 ? 20 : 19}${yy}`,
  )

/** Every day of the term's range that a birth date may be, for ranges of a month; years are looked up as a range. */
export const isDay = (term: DateTerm): boolean => term.from === term.to

/** The day after the range, for a half-open look-up. */
export const rangeEnd = (term: DateTerm): PlainDate => addDays(term.to, 1)
