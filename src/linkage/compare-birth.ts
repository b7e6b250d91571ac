import { codeOf } from './facts.ts'
import type { Standard } from './standard.ts'

const same = codeOf('birth', 'same')
const swapped = codeOf('birth', 'swapped')
const digit = codeOf('birth', 'digit')
const byDefault = codeOf('birth', 'default')
const sameMonth = codeOf('birth', 'same-month')
const sameYear = codeOf('birth', 'same-year')
const parts = codeOf('birth', 'parts')
const different = codeOf('birth', 'different')
const digits = codeOf('birth', 'digits')

const digitsApart = (a: number, b: number): number => {
  let apart = 0
  for (let x = a, y = b; x > 0 || y > 0; x = Math.floor(x / 10), y = Math.floor(y / 10)) if (x % 10 !== y % 10) apart++
  return apart
}

const isFirstOfJanuary = (s: Standard): boolean => s.month === 1 && s.day === 1

/** Dates known to the month or the year only, or expected: as close as the vaguer of the two can say. */
const compareVague = (a: Standard, b: Standard): number => {
  const vaguest = Math.max(a.exactness, b.exactness)
  const months = Math.abs(a.year * 12 + a.month - b.year * 12 - b.month)
  if (vaguest === 4) return months <= 1 ? sameMonth : months <= 3 ? parts : different
  if (vaguest === 2) return months === 0 ? sameMonth : a.year === b.year ? parts : different
  return a.year === b.year ? sameYear : Math.abs(a.year - b.year) === 1 ? parts : different
}

/** Two years as far apart as a parent's and a child's; a century apart, one was written in two digits. */
const areGenerationsApart = (a: number, b: number): boolean => Math.abs(a - b) > 12 && Math.abs(a - b) < 70

/** The level code for the birth date. A father and a son of one name may share day and month: that is no date with a year miswritten. */
export const compareBirths = (a: Standard, b: Standard): number => {
  if (a.exactness === 0 || b.exactness === 0) return 0
  if (a.exactness > 1 || b.exactness > 1) return compareVague(a, b)
  const year = a.year === b.year
  const month = a.month === b.month
  const day = a.day === b.day
  if (year && month && day) return same
  if (year && a.month === b.day && a.day === b.month) return swapped
  const agreeing = (year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0)
  if (agreeing === 2) {
    const apart = year
      ? month
        ? digitsApart(a.day, b.day)
        : digitsApart(a.month, b.month)
      : digitsApart(a.year, b.year)
    if (apart === 1) return digit
  }
  if (year && (isFirstOfJanuary(a) || isFirstOfJanuary(b))) return byDefault
  if (agreeing === 2) return areGenerationsApart(a.year, b.year) ? different : parts
  const apart = digitsApart(a.year, b.year) + digitsApart(a.month, b.month) + digitsApart(a.day, b.day)
  return apart === 2 ? digits : different
}
