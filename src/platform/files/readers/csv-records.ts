import type { Delimiter } from '../file-event.ts'

export type CsvFault = 'text-after-quote' | 'quote-inside' | 'quote-not-closed' | 'too-many-cells'

export type CsvRecord =
  | { line: number; cells: string[] }
  | { line: number; fault: CsvFault; column: number; raw: string }

/** `loose`: spaces around a cell's quotation marks are padding, and a mark in a cell that begins with none is text, as spreadsheets have it. */
export type CsvReading = { readonly loose?: boolean }

/** Longest record that is waited for: a quotation mark still open after this many characters was a slip. */
export const longestRecord = 1_000_000
const mostCells = 16_384

const quote = 34
const space = 32
const lineFeed = 10
const carriageReturn = 13

/**
 * Divides text into RFC 4180 records, with the line each begins on. Lines may end in CRLF, LF or CR; blank lines are
 * left out. A broken record costs only itself: reading goes on at the next line of the file. (csv-parse loses every
 * row after a quotation mark that is not closed, and the row after a stray one: that is why this is our own.)
 */
export function* csvRecords(
  parts: Iterable<string>,
  delimiter: Delimiter | '|',
  { loose = false }: CsvReading = {},
): Generator<CsvRecord> {
  let text = ''
  let line = 1
  let skipping = false
  const state = (final: boolean) => ({ final, loose, delimiter: delimiter.charCodeAt(0) })
  function* take(final: boolean): Generator<CsvRecord> {
    let at = 0
    while (at < text.length) {
      const next = skipping ? endOfLine(text, at, final) : undefined
      if (skipping) {
        if (next === undefined) break
        skipping = false
        line++
        at = next
        continue
      }
      const record = readRecord(text, at, state(final))
      if (record === undefined) break
      if ('fault' in record) {
        const end = endOfLine(text, at, final)
        yield { line, fault: record.fault, column: record.column, raw: firstLine(text, at) }
        if (end === undefined) {
          skipping = true
          break
        }
        line++
        at = end
        continue
      }
      if (record.cells.length > 1 || record.cells[0] !== '' || record.quoted) yield { line, cells: record.cells }
      line += record.quoted ? lineBreaks(text, at, record.next) : 1
      at = record.next
    }
    text = skipping ? tail(text) : text.slice(at)
  }
  for (const part of parts) {
    text += part
    yield* take(false)
  }
  yield* take(true)
}

type Read = { cells: string[]; quoted: boolean; next: number } | { fault: CsvFault; column: number } | undefined

/** One record from `start`; undefined when the text must go on before it can be told. */
const readRecord = (
  text: string,
  start: number,
  { final, loose, delimiter }: { final: boolean; loose: boolean; delimiter: number },
): Read => {
  const cells: string[] = []
  let at = start
  let quoted = false
  for (;;) {
    if (cells.length === mostCells) return { fault: 'too-many-cells', column: mostCells }
    let end: number
    const open = loose ? afterSpaces(text, at) : at
    if (text.charCodeAt(open) === quote) {
      quoted = true
      const close = closingQuote(text, open)
      if (close === -1) return unclosed(text, start, final, cells.length)
      cells.push(unescapeQuotes(text.slice(open + 1, close)))
      end = loose ? afterSpaces(text, close + 1) : close + 1
      if (end === text.length && !final) return undefined
    } else {
      end = endOfPlain(text, at, delimiter, loose)
      if (!loose && text.charCodeAt(end) === quote) return { fault: 'quote-inside', column: cells.length }
      cells.push(text.slice(at, end))
    }
    const stop = text.charCodeAt(end)
    if (stop === delimiter) at = end + 1
    else if (end === text.length) return final ? { cells, quoted, next: end } : waiting(text, start, cells.length)
    else if (stop !== lineFeed && stop !== carriageReturn)
      return { fault: 'text-after-quote', column: cells.length - 1 }
    else {
      const next = afterBreak(text, end, final)
      return next === undefined ? undefined : { cells, quoted, next }
    }
  }
}

const unescapeQuotes = (cell: string): string => (cell.includes('"') ? cell.replaceAll('""', '"') : cell)

/** Where the quotation mark that closes the cell is; -1 when it has not come. */
const closingQuote = (text: string, open: number): number => {
  let close = text.indexOf('"', open + 1)
  while (close !== -1 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2)
  return close
}

const unclosed = (text: string, start: number, final: boolean, column: number): Read =>
  final || text.length - start > longestRecord ? { fault: 'quote-not-closed', column } : undefined

const waiting = (text: string, start: number, cells: number): Read =>
  text.length - start > longestRecord ? { fault: 'too-many-cells', column: cells - 1 } : undefined

const afterSpaces = (text: string, from: number): number => {
  let at = from
  while (text.charCodeAt(at) === space) at++
  return at
}

const endOfPlain = (text: string, from: number, delimiter: number, loose: boolean): number => {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === delimiter || code === lineFeed || code === carriageReturn || (code === quote && !loose)) return at
  }
  return at
}

/** The place after the line break at `at`; undefined while a CR may still turn out to be CRLF. */
const afterBreak = (text: string, at: number, final: boolean): number | undefined => {
  if (text.charCodeAt(at) === lineFeed) return at + 1
  if (at + 1 === text.length) return final ? at + 1 : undefined
  return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1
}

const endOfLine = (text: string, from: number, final: boolean): number | undefined => {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || code === carriageReturn) return afterBreak(text, at, final)
  }
  return final ? text.length : undefined
}

/** While a line is skipped only a CR at the very end matters, in case an LF follows. */
const tail = (text: string): string => (text.endsWith('\r') ? '\r' : '')

const firstLine = (text: string, at: number): string => /[^\r\n]*/.exec(text.slice(at, at + 32_767))?.[0] ?? ''

const lineBreaks = (text: string, from: number, to: number): number => {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) count++
  }
  return count || 1
}
