import MDBReader from 'mdb-reader'
import { type OpenFile, readBytes } from '../bytes.ts'
import { type Batches, type FileEvent, FileRefused } from '../file-event.ts'
import { cleanText, handBack } from '../text.ts'

const largest = 256 * 1024 * 1024
// Each page of rows walks over the ones before it: few large pages, so that a large table is not read many times.
const page = 10_000

/** Reads the tables of an Access database. Line 1 of each table is its column names, as in a spreadsheet. */
export async function* readMdb(file: OpenFile): Batches {
  if (file.size > largest) throw tooBig(file.size)
  const database = open(readBytes(file, 0, file.size))
  for (const name of database.getTableNames()) {
    const table = database.getTable(name)
    const columns = table.getColumnNames()
    yield [
      { type: 'table', table: name, columns },
      { type: 'row', table: name, line: 1, values: columns },
    ]
    for (let offset = 0, more = true; more; offset += page) {
      const rows = table.getData({ rowOffset: offset, rowLimit: page })
      more = rows.length === page
      yield rows.map((row, index) => cleanRow(name, offset + index + 2, columns, row))
    }
  }
}

const open = (bytes: Buffer): MDBReader => {
  try {
    return new MDBReader(bytes)
  } catch (cause) {
    const locked = cause instanceof Error && /password/i.test(cause.message)
    throw new FileRefused({
      problem: locked ? 'The Access database has a password.' : 'The Access database cannot be opened.',
      wanted: 'an Access database (.mdb or .accdb) without a password',
      fix: 'Open it in Access and save a copy without a password, or export each table to Excel.',
    })
  }
}

const cleanRow = (table: string, line: number, columns: readonly string[], row: Record<string, unknown>): FileEvent => {
  const raw = columns.map(column => valueText(row[column]))
  const values: string[] = []
  for (const [index, cell] of raw.entries()) {
    const text = cleanText(cell)
    if (typeof text !== 'string') {
      const column = columns[index] ?? ''
      return { type: 'problem', fatal: false, table, line, column, ...text, values: raw.map(handBack) }
    }
    values.push(text)
  }
  return { type: 'row', table, line, values }
}

/** Pictures and other attached bytes are left out: a table cell is text. */
const valueText = (value: unknown): string => {
  if (value === null || value === undefined || Buffer.isBuffer(value)) return ''
  if (value instanceof Date) return dateText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (Array.isArray(value)) return value.map(item => String((item as { name?: unknown }).name ?? '')).join('; ')
  return String(value)
}

/** Access has one type for dates, times and both; day 0 is 30 December 1899 and means "time only". */
const dateText = (value: Date): string => {
  if (Number.isNaN(value.getTime())) return ''
  const [day = '', time = ''] = value.toISOString().slice(0, 19).split('T')
  if (day === '1899-12-30') return time
  return time === '00:00:00' ? day : `${day}T${time}`
}

const tooBig = (size: number): FileRefused =>
  new FileRefused({
    problem: 'The Access database is too big to be read at once.',
    got: `${Math.ceil(size / 1024 / 1024)} MB`,
    wanted: 'at most 256 MB',
    fix: 'Use Compact and Repair in Access, or export the tables you need to CSV.',
  })
