import { basename } from 'node:path'
import {
  growing,
  hash53,
  hashTable,
  mostRecords,
  type RecordTable,
  recordTable,
  type TextPool,
  textPool,
  textsOf,
} from '../../linkage/index.ts'
import { type CsvRecord, csvRecordsOf } from '../../platform/files/index.ts'
import { type ColumnMap, columnsInWords, headerAt, recogniseColumns, withId } from './columns.ts'
import { lookAt, rowsLookedAt } from './first-rows.ts'
import { rowReader } from './read-row.ts'
import { settleColumns } from './settle-columns.ts'
import type { TruthColumn } from './truth-column.ts'
import { unopened } from './unopened.ts'

export type ReadOptions = {
  readonly map?: ColumnMap | undefined
  readonly truth?: TruthColumn | undefined
  readonly tell: (line: string) => void
}

/** What was read: the records' facts, their ids as they will be written, and whom each is of, where the truth is told. */
export type Gathered = {
  readonly table: RecordTable
  readonly count: number
  /** The first source of the file that each source is in, and that file's name. */
  readonly fileOf: readonly number[]
  readonly fileNames: readonly string[]
  readonly idOf: (record: number) => string
  /** The records of an id as it stands in a file, with or without the file's name: several where files or rows share it. */
  readonly findId: (id: string) => readonly number[]
  readonly truth: Uint32Array
}

const faults = {
  'text-after-quote': 'there is text after a closing quotation mark',
  'quote-inside': 'there is a quotation mark in a cell that does not begin with one',
  'quote-not-closed': 'a quotation mark is opened and never closed',
  'too-many-cells': 'the row is too long',
} as const

const often = 250_000

/** Reads CSV files into one table. Throws one sentence with file and line for the first thing that cannot be read. */
export const readFiles = (paths: readonly string[], options: ReadOptions): Gathered => {
  const [table, names] = [recordTable(), namesOf(paths)]
  const ids = idList()
  const { fileOf, fileNames, sourceOf } = sourceList(names)
  const [labels, truth] = [textPool(), growing(length => new Uint32Array(length))]
  const { tell } = options
  let [undated, blank] = [0, 0]
  const unmet = new Set(options.map?.keys())
  const twice = paths.find((path, at) => paths.indexOf(path) !== at)
  if (twice !== undefined) throw new Error(`${twice} is named twice.`)
  paths.forEach((path, file) => {
    const name = names[file]!
    const { header, rows, readRow, truthOf } = openFile(path, name, options)
    for (const column of header) unmet.delete(column.trim())
    let row = 0
    for (const cells of rows) {
      row++
      if (isBlank(cells) || isTotal(cells)) {
        blank++
        continue
      }
      if (table.count() === mostRecords)
        throw new Error(`These are more than ${mostRecords} records: link them in parts.`)
      const read = readRow(cells)
      table.add(read.identity, sourceOf(file, read.source))
      if (read.dateUnread) undated++
      ids.add(file, read.id === '' ? `${row}` : read.id)
      if (truthOf) truth.push(labels.idOf(truthOf(cells) || `\u0000${file} ${row}`))
      if (table.count() % often === 0) tell(`${table.count().toLocaleString('en-GB')} records read`)
    }
    if (row === 0) tell(`${name} has a header and no rows.`)
  })
  if (unmet.size > 0) tell(`No file has these columns of the mapping: ${[...unmet].join(', ')}.`)
  if (blank > 0) tell(`${blank.toLocaleString('en-GB')} rows without anything in them, or of sums, were passed over.`)
  if (undated > 0) tell(`${undated.toLocaleString('en-GB')} birth dates could not be read and were left out.`)
  const again = ids.again()
  if (again > 0)
    tell(
      `${again.toLocaleString('en-GB')} ids stand in one file more than once: from the second on, #2 and so on is behind them.`,
    )
  return { table, count: table.count(), fileOf, fileNames, truth: truth.list(), ...ids.named(names) }
}

/** Opens a file: its rows, how one is read, and what the truth says of it. Says what its columns are read as. */
const openFile = (path: string, name: string, { truth: its, map, tell }: ReadOptions) => {
  const records = rowsOf(path, name)
  const start: Row[] = []
  for (let next = records.next(); !next.done; next = records.next()) {
    start.push(next.value)
    if (start.length === rowsLookedAt) break
  }
  if (start.length === 0) throw new Error(`${name}: the file is empty.`)
  const titles = headerAt(
    start.map(({ cells }) => cells),
    map,
  )
  if (titles > 0) tell(`${name}: the header is row ${titles + 1}; what stands above it is passed over.`)
  const [{ cells: header }] = start.splice(0, titles + 1).slice(-1) as [Row]
  const truthAt = its ? truthIn(header, its.column) : -1
  if (its && truthAt === -1) throw new Error(`${name}: there is no column ${its.column} to take the truth from.`)
  const truthName = its?.whole ? header[truthAt]!.trim() : undefined
  const given = { ...(map ? { map } : {}), without: truthName }
  const known = recogniseColumns(header, name, given)
  const rows = start.map(({ cells }) => cells).filter(cells => !isBlank(cells))
  const settled = settleColumns(known, header, rows, map ?? new Map())
  const columns = withId(settled, header, rows, given)
  tell(columnsInWords(header, name, columns, truthName))
  const first = lookAt(columns, rows)
  if (first.order === 'mdy') tell(`${name}: birth dates have the month first.`)
  for (const fact of first.unchecked)
    tell(`${name}: most of what is read as ${fact} fails that number's check, so it counts only where two are equal.`)
  return {
    header,
    rows: ofWidth(header.length, name, start, records),
    readRow: rowReader(columns, first),
    truthOf: its && ((cells: readonly string[]): string => its.labelOf(cells[truthAt]!.trim())),
  }
}

/** Where the truth stands: the column of that name, else one that differs in capitals and signs alone. */
const truthIn = (header: readonly string[], column: string): number => {
  const exact = header.findIndex(text => text.trim() === column)
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return exact !== -1 ? exact : header.findIndex(text => plain(text) === plain(column))
}

const isEmpty = (text: string): boolean => text.trim() === ''

/** True for a row that spreadsheets leave behind: it tells of nobody, not even by an id. */
const isBlank = (cells: readonly string[]): boolean => cells.every(isEmpty)

/** True for the sums below a list: "Total" and numbers. */
const isTotal = (cells: readonly string[]): boolean => {
  const [first = '', ...others] = cells.map(text => text.trim()).filter(text => text !== '')
  return /^(?:grand |sub-?)?total\b[^\p{L}]*$/iu.test(first) && others.every(text => /^[\d.,%£ ]+$/.test(text))
}

/** The cells of each row. Blank cells beyond the header are a spreadsheet's; a row that is otherwise too long or short is not guessed at. */
function* ofWidth(
  width: number,
  name: string,
  start: readonly Row[],
  rest: Iterable<Row>,
): Generator<readonly string[]> {
  for (const rows of [start, rest])
    for (const { line, cells } of rows) {
      if ((cells.length < width && !isBlank(cells)) || !isBlank(cells.slice(width)))
        throw wrongWidth(name, line, cells.length, width)
      yield cells
    }
}

type Row = Extract<CsvRecord, { cells: string[] }>

function* rowsOf(path: string, name: string): Generator<Row> {
  let isFirst = true
  try {
    for (const record of csvRecordsOf(path, { loose: true })) {
      if ('fault' in record) throw new Error(`${name}, line ${record.line}: ${faults[record.fault]}.`)
      if (isFirst && record.cells.some(text => text.includes('\0')))
        throw new Error(`${name} is no text: save it as CSV, in UTF-8.`)
      isFirst = false
      yield record
    }
  } catch (error) {
    throw unopened(path, name, error)
  }
}

const wrongWidth = (name: string, line: number, got: number, wanted: number): Error =>
  new Error(
    `${name}, line ${line}: ${got} cells, where the header has ${wanted}. Look for a missing separator, or for one inside a cell that needs quotation marks around it.`,
  )

/** The files' names without their folders, where that still tells them apart. */
const namesOf = (paths: readonly string[]): readonly string[] => {
  const short = paths.map(path => (path === '-' ? 'standard input' : basename(path)))
  return new Set(short).size === short.length ? short : paths
}

/** More sources in one file than this are told as one: no column that names systems has so many. */
const mostSources = 50

/** Numbers the sources: each file is one, and each thing that a file's own column says beside it. */
const sourceList = (names: readonly string[]) => {
  const [fileOf, fileNames]: [number[], string[]] = [[], []]
  const known = new Map<number, Map<string, number>>()
  const sourceOf = (file: number, text: string): number => {
    const its = known.get(file) ?? new Map<string, number>()
    known.set(file, its)
    const key = its.size < mostSources ? text : ''
    const found = its.get(text) ?? its.get(key)
    if (found !== undefined) return found
    const source = fileOf.push(its.size === 0 ? fileOf.length : its.values().next().value!) - 1
    its.set(key, source)
    fileNames.push(names[file]!)
    return source
  }
  return { fileOf, fileNames, sourceOf }
}

/** The records' ids. One that comes in two files has its file's name before it; one that comes twice in a file its turn behind it. */
const idList = () => {
  const [texts, id, fileOf] = [
    textPool(),
    growing(length => new Uint32Array(length)),
    growing(length => new Uint32Array(length)),
  ]
  const first = hashTable()
  const turns = new Map<number, number>()
  let [inSeveral, repeats] = [false, 0]
  const add = (file: number, text: string): void => {
    const record = id.length()
    const place = first.find(hash53(text, file), record)
    if (place !== record) {
      const turn = (turns.get(place) ?? 1) + 1
      turns.set(place, turn)
      repeats++
      add(file, `${text}#${turn}`)
      return
    }
    if (first.find(hash53(text), file) !== file) inSeveral = true
    id.push(texts.idOf(text))
    fileOf.push(file)
  }
  const findIn =
    (names: readonly string[]): Gathered['findId'] =>
    text =>
      names.flatMap((name, file) => {
        const bare = text.startsWith(`${name}:`) ? text.slice(name.length + 1) : text
        const found: number[] = []
        for (let turn = 1, its = bare; ; its = `${bare}#${++turn}`) {
          const record = first.get(hash53(its, file))
          if (record === undefined) return found
          found.push(record)
        }
      })
  const named = (names: readonly string[]): Pick<Gathered, 'idOf' | 'findId'> => {
    const kept = { texts: texts.share(), id: id.list().slice(), fileOf: fileOf.list().slice() }
    return { idOf: writtenIds(kept, inSeveral ? names : undefined), findId: findIn(names) }
  }
  return { add, named, again: () => repeats }
}

type KeptIds = {
  readonly texts: ReturnType<TextPool['share']>
  readonly id: Uint32Array
  readonly fileOf: Uint32Array
}

/** Gives ids as they are written, their file's name before them where names are given; holds nothing of what finding them took. */
const writtenIds = ({ texts, id, fileOf }: KeptIds, names: readonly string[] | undefined): Gathered['idOf'] => {
  const textOf = textsOf(texts)
  return record => {
    const text = textOf(id[record]!)
    return names ? `${names[fileOf[record]!]}:${text}` : text
  }
}
