import { join } from 'node:path'
import { csvRecordsOf, FileRefused } from '../../../platform/files/index.ts'
import type { RoundFault } from './faults.ts'

/** A file of a round being read: its rows, and how to say that something in it is wrong. */
export type Found = (file: string, line: number, problem: string, fix: string) => void

export const faultsInto =
  (faults: RoundFault[]): Found =>
  (file, line, problem, fix) =>
    void faults.push({ file, line, problem, fix })

/** The columns of a file, and whether all its rows could be read. */
type ReadRows = { readonly columns: readonly string[]; readonly isWhole: boolean }

/**
 * Goes through the rows of a CSV file of the round: `row` is given the wanted columns' cells, trimmed, in the order of `columns`, and
 * the line. Other columns are passed over. What cannot be read is told as a fault, and the rows after it are read on.
 */
export const readRows = (
  folder: string,
  file: string,
  columns: readonly string[],
  found: Found,
  row: (
    cells: readonly string[],
    line: number,
    all: readonly string[],
    column: (name: string) => number | undefined,
  ) => void,
): ReadRows => {
  let isWhole = true
  let heading: readonly string[] | undefined
  let places: readonly number[] = []
  const numbers = new Map<string, number>()
  const columnOf = (name: string): number | undefined => numbers.get(name)
  try {
    for (const record of csvRecordsOf(join(folder, file))) {
      if ('fault' in record) {
        isWhole = false
        found(
          file,
          record.line,
          'The row cannot be divided into cells.',
          'Write it as RFC 4180 says: quotation marks around a cell, and twice within it.',
        )
        continue
      }
      if (!heading) {
        heading = record.cells.map(cell => cell.trim().toLowerCase())
        places = columns.map(column => heading?.indexOf(column) ?? -1)
        tellTwice(heading, numbers, column =>
          found(file, record.line, `The column ${column} is there twice.`, 'Leave one of the two.'),
        )
        const missing = columns.filter((_, i) => places[i] === -1)
        for (const column of missing)
          found(
            file,
            record.line,
            `There is no column ${column}.`,
            `The first line names the columns: ${columns.join(',')}.`,
          )
        if (missing.length > 0) return { columns: heading, isWhole: false }
        continue
      }
      // a line of spaces is a blank one
      if (record.cells.length === 1 && heading.length > 1 && record.cells[0]?.trim() === '') continue
      if (record.cells.length !== heading.length) {
        isWhole = false
        found(
          file,
          record.line,
          `The row has ${record.cells.length === 1 ? 'one cell' : `${record.cells.length} cells`}, not ${heading.length}.`,
          'Give it a cell for each column of the first line.',
        )
        continue
      }
      row(
        places.map(at => (record.cells[at] ?? '').trim()),
        record.line,
        record.cells,
        columnOf,
      )
    }
  } catch (error) {
    if (error instanceof FileRefused) {
      found(file, 1, error.problem.problem, error.problem.fix)
      return { columns: heading ?? [], isWhole: false }
    }
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    found(
      file,
      1,
      code === 'ENOENT' ? 'The file is not there.' : 'The file cannot be read.',
      `Put ${file} into the folder of the round.`,
    )
    return { columns: [], isWhole: false }
  }
  if (!heading) found(file, 1, 'The file is empty.', `The first line names the columns: ${columns.join(',')}.`)
  return { columns: heading ?? [], isWhole: isWhole && heading !== undefined }
}

/** Numbers the columns; tells those whose name is there twice, since nobody can say which of the two is meant. */
const tellTwice = (heading: readonly string[], numbers: Map<string, number>, tell: (column: string) => void): void => {
  for (const [number, column] of heading.entries()) {
    if (column === '') continue
    if (numbers.has(column)) tell(column)
    else numbers.set(column, number)
  }
}
