/** Reading untrusted files in a bounded child process, and writing files that no spreadsheet will run. */
export type { Encoding } from './bytes.ts'
export {
  type Delimiter,
  type FileEvent,
  type Format,
  formats,
  type Layout,
  type Problem,
  type XmlElement,
} from './file-event.ts'
export { readHead } from './read-head.ts'
export { type ReadRequest, readRecords } from './read-records.ts'
export { type Sniffed, sniff } from './sniff.ts'
export { cleanText, columnLetters, quoteForProblem, type TextFault } from './text.ts'
export { guardCell, unguardCell, writeCsv } from './write-csv.ts'
export { type MdbColumn, type MdbTable, writeMdb } from './write-mdb.ts'
export { type CellToWrite, type SheetToWrite, writeXls, writeXlsx } from './write-workbook.ts'
