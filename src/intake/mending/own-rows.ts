import type { SignedInReader } from '../../access/index.ts'
import { categoryBit } from '../../kernel/index.ts'
import type { Mending, RowToMend, Source } from '../source.ts'

/** Whose sight decides which columns of a row they see. */
export type RowReader = Pick<SignedInReader, 'masks'>

const withoutNumbers = (place: string): string => place.replace(/\[\d+\]/g, '')

/**
 * Whether a reader sees what a column of a table holds: what their role may read of a child at all, content or summary, as far as its level goes. A
 * column that only joins rows is seen; one that the source does not list is not. Pure.
 */
export const isReadable = (source: Source, table: string, place: string, { masks }: RowReader): boolean => {
  const column = source.columns.find(one => one.table === table && one.column === withoutNumbers(place))
  if (!column || column.category === 'unused') return false
  if (column.category === 'key') return true
  const seen = masks.full | masks.summary
  return (seen & categoryBit(column.category)) !== 0 && (column.sensitivity ?? 1) <= masks.maxSensitivity
}

/** One box of the form: which value of the row it changes. */
export type RowBox = { readonly name: string; readonly place: string; readonly words: string; readonly value: string }

/** A form has no more boxes than this. */
export const mostBoxes = 24
/** What the box at a place, from 0, is called in the form. */
export const boxName = (index: number): string => `value-${index}`

/**
 * The boxes in which a row is mended: who and when it is of, and the column at fault, as far as the reader's role sees them. What else the row says
 * is not shown and goes along as it came.
 */
export const rowBoxes = (
  source: Source,
  mending: Mending,
  row: RowToMend,
  fault: string | undefined,
  reader: RowReader,
): RowBox[] => {
  const listed = new Set(source.columns.filter(one => one.table === row.table).map(one => one.column))
  const shown = Object.keys(mending.words).filter(place => listed.has(place))
  const extra = fault !== undefined && fault !== 'type' && !shown.includes(fault) ? [fault] : []
  return [...shown, ...extra]
    .filter(place => isReadable(source, row.table, place, reader))
    .slice(0, mostBoxes)
    .map((place, index) => ({
      name: boxName(index),
      place,
      words: mending.words[place] ?? place,
      value: row.values[place] ?? '',
    }))
}

/** The row with what was typed in its boxes; a box that was emptied takes the value out. */
export const mendedValues = (
  row: RowToMend,
  boxes: readonly RowBox[],
  typed: Readonly<Record<string, string | undefined>>,
): Record<string, string> => {
  const values: Record<string, string> = { ...row.values }
  for (const { name, place } of boxes) {
    const value = (typed[name] ?? '').trim()
    if (value === '') delete values[place]
    else values[place] = value
  }
  return values
}
