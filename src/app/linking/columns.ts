import { type ColumnFact, columnFacts, factOfName, mayBeId, rankAsId } from './column-names.ts'

export type Column = { readonly at: number; readonly fact: ColumnFact }

/** A mapping that somebody wrote by hand: what their columns tell, '' for a column to leave out. */
export type ColumnMap = ReadonlyMap<string, ColumnFact | ''>

/** Reads a mapping: `{"Their column": "surname", …}`. Throws with the first thing that is wrong. */
export const parseColumnMap = (text: string, path: string): ColumnMap => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON. It should say {"Your column": "surname"}.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${path} should be one object: {"Your column": "surname"}.`)
  return new Map(
    Object.entries(value).map(([column, fact]) => {
      if (fact !== '' && !(columnFacts as readonly unknown[]).includes(fact))
        throw new Error(
          `${path}: column "${column}" is said to be "${String(fact)}", which is none of: ${columnFacts.join(', ')}.`,
        )
      return [column.trim(), fact as ColumnFact | '']
    }),
  )
}

/** So many rows may stand above a header: a title, who made the file and when. */
const mostTitleRows = 15

/**
 * Which of a file's first rows is its header: the first, or below a title that tells no column the first that tells two, of them a
 * name or a birth date.
 */
export const headerAt = (rows: readonly (readonly string[])[], map: ColumnMap = new Map()): number => {
  const toldBy = (cells: readonly string[] = []): ReadonlySet<ColumnFact | ''> =>
    new Set(cells.map(text => map.get(text.trim()) ?? factOfName(text.trim()) ?? '').filter(fact => fact !== ''))
  const isTitle = (told: ReadonlySet<ColumnFact | ''>): boolean => told.size < 2
  if (!isTitle(toldBy(rows[0]))) return 0
  const below = rows.slice(1, mostTitleRows + 1).findIndex(cells => {
    const told = toldBy(cells)
    return (
      !isTitle(told) && (['name', 'nameSurnameFirst', 'surname', 'birthDate'] as const).some(fact => told.has(fact))
    )
  })
  return below + 1
}

/** A number or a date: what no column is called, and what may be a child's, so that it is not told. */
const isValue = (text: string): boolean => /^\d[\d\s/.-]*$/.test(text.trim())

/**
 * What each column of a header tells, by the mapping or by its usual name. `without` is the truth, which is never evidence.
 * Throws where nothing but an id is known of the file's children.
 */
export const recogniseColumns = (
  header: readonly string[],
  file: string,
  { map = new Map(), without }: { map?: ColumnMap; without?: string | undefined } = {},
): readonly Column[] => {
  const found = header.flatMap((text, at): Column[] => {
    const name = text.trim()
    if (name === without) return []
    const fact = map.get(name) ?? factOfName(name)
    return fact ? [{ at, fact }] : []
  })
  const rank = ({ at }: Column): number => {
    const name = (header[at] ?? '').trim()
    return map.get(name) === 'id' ? -1 : rankAsId(name)
  }
  const ids = found.filter(({ fact }) => fact === 'id').sort((x, y) => rank(x) - rank(y))
  const columns = found.filter(column => column.fact !== 'id' || column === ids[0])
  if (columns.every(({ fact }) => fact === 'id' || fact === 'source') && header.some(isValue))
    throw new Error(`${file}: its first row is no header but a record. Put a row with the columns’ names above it.`)
  if (columns.every(({ fact }) => fact === 'id' || fact === 'source'))
    throw new Error(
      `${file}: no column is one we know, among ${header.map(text => text.trim()).join(', ')}. Say what they are in a file: --columns map.json.`,
    )
  return columns
}

/**
 * The columns, with the first as the id that is named like one and has something else in each of these rows, where none is known
 * by its name: a record is told of by what its own system calls it, not by its row.
 */
export const withId = (
  columns: readonly Column[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { map = new Map(), without }: { map?: ColumnMap; without?: string | undefined } = {},
): readonly Column[] => {
  const isTaken = (at: number): boolean => columns.some(column => column.at === at)
  if (rows.length === 0 || columns.some(({ fact }) => fact === 'id')) return columns
  const at = header.findIndex((text, place) => {
    const name = text.trim()
    if (name === without || map.has(name) || isTaken(place) || !mayBeId(name)) return false
    const told = rows.map(cells => (cells[place] ?? '').trim())
    return !told.includes('') && new Set(told).size === told.length
  })
  return at === -1 ? columns : [{ at, fact: 'id' }, ...columns]
}

/** One sentence on what each column of a file is read as, and which are not read. */
export const columnsInWords = (
  header: readonly string[],
  file: string,
  columns: readonly Column[],
  truth?: string,
): string => {
  const facts = new Map(columns.map(({ at, fact }) => [at, fact]))
  const names = header
    .map((text, at) => [text.trim().replace(/\s+/g, ' '), facts.get(at)] as const)
    .filter(([name]) => name !== truth)
  const read = names.flatMap(([name, fact]) => (fact ? [`${name} as ${fact}`] : []))
  const unread = names.flatMap(([name, fact]) => (fact || name === '' ? [] : [name]))
  return `${file}: reads ${read.join(', ')}.${unread.length > 0 ? ` Does not read ${unread.join(', ')}.` : ''}`
}
