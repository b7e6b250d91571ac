import { FileNotUsable, type OpenFile, type RowOutcome } from '../../intake/index.ts'
import { headingsIn, listFor } from './headings.ts'
import { listRow } from './rows.ts'

/** The sheet being read: its list, and its columns once the row of headings has come. */
type Sheet = {
  readonly name: string
  readonly list: string | undefined
  columns?: readonly (string | undefined)[]
  readonly before: Line[]
}
type Line = { readonly line: number; readonly values: readonly string[] }

/** Titles may stand above the headings, but not for ever: after so many rows the sheet has none. */
const mostTitleRows = 15

// What a spreadsheet leaves in a cell whose lookup failed.
const broken = /^(#(n\/a|ref!|value!|name\?|div\/0!|null!|num!)|nan|null)$/i

const byColumn = (columns: readonly (string | undefined)[], cells: readonly string[]): Record<string, string> => {
  const values: Record<string, string> = {}
  columns.forEach((column, i) => {
    const cell = cells[i]?.trim() ?? ''
    if (column !== undefined && !(column in values)) values[column] = broken.test(cell) ? '' : cell
  })
  return values
}

function* headingWarnings(
  { name }: Sheet,
  { line, values }: Line,
  columns: readonly (string | undefined)[],
): Generator<RowOutcome> {
  for (const [i, heading] of values.entries()) {
    const column = columns[i]
    const where = { line, column: `${name}, ${heading}` }
    if (heading.trim() !== '' && column === undefined)
      yield {
        outcome: 'warning',
        problem: {
          ...where,
          problem: 'This column is not one of the list, so its values were not kept.',
          fix: 'If it should be used, ask the clearing house to give it a category first.',
        },
      }
    else if (column !== undefined && columns.indexOf(column) < i)
      yield {
        outcome: 'warning',
        problem: {
          ...where,
          problem: 'This column is there twice, and the first was used.',
          fix: 'Remove one of the two at the source.',
        },
      }
  }
}

const noHeadings = (sheet: Sheet, { line, values }: Line): RowOutcome => ({
  outcome: 'rejected',
  line,
  values,
  problem: {
    line,
    column: sheet.name,
    problem: 'The sheet has no row of headings that we know, so its rows could not be read.',
    wanted: 'the headings of Ofsted’s list, with Child Unique ID',
    fix: 'Put the headings of the list above its rows and send the workbook again.',
  },
})

/** Rows of a sheet that ended without headings: none of them is lost without a word. */
function* leftOver(sheet: Sheet | undefined): Generator<RowOutcome> {
  if (sheet?.list && !sheet.columns) for (const line of sheet.before) yield noHeadings(sheet, line)
}

function* readRow(sheet: Sheet, file: OpenFile, row: Line): Generator<RowOutcome> {
  if (!sheet.list || row.values.every(value => value.trim() === '')) return
  if (sheet.columns) {
    yield listRow(sheet.list, file.recognised, {
      line: row.line,
      values: byColumn(sheet.columns, row.values),
      cells: row.values,
    })
    return
  }
  const columns = headingsIn(sheet.list, row.values)
  if (columns) {
    sheet.columns = columns
    yield* headingWarnings(sheet, row, columns)
  } else if (sheet.before.length < mostTitleRows) sheet.before.push(row)
  else yield noHeadings(sheet, row)
}

/** Reads the workbook sheet by sheet. Throws `FileNotUsable` where the file itself cannot be read. */
export async function* readLists(file: OpenFile): AsyncGenerator<RowOutcome, void, undefined> {
  let sheet: Sheet | undefined
  for await (const event of file.events) {
    if (event.type === 'table') {
      yield* leftOver(sheet)
      sheet = { name: event.table, list: listFor(event.table), before: [] }
      if (!sheet.list)
        yield {
          outcome: 'warning',
          problem: {
            column: event.table,
            problem: 'This sheet is none of the eleven lists, so it was not read.',
            fix: 'Nothing needs to be done.',
          },
        }
    } else if (event.type === 'row' && sheet) yield* readRow(sheet, file, event)
    else if (event.type === 'note')
      yield { outcome: 'warning', problem: { problem: event.note, fix: 'Nothing needs to be done.' } }
    else if (event.type === 'problem') {
      const { type: _type, fatal, table, values, ...problem } = event
      if (fatal) throw new FileNotUsable(problem)
      yield {
        outcome: 'rejected',
        line: problem.line ?? 0,
        problem: { ...problem, column: [table, problem.column].filter(Boolean).join(', ') },
        values: values ?? [],
      }
    }
  }
  yield* leftOver(sheet)
}
