import { addMonths, isPlainDate, monthNames, type PlainDate, plainDate, readDate } from '../kernel/index.ts'

/** A civil day as the moment a source speaks of: its noon, so that it is the same day everywhere. */
export const noonOf = (day: PlainDate): Date => new Date(`${day}T12:00:00Z`)

/**
 * The day that a file's name speaks of: `Annex_A_2025-11-20.xlsx`, `Annex_A_2024_Jan.xlsx` (the first of that month).
 * Undefined for a name without a date.
 */
export const dayInName = (name: string): PlainDate | undefined => {
  const iso = /(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)/.exec(name)
  const day = iso ? `${iso[1]}-${iso[2]}-${iso[3]}` : ''
  if (isPlainDate(day)) return day
  const words = /(?<![\da-z])(?:(20\d\d)[-_. ]*([a-z]{3,9})|([a-z]{3,9})[-_. ]*(20\d\d))(?![\da-z])/i.exec(name)
  const [year, word] = words?.[1] ? [words[1], words[2]] : [words?.[4], words?.[3]]
  const month = monthNames.findIndex(m => word !== undefined && m.toLowerCase().startsWith(word.toLowerCase()))
  return year && month >= 0 ? plainDate(Number(year), month + 1, 1) : undefined
}

/** The financial year that a file's name speaks of, by the year it ends in: `903_2024_25`, `2024-2025`, `2025`. */
export const yearEndInName = (name: string): number | undefined => {
  const span = /(?<!\d)(20\d\d)[-_ ]?(?:to[-_ ]?)?(?:20)?(\d\d)(?!\d)/.exec(name)
  if (span && Number(span[2]) === (Number(span[1]) + 1) % 100) return Number(span[1]) + 1
  const single = /(?<!\d)(20\d\d)(?!\d)/.exec(name)
  return single ? Number(single[1]) : undefined
}

/** A day as files write it: three parts. A bare number might be a child's. */
const threeParts = /^\s*\d{1,4}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{1,4}\b/i

/** The latest day among values, for files that say nothing of their own date: they are at least as late. Undefined without any. */
export const latestDay = (values: Iterable<string>): PlainDate | undefined => {
  let latest: PlainDate | undefined
  for (const value of values) {
    if (!threeParts.test(value)) continue
    const read = readDate(value, { order: 'dmy' })
    if ('date' in read && (!latest || read.date > latest)) latest = read.date
  }
  return latest
}

/** Twelve months before a day. */
export const yearBefore = (day: PlainDate): PlainDate => addMonths(day, -12)
