import { dateParts, daysInMonth, type PlainDate, plainDate, readDate } from '../../kernel/index.ts'

/** One row of a return's table, as its validators name tables and columns. `_row` is its number. */
export type Row = Readonly<Record<string, unknown>>
export type Tables = Readonly<Record<string, readonly Row[]>>

/** What a rule finds: a row of a table, by the field to look at; or the return as a whole. */
export type Flag = { readonly table: string; readonly field: string | null; readonly row: number } | 'return'
export type Issue = {
  readonly rule: string
  readonly table: string | null
  readonly field: string | null
  readonly row: number | null
}

/** A return being checked: rows by table, and the twelve months that it is about. */
export type Return = {
  rows(table: string): readonly Row[]
  /** What the sender says beside the tables: its own authority. */
  readonly about: Readonly<Record<string, unknown>>
  readonly start: PlainDate
  readonly end: PlainDate
}

/** One of the sector's rules. It runs only where every table and column that it looks at is there. */
export type Rule = {
  /** As the guidance numbers it; a Q at the end asks for a reason, without it the row is wrong. */
  readonly code: string
  readonly text: string
  readonly looksAt: Readonly<Record<string, readonly string[]>>
  /** The collection years, by the year in which they end, in which it holds. */
  readonly from: number
  readonly until: number
  find(data: Return): Iterable<Flag>
}

type Looks = Rule['looksAt']

/** The first collection year, by the year in which it ends, whose rules are held. */
export const oldestYear = 2023
/** How the rules of a year are called: cin2022_23 for 2023. */
export const rulesetOf = (prefix: string, year: number): string => `${prefix}${year - 1}_${String(year).slice(2)}`
/**
 * The year in which a named set of rules ends: cin2022_23 is 2023. Undefined for a name that is none. The year after the newest is asked by the
 * newest rules until its own are here.
 */
export const yearOfRules = (prefix: string, newest: number, ruleset: string): number | undefined => {
  for (let year = oldestYear; year <= newest + 1; year++) if (ruleset === rulesetOf(prefix, year)) return year
  return undefined
}

/** A rule of every year. */
export const rule = (code: string, text: string, looksAt: Looks, find: Rule['find']): Rule => ({
  ...{ code, text, looksAt, find },
  from: 0,
  until: 9999,
})
export const since = (year: number, one: Rule): Rule => ({ ...one, from: year })
export const before = (year: number, one: Rule): Rule => ({ ...one, until: year - 1 })

/** A cell as text without the space around it; empty where there is nothing. */
export const text = (row: Row, column: string): string => textOf(row[column])
/** The same of what stands in a cell, whatever a sender has put there: an object's own `toString` is not asked. */
export const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  return (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).trim()
}
export const isEmpty = (row: Row, column: string): boolean => text(row, column) === ''

/** No return speaks of a day outside these centuries; a rule may count on from any day of them. */
export const isPlausible = (date: PlainDate | undefined): date is PlainDate =>
  date !== undefined && date >= '1800' && date < '2200'
/** A cell as a day, year first or day first; undefined where it is none. */
export const day = (row: Row, column: string): PlainDate | undefined => {
  const read = readDate(text(row, column), { order: 'dmy' })
  return 'date' in read && isPlausible(read.date) ? read.date : undefined
}
/** The birthday of that age; of 29 February, the 28th where there is none. */
export const birthday = (born: PlainDate, age: number): PlainDate => {
  const { year, month, day } = dateParts(born)
  return plainDate(year + age, month, Math.min(day, daysInMonth(year + age, month)))
}
/** The return's own yes: true or 1. */
export const isTrue = (row: Row, column: string): boolean => /^(true|1)$/i.test(text(row, column))

/** A file's cells as a row of a table, under its columns. A cell with nothing in it is none. */
export const rowOf = (columns: readonly string[], cells: readonly string[], _row: number): Row => ({
  _row,
  ...Object.fromEntries(columns.map((column, at) => [column, cells[at]?.trim() || null])),
})

/** The department's codes of ethnicity. */
export const ethnicities: ReadonlySet<string> = new Set(
  'WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT'.split(' '),
)

/** Flags a row of a table at a field. */
export const flag = (table: string, field: string, row: Row): Flag => ({ table, field, row: Number(row['_row']) })

/** A rule about each row of one table by itself. */
export const each = (
  code: string,
  words: string,
  table: string,
  columns: readonly [string, ...string[]],
  isWrong: (row: Row, data: Return) => boolean,
  also: Looks = {},
): Rule =>
  rule(code, words, { [table]: columns, ...also }, data =>
    data
      .rows(table)
      .filter(row => isWrong(row, data))
      .map(row => flag(table, columns[0], row)),
  )

/** A day that is there must be in the census year. */
export const inYear = (code: string, words: string, table: string, column: string): Rule =>
  each(
    code,
    words,
    table,
    [column],
    (row, { start, end }) => {
      const date = day(row, column)
      return date !== undefined && (date < start || date > end)
    },
    { Header: ['ReferenceDate'] },
  )

/** Rows that belong together: what they have in common, of which nothing may be missing; undefined for a row that lacks any. */
export const keyOf = (row: Row, columns: readonly string[]): string | undefined => {
  const parts = columns.map(column => text(row, column))
  return parts.includes('') ? undefined : JSON.stringify(parts)
}
export const groupBy = (rows: readonly Row[], columns: readonly string[]): Map<string, Row[]> => {
  const groups = Map.groupBy(rows, row => keyOf(row, columns))
  groups.delete(undefined)
  return groups as Map<string, Row[]>
}

type Side = readonly [table: string, ...columns: [string, ...string[]]]

/** A rule about two tables: every pair of rows with the same key that is wrong together is flagged on both sides, at the first column. */
export const pairs = (
  code: string,
  words: string,
  [left, ...leftColumns]: Side,
  [right, ...rightColumns]: Side,
  by: readonly string[],
  isWrong: (one: Row, other: Row, data: Return) => boolean,
  also: Looks = {},
): Rule =>
  rule(code, words, { [left]: [...leftColumns, ...by], [right]: [...rightColumns, ...by], ...also }, function* (data) {
    const others = groupBy(data.rows(right), by)
    for (const one of data.rows(left))
      for (const other of others.get(keyOf(one, by) ?? '') ?? [])
        if (isWrong(one, other, data)) {
          yield flag(left, leftColumns[0], one)
          yield flag(right, rightColumns[0], other)
        }
  })

/** Rows that share a value with another: all of them. */
export const repeated = (rows: readonly Row[], by: readonly string[]): Row[] =>
  [...groupBy(rows, by).values()].filter(group => group.length > 1).flat()

/** Runs the rules of a year over a return. One issue for each rule, table and row, by rule, table and row. */
export const check = (
  rules: readonly Rule[],
  tables: Tables,
  year: number,
  known: Pick<Return, 'start' | 'end'> & Partial<Pick<Return, 'about'>>,
): Issue[] => {
  const data: Return = { rows: table => tables[table] ?? [], about: {}, ...known }
  return rules
    .filter(one => one.from <= year && year <= one.until && canRun(one, tables))
    .flatMap(one => issuesOf(one, data))
}

/** A table without rows has whatever columns it should; one with rows has those that any row has. */
const canRun = ({ looksAt }: Rule, tables: Tables): boolean =>
  Object.entries(looksAt).every(([name, columns]) => {
    const rows = tables[name]
    return rows !== undefined && (rows.length === 0 || columns.every(column => rows.some(row => column in row)))
  })

const issuesOf = (one: Rule, data: Return): Issue[] => {
  const found = new Map<string, Issue>()
  for (const flagged of one.find(data)) {
    const issue = flagged === 'return' ? { table: null, field: null, row: null } : flagged
    const key = `${issue.table} ${String(issue.row).padStart(9, '0')}`
    if (!found.has(key)) found.set(key, { rule: one.code, ...issue })
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, issue]) => issue)
}
