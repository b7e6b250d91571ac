import type { Cell } from 'write-excel-file/node'

/** A cell to write: text is always text, never a formula; a `date` is ISO and is shown as dd/mm/yyyy. */
export type CellToWrite = string | number | boolean | null | { date: string } | { text: string; span: number }

export type SheetToWrite = { name: string; rows: readonly (readonly CellToWrite[])[] }

export const dateFormat = 'dd/mm/yyyy'

/**
 * Writes an .xlsx workbook. Characters that XML cannot hold are written in Excel's own way (_x0001_); a cell with
 * `span` is merged over the columns to its right. Throws on a sheet name that Excel does not allow.
 */
export const writeXlsx = async (sheets: readonly SheetToWrite[]): Promise<Buffer> => {
  // Read in only where a workbook is written: every command that reads a file would load it.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return writeXlsxFile(
    sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map(row => row.flatMap(toXlsxCell)) })),
    { fontFamily: 'Arial', fontSize: 10 },
  ).toBuffer()
}

const toXlsxCell = (cell: CellToWrite): Cell[] => {
  if (cell === null || cell === '') return [null]
  if (typeof cell === 'string') return [{ value: escapeText(cell), type: String }]
  if (typeof cell === 'number') return [{ value: cell, type: Number }]
  if (typeof cell === 'boolean') return [{ value: cell, type: Boolean }]
  if ('date' in cell) return [{ value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: dateFormat }]
  const covered = Array.from({ length: cell.span - 1 }, () => null)
  return [{ value: escapeText(cell.text), type: String, columnSpan: cell.span }, ...covered]
}

const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_x[0-9A-Fa-f]{4}_/g, found => `_x005F${found}`)
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, character => {
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
    })
