import * as excel from '@e965/xlsx'
import { type CellToWrite, dateFormat, type SheetToWrite } from './write-workbook.ts'

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
