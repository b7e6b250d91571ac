import { normalisePostcode } from '../kernel/index.ts'
import type { Cells } from './cells.ts'

/** The columns that hold the parts of an address; what a layout does not have is left out. */
export type PlaceColumns = {
  readonly uprn?: string
  readonly saon?: string
  readonly paon?: string
  readonly street?: string
  readonly locality?: string
  readonly town?: string
  readonly postcode: string
  readonly lines?: readonly string[]
}

/** A postcode in its usual writing; one that is none warns and is given as it came, with `ok` false. */
export const readPostcode = (
  cells: Cells,
  column: string,
): { readonly value: string; readonly ok: boolean } | undefined => {
  const raw = cells.text(column)
  if (!raw) return undefined
  const normal = normalisePostcode(raw)
  if (normal) return { value: normal, ok: true }
  cells.warn(
    column,
    'This is not a postcode.',
    'Correct it at the source. It was kept as it came.',
    'a postcode, such as NM4 2QT',
  )
  return { value: raw, ok: false }
}

const readUprn = (cells: Cells, column: string): string | undefined => {
  const uprn = cells.text(column)?.replace(/\.0$/, '')
  if (!uprn || /^[1-9]\d{0,11}$/.test(uprn)) return uprn
  cells.warn(
    column,
    'This is not a property reference number.',
    'Correct it at the source. The postcode was used.',
    'a number from 1 to 999999999999',
  )
  return undefined
}

/** The body of an `address`, or undefined where nothing is filled in. */
export const readPlace = (cells: Cells, columns: PlaceColumns): Record<string, string | undefined> | undefined => {
  const text = (column: string | undefined) => (column === undefined ? undefined : cells.text(column))
  const asWritten = (columns.lines ?? []).map(text).filter(Boolean).join(', ')
  const parts = {
    saon: text(columns.saon),
    paon: text(columns.paon),
    street: text(columns.street),
    locality: text(columns.locality),
    town: text(columns.town),
    postcode: readPostcode(cells, columns.postcode)?.value,
    uprn: columns.uprn === undefined ? undefined : readUprn(cells, columns.uprn),
    asWritten: asWritten || undefined,
  }
  return Object.values(parts).some(part => part !== undefined) ? { type: 'home', ...parts } : undefined
}
