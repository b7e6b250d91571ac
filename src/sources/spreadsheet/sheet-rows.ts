import { FileNotUsable, type OpenFile, type Problem } from '../../intake/index.ts'
import type { FileEvent } from '../../platform/files/index.ts'
import { isFooter, isHeaderAgain, namesAt, type SheetRow } from './header.ts'
import { foldHeading, type Mapping, neededColumns } from './mapping.ts'

/** One row of a list under its headings, or something to say about the file. */
export type ListEvent =
  | {
      readonly type: 'row'
      readonly sheet: string
      readonly line: number
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly type: 'warning'; readonly problem: Problem }
  | { readonly type: 'rejected'; readonly line: number; readonly problem: Problem; readonly values: readonly string[] }
  | {
      readonly type: 'changed'
      readonly line: number
      readonly missing: readonly string[]
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly type: 'title'; readonly cells: readonly string[] }

/** How the headings of one sheet fit a mapping. `names` are the mapping's own, by place; '' for a column it does not know. */
export type FittedHeader = {
  readonly at: number
  readonly rows: 1 | 2
  readonly names: readonly string[]
  /** Which columns have a heading of their own. */
  readonly headed: readonly boolean[]
  readonly missing: readonly string[]
  readonly added: readonly string[]
}

const buffered = 40
const unnamed = /^Column [A-Z]{1,3}( \(\d+\))?$/

/** Finds a mapping's headings among the first rows of a sheet, wherever they stand and in whatever order. */
export const fitHeader = (rows: readonly SheetRow[], mapping: Mapping): FittedHeader | undefined => {
  const known = new Map(mapping.columns.map(c => [foldHeading(c.name), c.name]))
  let best: FittedHeader | undefined
  let most = 0
  for (let at = 0; at < Math.min(rows.length, buffered); at++) {
    const names = namesAt(rows, at, mapping.headerRows)
    const hits = names.filter(name => known.has(foldHeading(name))).length
    if (hits <= most) continue
    most = hits
    const met = new Set(names.map(foldHeading))
    best = {
      at,
      rows: mapping.headerRows,
      names: names.map(name => known.get(foldHeading(name)) ?? ''),
      headed: names.map(name => !unnamed.test(name)),
      missing: mapping.columns.filter(c => !met.has(foldHeading(c.name)) && c.target !== 'nothing').map(c => c.name),
      added: names.filter(name => !known.has(foldHeading(name))),
    }
  }
  const real = mapping.columns.filter(c => !unnamed.test(c.name)).length
  return best && most >= Math.max(2, Math.ceil(real * 0.5)) ? best : undefined
}

type Open = {
  sheet: string
  rows: SheetRow[]
  fitted: FittedHeader | 'none' | undefined
  readonly needed: readonly string[]
  read: boolean
  /** Values beside the list have been told of in this sheet. */
  beside: boolean
}

/**
 * The rows of a list, as its confirmed mapping says: headings found again in each sheet, added columns told of, repeated
 * headings, totals and footnotes passed over. Keeps at most 40 rows of a sheet before its headings are known. Throws
 * `FileNotUsable` where no sheet has the headings.
 */
export async function* readList(file: OpenFile, mapping: Mapping): AsyncGenerator<ListEvent, void, undefined> {
  const open: Open = {
    sheet: '',
    rows: [],
    fitted: undefined,
    needed: neededColumns(mapping),
    read: false,
    beside: false,
  }
  for await (const event of file.events) {
    if (event.type === 'table') {
      yield* settle(open, mapping)
      Object.assign(open, { sheet: event.table, rows: [], fitted: undefined, beside: false })
    } else if (event.type === 'row') yield* takeRow(open, mapping, event)
    else yield* other(event)
  }
  yield* settle(open, mapping)
  if (!open.read) throw new FileNotUsable(noSheet(mapping))
}

function* takeRow(open: Open, mapping: Mapping, row: SheetRow): Generator<ListEvent> {
  if (open.fitted === 'none') return
  if (open.fitted) yield* dataRow(open, open.fitted, row)
  else {
    open.rows.push(row)
    if (open.rows.length >= buffered) yield* settle(open, mapping)
  }
}

/** Looks for the headings in what has been read of the sheet, and goes on with what was kept. */
function* settle(open: Open, mapping: Mapping): Generator<ListEvent> {
  const { rows, sheet } = open
  if (open.fitted || rows.length === 0) return
  const fitted = isLeftOut(mapping, sheet) ? undefined : fitHeader(rows, mapping)
  open.fitted = fitted ?? 'none'
  open.rows = []
  if (!fitted) {
    if (!isLeftOut(mapping, sheet)) yield { type: 'warning', problem: notTheList(sheet) }
    return
  }
  open.read = true
  for (const row of rows.slice(0, fitted.at)) yield { type: 'title', cells: row.values }
  const filled = fitted.added.filter(name => !unnamed.test(name) && !isOurs(name))
  for (const name of filled) yield { type: 'warning', problem: newColumn(name, rows[fitted.at]?.line) }
  for (const name of fitted.missing) yield { type: 'warning', problem: goneColumn(name, rows[fitted.at]?.line) }
  for (const row of rows.slice(fitted.at + fitted.rows)) yield* dataRow(open, fitted, row)
}

/** The columns that we put beside rejected rows when they go back: mended rows come in again with them. */
export const isOurs = (heading: string): boolean =>
  ['problem', 'how to fix', 'taken out'].includes(foldHeading(heading))

const isLeftOut = (mapping: Mapping, sheet: string): boolean =>
  mapping.sheets.some(one => one.name === sheet && one.line === undefined)

function* dataRow(open: Open, fitted: FittedHeader, row: SheetRow): Generator<ListEvent> {
  if (isHeaderAgain(row.values, fitted.names) || isFooter(row.values)) return
  if (row.values.every(value => value.trim() === '')) return
  const values: Record<string, string> = {}
  fitted.names.forEach((name, i) => {
    if (name !== '') values[name] = row.values[i] ?? ''
  })
  if (!open.beside && isBeside(fitted, row)) {
    open.beside = true
    yield { type: 'warning', problem: besideTheList(row.line) }
  }
  const missing = open.needed.filter(name => fitted.missing.includes(name))
  if (missing.length > 0) yield { type: 'changed', line: row.line, missing, values }
  else yield { type: 'row', sheet: open.sheet, line: row.line, values }
}

/** Something stands in a column without a heading. */
const isBeside = (fitted: FittedHeader, row: SheetRow): boolean =>
  row.values.some(
    (value, i) => value.trim() !== '' && (i >= fitted.names.length || (fitted.names[i] === '' && isUnnamed(fitted, i))),
  )
const isUnnamed = (fitted: FittedHeader, i: number): boolean => !fitted.headed[i]

function* other(event: FileEvent): Generator<ListEvent> {
  if (event.type === 'note') {
    yield {
      type: 'warning',
      problem: {
        problem: event.note,
        fix: 'Nothing needs to be done. Ask the sender to save the file as UTF-8 next time.',
      },
    }
  } else if (event.type === 'problem') {
    const { type: _type, fatal, table: _table, values, ...problem } = event
    if (fatal) throw new FileNotUsable(problem)
    yield { type: 'rejected', line: problem.line ?? 0, problem, values: values ?? [] }
  }
}

const noSheet = (mapping: Mapping): Problem => ({
  problem: 'No sheet of the file has the headings that were confirmed for this list.',
  wanted: mapping.columns
    .slice(0, 12)
    .map(c => c.name)
    .join(', '),
  fix: 'If the list has a new layout, confirm its columns anew on the columns page of this import; otherwise send the right file.',
})
const notTheList = (sheet: string): Problem => ({
  problem: `The sheet “${sheet.slice(0, 60)}” has not the headings of this list, so it was not read.`,
  fix: 'Nothing needs to be done if it holds no children. Otherwise give it the headings of the other sheets.',
})
const besideTheList = (line: number): Problem => ({
  line,
  problem: 'There are values beside the list, in columns without a heading. They were not kept.',
  wanted: 'a heading over every column',
  fix: 'Give the columns a heading and send the list again, then say what they mean.',
})
const newColumn = (name: string, line: number | undefined): Problem => ({
  ...(line === undefined ? {} : { line }),
  column: name,
  problem: `The column “${name}” is new, and nobody has said what it means. Its values were not kept.`,
  wanted: 'the columns that were confirmed',
  fix: 'Say what it means on the columns page of this import, then read the file again.',
})
const goneColumn = (name: string, line: number | undefined): Problem => ({
  ...(line === undefined ? {} : { line }),
  column: name,
  problem: `The column “${name}” is not in the list any more.`,
  wanted: 'the columns that were confirmed',
  fix: 'If it has a new name, say what the new column means on the columns page of this import.',
})
