import type { XmlElement } from '../platform/files/index.ts'
import type { OpenFile, RowOutcome, SourceColumn } from './source.ts'
import { FileNotUsable } from './table-rows.ts'

/**
 * An XML element or a JSON object as values by place. The place is the path of names with the number of the repeated:
 * `Contacts/Contact[2]/Surname`; the first of several has no number. Without the numbers it is the column that a source lists.
 */
export type Tree = {
  readonly values: Readonly<Record<string, string>>
  /** The places of everything of that name there, in order: `all('Contacts/Contact')`. */
  all(path: string): readonly string[]
}

/** One record of a file that is no table: its element's name or its own `type`, and what is in it. */
export type TreeRecord = { readonly line: number; readonly name: string; readonly tree: Tree }

const builder = () => {
  const values: Record<string, string> = Object.create(null)
  const places = new Map<string, string[]>()
  const place = (parent: string, name: string): string => {
    const path = parent === '' ? name : `${parent}/${name}`
    const known = places.get(path)
    if (!known) places.set(path, [path])
    const at = known ? `${path}[${known.length + 1}]` : path
    known?.push(at)
    return at
  }
  return { values, place, tree: (): Tree => ({ values, all: path => places.get(path) ?? [] }) }
}

/** What is in an element, by place. Attributes are listed as `@name`; text beside other elements belongs to nothing and is left out. */
export const treeOfElement = (element: XmlElement): Tree => {
  const { values, place, tree } = builder()
  const walk = ({ text, attributes, children }: XmlElement, at: string): void => {
    for (const [name, value] of Object.entries(attributes ?? {})) values[place(at, `@${name}`)] = value
    for (const child of children ?? []) walk(child, place(at, child.name))
    if (text !== undefined && !children && at !== '') values[at] = text
  }
  walk(element, '')
  return tree()
}

/** What is in a JSON object, by place. Items of an array are the repeated; null is no value. */
export const treeOfObject = (object: object): Tree => {
  const { values, place, tree } = builder()
  const walk = (name: string, value: unknown, parent: string): void => {
    if (value === null || value === undefined) return
    if (Array.isArray(value)) {
      for (const item of value) walk(name, item, parent)
      return
    }
    const at = place(parent, name)
    if (typeof value === 'object') for (const [key, item] of Object.entries(value)) walk(key, item, at)
    else values[at] = String(value)
  }
  for (const [key, value] of Object.entries(object)) walk(key, value, '')
  return tree()
}

type Branch = { value?: string; readonly below: Map<string, Branch[]> }

/** The JSON object whose values by place these are: read again, it gives the same. */
export const objectOfTree = (values: Readonly<Record<string, string>>): object => {
  const root: Branch = { below: new Map() }
  for (const [place, value] of Object.entries(values)) {
    let at = root
    for (const part of place.split('/')) {
      const [, name = part, number = '1'] = /^(.*)\[(\d+)\]$/.exec(part) ?? []
      const all = at.below.get(name) ?? []
      at.below.set(name, all)
      while (all.length < Number(number)) all.push({ below: new Map() })
      at = all[Number(number) - 1] ?? root
    }
    at.value = value
  }
  return Object(plain(root))
}
const plain = ({ value, below }: Branch): unknown =>
  value ??
  Object.fromEntries(
    [...below].map(([name, all]) => [name, all.length === 1 && all[0] ? plain(all[0]) : all.map(plain)]),
  )

// Asked for every record: worked out once for each list of columns. True where the values are kept.
const listings = new WeakMap<readonly SourceColumn[], Map<string, Map<string, boolean>>>()
const listingOf = (columns: readonly SourceColumn[], table: string): Map<string, boolean> => {
  const byTable = listings.get(columns) ?? new Map<string, Map<string, boolean>>()
  listings.set(columns, byTable)
  const own =
    byTable.get(table) ?? new Map(columns.filter(c => c.table === table).map(c => [c.column, c.category !== 'unused']))
  byTable.set(table, own)
  return own
}

const columnOf = (place: string): string => place.replace(/\[\d+\]/g, '')

/** The values that are kept for ever and compared: listed places with a value, without those nobody reads. */
export const keptTree = (columns: readonly SourceColumn[], table: string, tree: Tree): Record<string, string> => {
  const listing = listingOf(columns, table)
  return Object.fromEntries(
    Object.entries(tree.values).filter(([place, value]) => value.trim() !== '' && listing.get(columnOf(place))),
  )
}

/** The columns of a record that the source does not list: their values are not kept. */
export const unlistedIn = (columns: readonly SourceColumn[], table: string, tree: Tree): string[] => {
  const listing = listingOf(columns, table)
  return [...new Set(Object.keys(tree.values).map(columnOf))].filter(column => !listing.has(column))
}

const recordOf = (name: string, line: number, tree: Tree): TreeRecord => ({ name, line, tree })

/**
 * Reads a file of XML elements or JSON objects and hands each to `read`. Whatever could not be read is a rejected outcome; a
 * column that the source does not list is warned of once. Throws `FileNotUsable` where the whole file cannot be read.
 */
export async function* readTrees(
  file: OpenFile,
  columns: readonly SourceColumn[],
  read: (record: TreeRecord) => Iterable<RowOutcome>,
): AsyncGenerator<RowOutcome, void, undefined> {
  const warned = new Set<string>()
  function* known(record: TreeRecord): Generator<RowOutcome> {
    for (const column of unlistedIn(columns, record.name, record.tree)) {
      const id = `${record.name}/${column}`
      if (!warned.has(id)) yield unlisted(record, column, columns)
      warned.add(id)
    }
    yield* read(record)
  }
  for await (const event of file.events) {
    if (event.type === 'problem') {
      const { type: _type, fatal, table: _table, values, ...problem } = event
      if (fatal) throw new FileNotUsable(problem)
      yield { outcome: 'rejected', line: problem.line ?? 0, problem, values: values ?? [] }
    } else if (event.type === 'element') {
      yield* known(recordOf(event.element.name, event.line, treeOfElement(event.element)))
    } else if (event.type === 'object') {
      if (isRecord(event.value))
        yield* known(recordOf(String(event.value['type'] ?? ''), event.line, treeOfObject(event.value)))
      else
        yield {
          outcome: 'rejected',
          line: event.line,
          problem: notRecord(event.line),
          values: [JSON.stringify(event.value)],
        }
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const notRecord = (line: number) => ({
  line,
  problem: 'This line is not a record.',
  wanted: 'an object with a type, such as {"type":"pupil", …}',
  fix: 'Send one object a line.',
})

// A record's name that no list has is the sender's own word, and is not repeated.
const unlisted = ({ name, line }: TreeRecord, column: string, columns: readonly SourceColumn[]): RowOutcome => ({
  outcome: 'warning',
  problem: {
    line,
    column,
    problem: `The item ${column} is not known in a ${columns.some(one => one.table === name) ? name : 'record'}, so its values were not kept.`,
    fix: 'If it should be used, ask the clearing house to give it a category first.',
  },
})
