const formula = /^[=+\-@\t\r\n]/
const guardable = /^'*[=+\-@\t\r\n]/

/**
 * A cell that no spreadsheet will run as a formula (OWASP ASVS 5.0 1.2.10): one that begins with = + - @, a tab or a
 * line break gets an apostrophe in front. A cell that already looks guarded gets one more, so nothing is lost.
 */
export const guardCell = (cell: string): string => (guardable.test(cell) ? `'${cell}` : cell)

/** The cell before `guardCell`. */
export const unguardCell = (cell: string): string =>
  cell.charCodeAt(0) === 39 && guardable.test(cell) && !formula.test(cell) ? cell.slice(1) : cell

const line = (cells: readonly string[]): string =>
  `${cells.map(cell => `"${guardCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

/**
 * Writes rows as CSV in parts: UTF-8 with a byte order mark (Excel needs it), every cell quoted and formula-safe.
 * `readRecords` gives the same rows back.
 */
export async function* writeCsv(
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): AsyncGenerator<string, void, undefined> {
  let part = '\uFEFF'
  for await (const cells of rows) {
    part += line(cells)
    if (part.length < 65_536) continue
    yield part
    part = ''
  }
  yield part
}
