import { type KeyObject, sign, verify } from 'node:crypto'
import { formatNumber, plural } from '../../kernel/index.ts'
import type { ListedPart } from '../../platform/backup/index.ts'

/** What a backup says of itself before anything else. */
export type About = {
  readonly format: typeof format
  readonly madeAt: string
  /** PostgreSQL's version, and the sort of machine its files are for. */
  readonly postgres: string
  readonly machine: string
  readonly lastMigration: string
  /** What the keys are called that it cannot be read without. They are not in it. */
  readonly keys: readonly string[]
}
export const format = 'throughline backup 1'

/** What can be told of a database without telling anything of a child. */
export type Facts = {
  /** The transactions that are seen, as PostgreSQL tells it. */
  readonly snapshot: string
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>
  /** How many tables are under row security, and a hash of all flags, policies, functions and grants. */
  readonly fenced: number
  readonly rules: string
  /** The number of the newest signed root of the audit trail. */
  readonly roots: number
}
export type Manifest = About & {
  /** Just before the moment of the copy and just after: the same where nothing was written in between. */
  readonly before: Facts
  readonly after: Facts
  readonly parts: readonly ListedPart[]
}

/**
 * In what a restored database is not what the manifest says, one sentence each. What was written in the last moment may be there or not: a table has as
 * many rows as just before that moment, as just after, or something between; or fewer or more by what transactions of that moment took away and put there
 * in turn, which are small ones: one that writes many rows takes longer.
 */
export const differencesFrom = ({ before, after }: Pick<Manifest, 'before' | 'after'>, found: Facts): string[] => {
  const ran = ranBetween(before.snapshot, after.snapshot)
  const tables = new Set([...Object.keys(before.rows), ...Object.keys(after.rows), ...Object.keys(found.rows)])
  const counts = [...tables].flatMap(table => {
    const wanted = [before.rows[table] ?? 0, after.rows[table] ?? 0]
    const rows = found.rows[table] ?? 0
    const [least, most] = [Math.max(0, Math.min(...wanted) - ran), Math.max(...wanted) + ran]
    if (rows >= least && rows <= most) return []
    const said = least === most ? formatNumber(least) : `${formatNumber(least)} to ${formatNumber(most)}`
    return [`${table} has ${plural(rows, 'row')}, where the backup says ${said}`]
  })
  const rules = [before.rules, after.rules].includes(found.rules) ? [] : ['row security is not as the backup says']
  return [...counts, ...rules]
}

/** How many transactions may have ended between two snapshots, as PostgreSQL tells them: the first that ran, the first that had not begun, those that ran. */
const ranBetween = (before: string, after: string): number => {
  if (before === after) return 0
  const [, begun = 0, running = ''] = before.split(':')
  const [, begunLater = 0] = after.split(':')
  return Number(begunLater) - Number(begun) + running.split(',').filter(xid => xid !== '').length
}

/** How many rows there are in all. */
export const allRows = ({ rows }: Facts): number => Object.values(rows).reduce((sum, count) => sum + count, 0)

// What the audit keys sign besides: no root of the trail begins so.
const statement = (list: string): Buffer => Buffer.from(`throughline backup list 1\n${list}`)

/** The signature (Ed25519) of a list as it stands in the backup, by an audit key. */
export const signList = (list: string, key: KeyObject): string => sign(null, statement(list), key).toString('hex')

/** Did one of these keys sign this list? */
export const isSignedList = (list: string, signature: string, keys: readonly KeyObject[]): boolean =>
  keys.some(key => verify(null, statement(list), key, Buffer.from(signature, 'hex')))
