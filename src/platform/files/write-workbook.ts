import * as excel from '@e965/xlsx'
import writeXlsxFile, { type Cell } from 'write-excel-file/node'

/** A cell to write: text is always text, never a formula; a `date` is ISO and is shown as dd/mm/yyyy. */
export type CellToWrite = string | number | boolean | null | { date: string } | { text: string; span: number }

export type SheetToWrite = { name: string; rows: readonly (readonly CellToWrite[])[] }

const dateFormat = 'dd/mm/yyyy'

/**
 * Writes an .xlsx workbook. Characters that XML cannot hold are written in Excel's own way (_x0001_); a cell with
 * `span` is merged over the columns to its right. Throws on a sheet name that Excel does not allow.
 */
export const writeXlsx = (sheets: readonly SheetToWrite[]): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map(row => row.flatMap(toXlsxCell)) })),
    { fontFamily: 'Arial', fontSize: 10 },
  ).toBuffer()

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

/** Writes an old .xls workbook (BIFF8): for the fictional authority's old files and for tests, not for downloads. */
export const writeXls = (sheets: readonly SheetToWrite[]): Buffer => {
  const workbook = excel.utils.book_new()
  for (const { name, rows } of sheets) {
    const sheet = excel.utils.aoa_to_sheet(rows.map(row => row.map(toXlsCell)))
    excel.utils.book_append_sheet(workbook, sheet, name)
  }
  return excel.write(workbook, { type: 'buffer', bookType: 'biff8' }) as Buffer
}

const toXlsCell = (cell: CellToWrite): excel.CellObject | string | number | boolean | null => {
  if (cell === null || typeof cell !== 'object') return cell
  if ('text' in cell) return cell.text
  // 25,569 days lie between Excel's day 0 and 1970.
  return { t: 'n', v: Date.parse(`${cell.date}T00:00:00Z`) / 86_400_000 + 25_569, z: dateFormat }
}
