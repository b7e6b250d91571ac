import type { Category, Sensitivity } from '../../kernel/index.ts'

/** Rows that one file takes out of Throughline, unless who gets it needs all of them at once. */
export const mostRowsOut = 500

/** What a file takes out: its rows under their columns, and how much they tell. */
export type RowsOut = {
  /** The file’s name without its ending. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly categories: readonly Category[]
  /** Of the most sensitive column; above 2 a second person agrees first. */
  readonly sensitivity: Sensitivity
}

/** From which row to which each file of so many rows goes, both counted from 1. */
export const partsOut = (rows: number): readonly (readonly [from: number, to: number])[] =>
  Array.from({ length: Math.ceil(rows / mostRowsOut) }, (_, i) => [
    i * mostRowsOut + 1,
    Math.min(rows, (i + 1) * mostRowsOut),
  ])

/** The address of an export with what was asked in it, of which a second person agrees or does not. */
export const addressOut = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '')
