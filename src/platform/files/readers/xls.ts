import * as excel from '@e965/xlsx'
import { type OpenFile, readBytes } from '../bytes.ts'
import { type Batches, FileRefused } from '../file-event.ts'
import { numberText, shownByCode } from './number-text.ts'
import { sheetRow } from './sheet-row.ts'

const largest = 64 * 1024 * 1024
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

/** Reads an old Excel workbook (BIFF in an OLE file, and nothing else that the library could read). */
export async function* readXls(file: OpenFile): Batches {
  if (file.size > largest) throw tooBig(file.size)
  const bytes = readBytes(file, 0, file.size)
  if (!bytes.subarray(0, 8).equals(ole)) throw unreadable('not an old Excel workbook')
  const workbook = open(bytes)
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true
  for (const [index, table] of workbook.SheetNames.entries()) {
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    yield [{ type: 'table', table, ...(hidden && { hidden }) }]
    const rows = (workbook.Sheets[table]?.['!data'] ?? []) as (excel.CellObject | undefined)[][]
    for (const [at, cells] of rows.entries()) {
      const event =
        cells &&
        sheetRow(
          table,
          at + 1,
          Array.from(cells, cell => cellText(cell, from1904)),
        )
      if (event) yield [event]
    }
  }
}

const open = (bytes: Buffer): excel.WorkBook => {
  try {
    return excel.read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellFormula: false,
      cellHTML: false,
    })
  } catch (cause) {
    const locked = cause instanceof Error && /password|encrypt/i.test(cause.message)
    throw unreadable(locked ? 'a workbook with a password' : 'a damaged workbook, or another kind of Office file')
  }
}

const cellText = (cell: excel.CellObject | undefined, from1904: boolean): string => {
  if (cell?.v === undefined || cell.v === null) return ''
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE'
  if (cell.t === 'e') return errors.get(Number(cell.v)) ?? '#ERROR!'
  if (cell.t === 'n') return numberText(String(cell.v), shownByCode(String(cell.z ?? 'General')), from1904)
  return String(cell.v)
}

/** BIFF error codes ([MS-XLS] 2.5.10). */
const errors = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
])

const unreadable = (got: string): FileRefused =>
  new FileRefused({
    problem: 'The old Excel file cannot be opened.',
    got,
    wanted: 'an Excel 97-2003 workbook (.xls) without a password',
    fix: 'Open it in Excel and save it as "Excel Workbook (*.xlsx)", without a password.',
  })

const tooBig = (size: number): FileRefused =>
  new FileRefused({
    problem: 'The old Excel file is too big to be read at once.',
    got: `${Math.ceil(size / 1024 / 1024)} MB`,
    wanted: 'at most 64 MB',
    fix: 'Open it in Excel and save it as "Excel Workbook (*.xlsx)" or each sheet as CSV.',
  })
