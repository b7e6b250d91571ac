import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { contentHash, destroyedMark, type Tx } from '../access/index.ts'
import type { PlacedOutcome } from './plan-batch.ts'
import { type PlannedProblem, problemRow } from './problems.actions.ts'

const keyHash = (sourceId: string, key: string): string =>
  createHash('sha256').update(`${sourceId}\n${key}`).digest('hex')

const said = {
  problem: 'The record that this row is about was kept long enough and destroyed. The row was not kept.',
  fix: 'Nothing to do. If the child is known to the service again, send what is true now.',
}

/**
 * Parts what came from what an old file brings again of a record that was destroyed: a row of a key that was, which says what it said, or speaks of a time before
 * the end. A row of that key that says something else of a later time is new, as any other (docs/security.md).
 */
export const leaveDestroyed = async (
  tx: Tx,
  sourceId: string,
  outcomes: readonly PlacedOutcome[],
  fileAsOf: Date,
): Promise<{ readonly outcomes: readonly PlacedOutcome[]; readonly left: readonly PlannedProblem[] }> => {
  const { rows: any } = await sql`select from intake.destroyed_row where source_id = ${sourceId} limit 1`.execute(tx)
  if (any.length === 0) return { outcomes, left: [] }
  const mark = await destroyedMark(tx)
  const keyed = outcomes.map(placed => {
    const row = placed.outcome.outcome === 'accepted' ? placed.outcome.row : undefined
    return { placed, row, hash: row && keyHash(sourceId, row.key) }
  })
  // As they are kept, and as they were before there was a key, until the next night.
  const hashes = keyed.flatMap(({ hash }) => (hash === undefined ? [] : [`\\x${mark(hash)}`, `\\x${hash}`]))
  const { rows } = await sql<{ key: string; content: string; at: Date }>`
    select encode(key_hash, 'hex') as key, encode(content_hash, 'hex') as content, destroyed_at as at
    from intake.destroyed_row where key_hash = any(${hashes}::bytea[])`.execute(tx)
  const gone = Map.groupBy(rows, row => row.key)
  const isGone = ({ row, hash = '' }: (typeof keyed)[number]): boolean => {
    const known = [...new Set([mark(hash), hash])].flatMap(one => gone.get(one) ?? [])
    if (!row || known.length === 0) return false
    const asOf = row.asOf ?? fileAsOf
    const content = row.gone ? '' : contentHash(row.content)
    return known.some(one => one.content === mark(content) || one.content === content || asOf <= one.at)
  }
  const { left = [], kept = [] } = Object.groupBy(keyed, one => (isGone(one) ? 'left' : 'kept'))
  return {
    outcomes: kept.map(one => one.placed),
    left: left.map(({ placed: { outcome: o, table } }) =>
      problemRow('warning', { ...('line' in o ? { line: o.line } : {}), ...said }, table),
    ),
  }
}
