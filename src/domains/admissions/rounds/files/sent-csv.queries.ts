import { guardCell } from '../../../../platform/files/index.ts'
import { csvText } from './csv-text.ts'

/**
 * Rows of a file that leaves the council and is opened in somebody's spreadsheet: a name that a family typed runs as no formula there (OWASP ASVS 5.0,
 * 1.2.10). What is read back here comes through the bounded process as it was.
 */
export const csvToSend = (rows: readonly (readonly (string | number)[])[]): string =>
  csvText(rows.map(row => row.map(cell => guardCell(String(cell)))))
