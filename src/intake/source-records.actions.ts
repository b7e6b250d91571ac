import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { closeHanging } from './hanging.actions.ts'
import { bytesText, jsonRows } from './json-rows.queries.ts'
import type { PlannedRecord, SeenKey } from './plan-batch.ts'

export type RecordOrigin = { readonly sourceId: string; readonly runId: number; readonly fileId: number | null }

const columns = `key text, version integer, scope text, person_key text, line integer, as_of timestamptz, gone boolean, content jsonb,
  hash bytea, identity jsonb, register boolean, until timestamptz, confirmed timestamptz`

/** Writes versions of rows as they came; gives their ids in the order of `records`. */
export const insertRecords = async (
  tx: Tx,
  { sourceId, runId, fileId }: RecordOrigin,
  records: readonly PlannedRecord[],
  at: Date,
): Promise<number[]> => {
  if (records.length === 0) return []
  const rows = records.map(r => ({
    key: r.key,
    version: r.version,
    scope: r.scope,
    person_key: r.personKey,
    line: r.line,
    as_of: r.asOf,
    gone: r.gone,
    content: r.content,
    hash: bytesText(r.hash),
    identity: r.identity,
    register: r.register !== undefined,
    until: r.stands ? 'infinity' : at,
    confirmed: r.confirmedAsOf,
  }))
  const { rows: kept } = await sql<{ id: number; key: string; version: number }>`
    insert into source_record (source_id, key, version, scope, person_key, run_id, file_id, line, as_of, gone, content, content_hash, identity,
      register, known_from, known_to, confirmed_as_of)
    select ${sourceId}, key, version, scope, person_key, ${runId}, ${fileId}::bigint, line, as_of, gone, content, hash, identity, register,
      ${at}, until, confirmed
    from ${jsonRows(rows, columns)} returning id, key, version`.execute(tx)
  const ids = new Map(kept.map(({ id, key, version }) => [`${version} ${key}`, id]))
  return records.map(r => ids.get(`${r.version} ${r.key}`) ?? 0)
}

/** Remembers until when the source has said the same. A whole list says so of all its rows at once: see intake.snapshot. */
export const confirmRecords = async (
  tx: Tx,
  confirmed: readonly { readonly id: number; readonly asOf: Date }[],
): Promise<void> => {
  if (confirmed.length === 0) return
  await sql`update source_record r set confirmed_as_of = x."asOf" from ${jsonRows(confirmed, 'id bigint, "asOf" timestamptz')}
    where r.id = x.id`.execute(tx)
}

/** Ends versions that stand no longer, with all that hung on them, and hands the people they were about to the linker. */
export const closeRecords = async (tx: Tx, ids: readonly number[], at: Date): Promise<void> => {
  if (ids.length === 0) return
  await sql`update source_record set known_to = ${at} where id = any(${ids}::bigint[]) and known_to = 'infinity'`.execute(
    tx,
  )
  await closeHanging(tx, ids, at)
  await sql`update source_person s set to_link = true from source_record r
    where r.id = any(${ids}::bigint[]) and s.source_id = r.source_id and s.key = r.person_key and not s.to_link`.execute(
    tx,
  )
}

/** Remembers which keys a whole list had, until its run ends. */
export const keepSeen = async (tx: Tx, runId: number, fileId: number, seen: readonly SeenKey[]): Promise<void> => {
  if (seen.length === 0) return
  await sql`insert into intake.seen (run_id, file_id, scope, key, as_of)
    select ${runId}, ${fileId}, scope, key, "asOf" from ${jsonRows(seen, 'scope text, key text, "asOf" timestamptz')}`.execute(
    tx,
  )
}
