import { type Delimiter, FileRefused } from '../file-event.ts'
import { csvRecords } from './csv-records.ts'

const delimiters: readonly Delimiter[] = [',', ';', '\t']

/**
 * Which delimiter the first lines leave as the only possibility. Never a guess: where two would divide the lines
 * evenly, or none does and several occur, the sender or the mapping must say. `start` is the first 64 KB or so.
 */
export const findDelimiter = (start: string): Delimiter => {
  const hint = /^sep=([,;\t])\r?\n/i.exec(start)?.[1]
  if (hint) return hint as Delimiter
  const lines = start.length < 60_000 ? start : start.slice(0, start.lastIndexOf('\n') + 1)
  const used = (most: number) => delimiters.filter(delimiter => widths(lines, delimiter, most).some(width => width > 1))
  const inHeader = used(1)
  const candidates = inHeader.length ? inHeader : used(20)
  if (candidates.length <= 1) return candidates[0] ?? ','
  const even = candidates.filter(delimiter => isEven(widths(lines, delimiter, 20)))
  if (even.length === 1) return even[0] ?? ','
  throw new FileRefused({
    problem: 'We cannot tell what separates the columns.',
    line: 1,
    got: candidates.map(spoken).join(' and '),
    wanted: 'one separator: comma, semicolon or tab',
    fix: 'Choose the separator for this file, or save it again with every cell in quotation marks.',
  })
}

/** Excel's own hint line `sep=;` is not a row. */
export const isSeparatorHint = (cells: readonly string[]): boolean =>
  cells.length === 2 && cells[0]?.toLowerCase() === 'sep=' && cells[1] === ''

const widths = (start: string, delimiter: Delimiter, most: number): number[] => {
  const found: number[] = []
  for (const record of csvRecords([start], delimiter)) {
    if ('cells' in record) found.push(record.cells.length)
    if (found.length === most) break
  }
  return found
}

const isEven = (found: readonly number[]): boolean => (found[0] ?? 1) > 1 && found.every(width => width === found[0])

const spoken = (delimiter: Delimiter): string => ({ ',': 'comma', ';': 'semicolon', '\t': 'tab' })[delimiter]
