import type { PlainDate } from '../../kernel/index.ts'

/** A row by column; what is not given is an empty cell. */
export type Row903 = Readonly<Record<string, string | undefined>>
/** The twelve months of a return. */
export type Year903 = {
  readonly year: number
  readonly start: PlainDate
  readonly end: PlainDate
  readonly lacks: (column: string) => void
}

/** A day as the return writes it: dd/mm/yyyy. */
export const day = (date: string | undefined): string | undefined => date?.split('-').reverse().join('/')
/** A day by the end of the year; one after it is not known yet. */
export const by = ({ end }: Year903, date: string | undefined): string | undefined =>
  date && date <= end ? date : undefined
/** Did it last into the year? */
export const touches = ({ start, end }: Year903, from: string | undefined, to: string | undefined): boolean =>
  from !== undefined && from <= end && (to === undefined || to >= start || to < from)
