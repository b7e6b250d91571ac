import { checkNhsNumber, checkUln, checkUpn } from '../../kernel/index.ts'
import type { ColumnFact } from './column-names.ts'
import type { Column } from './columns.ts'

/** How a file writes its days: the day or the month first. Dates that begin with the year, or name the month, are read in either. */
export type DateOrder = 'dmy' | 'mdy'

/** What the first rows of a file say of how it writes: its order of day and month, and which numbers its makers did not check. */
export type FirstRows = { readonly order: DateOrder; readonly unchecked: readonly ColumnFact[] }

/** So many rows tell how a file writes. */
export const rowsLookedAt = 2000

/** With fewer numbers than this, those that fail their check are slips. */
const enoughNumbers = 10

const checks: Readonly<Partial<Record<ColumnFact, (text: string) => boolean>>> = {
  nhsNumber: text => checkNhsNumber(text).ok,
  upn: text => checkUpn(text).ok,
  uln: text => checkUln(text).ok,
}

/** The number columns that are not numbers by their check: more than half of what stands in them fails it. */
const findUnchecked = (columns: readonly Column[], rows: readonly (readonly string[])[]): readonly ColumnFact[] =>
  columns.flatMap(({ at, fact }) => {
    const check = checks[fact]
    if (!check) return []
    const told = rows.map(cells => cells[at]?.trim() ?? '').filter(text => /\d/.test(text))
    return told.length >= enoughNumbers && told.filter(check).length * 2 < told.length ? [fact] : []
  })

const twoNumbers = /^\s*(\d{1,2})[/\-. ](\d{1,2})[/\-. ]\d/

/** Month first only where the dates say so: many have a second number that is no month, and hardly any a first one. */
const findOrder = (columns: readonly Column[], rows: readonly (readonly string[])[]): DateOrder => {
  let [all, dayFirst, monthFirst] = [0, 0, 0]
  for (const { at, fact } of columns) {
    if (fact !== 'birthDate') continue
    for (const cells of rows) {
      const found = twoNumbers.exec(cells[at] ?? '')
      if (!found) continue
      const [one, other] = [Number(found[1]), Number(found[2])]
      all++
      if (one > 12 && other <= 12) dayFirst++
      if (other > 12 && one <= 12) monthFirst++
    }
  }
  return monthFirst * 4 > all && monthFirst > 10 * dayFirst ? 'mdy' : 'dmy'
}

/** Looks at a file's first rows. */
export const lookAt = (columns: readonly Column[], rows: readonly (readonly string[])[]): FirstRows => ({
  order: findOrder(columns, rows),
  unchecked: findUnchecked(columns, rows),
})
