import type { Source } from './source.ts'

/** A run under way, as its batches need it. */
export type Run = {
  readonly id: number
  readonly uuid: string
  readonly sourceId: string
  readonly period: string
  readonly source: Source
  readonly mapping: unknown
}

/** One file of it. */
export type RunFile = {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly readTo: number
  readonly recognised: {
    readonly period: string
    readonly table: string
    readonly asOf: Date
    readonly mode: 'snapshot' | 'delta'
    readonly order: number
  }
}

/**
 * The source of this id in the list. A spreadsheet's id is its layout and its own name, `spreadsheet:youth clubs`; the list
 * has the layout, and the database its confirmed mapping.
 */
export const findSource = (sources: readonly Source[], id: string): Source | undefined =>
  sources.find(s => s.id === id) ?? sources.find(s => s.id === layoutOf(id))

/** `spreadsheet` for `spreadsheet:youth clubs`, the id itself for fixed layouts. */
export const layoutOf = (id: string): string => id.split(':')[0] ?? id

/** What undoing needs to know of a run. */
export type RunToUndo = { readonly id: number; readonly uuid: string; readonly sourceId: string }
