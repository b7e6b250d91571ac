import pg from 'pg'

/**
 * How an open end (`infinity`) of a clock is read: the last instant JavaScript can say, so that comparisons work.
 * In SQL write `'infinity'`; this Date is not equal to it there.
 */
export const FOREVER = new Date(8.64e15)
const SINCE_EVER = new Date(-8.64e15)

const timestamptz = 1184
const parseInstant = pg.types.getTypeParser(timestamptz) as (text: string) => Date
const readInstant = (text: string) =>
  text === 'infinity' ? FOREVER : text === '-infinity' ? SINCE_EVER : parseInstant(text)

const parseList = (pg.types.getTypeParser as (oid: number) => unknown)(1009) as (text: string) => (string | null)[]
const listOf = (read: (text: string) => unknown) => (text: string) =>
  parseList(text).map(item => (item === null ? null : read(item)))

// Without these a date becomes midnight in the server's own zone, and a bigint a string (stack.md T12).
const parsers: readonly (readonly [oid: number, listOid: number, read: (text: string) => unknown])[] = [
  [1082, 1182, text => text],
  [20, 1016, Number],
  [1700, 1231, Number],
  [timestamptz, 1185, readInstant],
]

const types = new pg.TypeOverrides()
for (const [oid, listOid, read] of parsers) {
  types.setTypeParser(oid, read)
  types.setTypeParser(listOid, listOf(read))
}

export type PoolOptions = {
  url: string
  /** What this pool is for, as PostgreSQL's own list of connections shows it. */
  name: string
  max?: number
}

/**
 * Opens a pool of connections: dates are read as 'YYYY-MM-DD', bigint and numeric as numbers, instants as Date.
 * A connection lost while idle is replaced when next needed; a query on it fails and is the caller's.
 */
export function openPool({ url, name, max = 10 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `throughline ${name}`,
    connectionTimeoutMillis: 15_000,
    max,
    types,
  })
  pool.on('error', () => {
    /* An idle connection has gone; the pool has already dropped it. */
  })
  return pool
}
