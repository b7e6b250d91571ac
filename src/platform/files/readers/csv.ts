import { markedEncoding, type OpenFile, readBytes, readText, unmarkedEncoding } from '../bytes.ts'
import type { Batches, FileEvent, Layout } from '../file-event.ts'
import { cleanText, columnLetters, handBack, quoteForProblem } from '../text.ts'
import { unguardCell } from '../write-csv.ts'
import { findDelimiter, isSeparatorHint } from './csv-delimiter.ts'
import { type CsvFault, type CsvRecord, csvRecords } from './csv-records.ts'

const batchSize = 200

/** Reads a CSV file: all rows are cells as text, the header (line 1) among them. */
export async function* readCsv(file: OpenFile, layout: Layout): Batches {
  const mark = markedEncoding(file.size >= 3 ? readBytes(file, 0, 3) : readBytes(file, 0, file.size))
  const encoding = mark?.encoding ?? unmarkedEncoding(file)
  if (encoding === 'windows-1252') yield [{ type: 'note', note: windowsNote }]
  const parts = () => readText(file, encoding, mark?.length ?? 0)
  const delimiter = layout.csv?.delimiter ?? findDelimiter(beginning(parts()))
  yield* rows(csvRecords(parts(), delimiter), layout.csv?.rowWidth ?? 'same')
}

const windowsNote =
  'The file is not UTF-8, so it was read as Windows-1252. Check accented letters, or save it as "CSV UTF-8".'

const table = 'csv'

async function* rows(records: Iterable<CsvRecord>, rowWidth: 'same' | 'any'): Batches {
  let width = 0
  let batch: FileEvent[] = []
  for (const record of records) {
    if ('cells' in record && record.line === 1 && isSeparatorHint(record.cells)) continue
    const event = 'fault' in record ? broken(record) : cleanRow(record, rowWidth === 'same' ? width : 0)
    if (width === 0 && event.type === 'row') {
      width = event.values.length
      batch.push({ type: 'table', table, columns: event.values })
    }
    batch.push(event)
    if (batch.length >= batchSize) {
      yield batch
      batch = []
    }
  }
  yield batch
}

const cleanRow = (record: { line: number; cells: string[] }, width: number): FileEvent => {
  const { line, cells } = record
  if (width && cells.length !== width) {
    // Spreadsheets write empty cells after the last column when one of them was once used.
    if (cells.length < width || cells.slice(width).some(cell => cell !== '')) return wrongWidth(line, cells, width)
    cells.length = width
  }
  for (let index = 0; index < cells.length; index++) {
    const raw = unguardCell(cells[index] ?? '')
    const text = cleanText(raw)
    if (typeof text !== 'string') {
      const values = cells.map(handBack)
      return { type: 'problem', fatal: false, table, line, column: columnLetters(index), ...text, values }
    }
    cells[index] = text
  }
  return { type: 'row', table, line, values: cells }
}

const wrongWidth = (line: number, cells: readonly string[], width: number): FileEvent => ({
  type: 'problem',
  fatal: false,
  table,
  line,
  column: columnLetters(Math.min(cells.length, width)),
  problem: cells.length < width ? 'The row has too few cells.' : 'The row has too many cells.',
  got: `${cells.length} cells`,
  wanted: `${width} cells, as in the first row`,
  fix: 'Look for a missing separator, or for one inside a cell that needs quotation marks around it.',
  values: cells.map(handBack),
})

const faults: Record<CsvFault, { problem: string; fix: string }> = {
  'text-after-quote': {
    problem: 'There is text after a closing quotation mark.',
    fix: 'Write a quotation mark inside a cell twice (""), or remove the stray one.',
  },
  'quote-inside': {
    problem: 'There is a quotation mark in a cell that does not begin with one.',
    fix: 'Put the whole cell in quotation marks and write the inner one twice ("").',
  },
  'quote-not-closed': {
    problem: 'A quotation mark is opened and never closed.',
    fix: 'Close the quotation mark at the end of the cell.',
  },
  'too-many-cells': {
    problem: 'The row is too long.',
    fix: 'Check that the row ends where it should: at most 16,384 cells and a million characters.',
  },
}

const broken = (record: Extract<CsvRecord, { fault: CsvFault }>): FileEvent => ({
  type: 'problem',
  fatal: false,
  table,
  line: record.line,
  column: columnLetters(record.column),
  ...faults[record.fault],
  got: quoteForProblem(record.raw),
  wanted: 'cells divided as RFC 4180 says',
  values: [handBack(record.raw)],
})

const beginning = (parts: Iterable<string>): string => {
  let start = ''
  for (const part of parts) {
    start += part
    if (start.length >= 65_536) break
  }
  return start
}
