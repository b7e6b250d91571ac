import { type FileEvent, FileRefused } from '../file-event.ts'
import { cleanText, columnLetters, handBack } from '../text.ts'

export const sheetLimits = { rows: 1_048_576, columns: 16_384, cells: 100_000_000 }

/** One row of a sheet as an event: its cells cleaned, or the problem of the first that cannot be; nothing if empty. */
export const sheetRow = (table: string, line: number, raw: readonly string[]): FileEvent | undefined => {
  const values: string[] = []
  let filled = 0
  for (let index = 0; index < raw.length; index++) {
    const text = cleanText(raw[index] ?? '')
    if (typeof text !== 'string') {
      const column = columnLetters(index)
      return { type: 'problem', fatal: false, table, line, column, ...text, values: Array.from(raw, handBack) }
    }
    if (text !== '') filled = index + 1
    values.push(text)
  }
  values.length = filled
  return filled ? { type: 'row', table, line, values } : undefined
}

/** A row or column number that no workbook can have. */
export const outsideSheet = (table: string, got: string): FileRefused =>
  new FileRefused({
    problem: 'The sheet has a cell where no sheet can have one.',
    table,
    got,
    wanted: 'rows up to 1,048,576 in rising order and columns up to XFD',
    fix: 'Open the workbook in Excel, save it under a new name, and send that file.',
  })
