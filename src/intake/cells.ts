import { checkUln, checkUpn, normaliseUpn, type PlainDate, readDate } from '../kernel/index.ts'
import type { Problem } from './source.ts'

/**
 * Reads the cells of one row and gathers what is wrong with them: `rejection` is the first thing the row cannot be used
 * with, `warnings` are values that are kept as they came and not relied on. Each method gives the value or undefined.
 */
export type Cells = {
  readonly line: number
  text(column: string): string | undefined
  /** The text; the row is rejected without it. */
  need(column: string, called: string): string
  date(column: string): PlainDate | undefined
  needDate(column: string, called: string): PlainDate
  number(column: string): number | undefined
  flag(column: string): boolean | undefined
  readonly warnings: Problem[]
  rejection(): Problem | undefined
  warn(column: string, problem: string, fix: string, wanted?: string): void
  reject(column: string, problem: string, fix: string, wanted?: string): void
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  y: true,
  yes: true,
  false: false,
  '0': false,
  n: false,
  no: false,
}

/** The cells of a row by column. `today` bounds two-digit guesses and future dates; dates are day first. */
export const readCells = (values: Readonly<Record<string, string | undefined>>, line: number): Cells => {
  const warnings: Problem[] = []
  let rejected: Problem | undefined
  const problemAt = (column: string, problem: string, fix: string, wanted?: string): Problem => ({
    line,
    column,
    problem,
    fix,
    got: values[column] ?? '',
    ...(wanted ? { wanted } : {}),
  })
  const text = (column: string): string | undefined => values[column]?.trim() || undefined
  const reject: Cells['reject'] = (column, problem, fix, wanted) => {
    rejected ??= problemAt(column, problem, fix, wanted)
  }
  const warn: Cells['warn'] = (column, problem, fix, wanted) =>
    void warnings.push(problemAt(column, problem, fix, wanted))
  const date = (column: string, use: Cells['warn']): PlainDate | undefined => {
    const raw = text(column)
    if (!raw) return undefined
    const read = readDate(raw, { order: 'dmy' })
    if ('date' in read) return read.date
    use(column, `${read.problem}.`, `${read.fix}.`, 'a date, such as 27 March 2017')
    return undefined
  }
  return {
    line,
    text,
    need(column, called) {
      const value = text(column)
      if (!value) reject(column, `There is no ${called}.`, `Fill in the ${called} and send the row again.`, called)
      return value ?? ''
    },
    date: column => date(column, warn),
    needDate(column, called) {
      if (!text(column))
        reject(
          column,
          `There is no ${called}.`,
          `Fill in the ${called} and send the row again.`,
          'a date, such as 27 March 2017',
        )
      return date(column, reject) ?? ('1900-01-01' as PlainDate)
    },
    number(column) {
      const raw = text(column)
      if (raw === undefined) return undefined
      const value = Number(raw.replace(/,/g, ''))
      if (Number.isFinite(value)) return value
      warn(
        column,
        'This is not a number.',
        'Correct the number at the source. The value was kept as it came and is not counted.',
        'a number',
      )
      return undefined
    },
    flag(column) {
      const raw = text(column)?.toLowerCase()
      if (raw === undefined) return undefined
      if (Object.hasOwn(truths, raw)) return truths[raw]
      warn(
        column,
        'This is neither yes nor no.',
        'Correct it at the source. The value was kept as it came.',
        'yes or no',
      )
      return undefined
    },
    warnings,
    rejection: () => rejected,
    warn,
    reject,
  }
}

export type ReadNumber = { readonly value: string; readonly ok: boolean; readonly note?: string }

/** A UPN as it came, checked: a wrong or temporary one warns, is kept, and neither identifies nor vetoes. */
export const readUpn = (cells: Cells, column: string): ReadNumber | undefined => {
  const raw = cells.text(column)
  if (!raw) return undefined
  const checked = checkUpn(raw)
  if (!checked.ok) {
    cells.warn(column, `${checked.problem}.`, `${checked.fix}.`, 'a UPN: a letter, 11 digits, and a digit or letter')
    return { value: normaliseUpn(raw), ok: false, note: 'wrong check letter or form' }
  }
  return checked.temporary ? { value: checked.text, ok: false, note: 'temporary' } : { value: checked.text, ok: true }
}

/** A unique learner number as it came, checked likewise. */
export const readUln = (cells: Cells, column: string): ReadNumber | undefined => {
  const raw = cells.text(column)
  if (!raw) return undefined
  const checked = checkUln(raw)
  if (!checked.ok) cells.warn(column, `${checked.problem}.`, `${checked.fix}.`, 'a unique learner number of 10 digits')
  return { value: checked.text, ok: checked.ok }
}
