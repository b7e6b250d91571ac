import { sql } from 'kysely'
import { openIdentity, type Tx } from '../../access/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { type SourceRecord, type SourceRecordRow, sourceRecord } from './source-record.ts'

/**
 * A waiting source person, whether what it says of itself has changed since it was last compared, and whether it ever was. Where the vault holds something
 * of it: what stands in the open, which alone gives keys that are kept.
 */
export type Pending = {
  readonly record: SourceRecord
  readonly changed: boolean
  readonly known: boolean
  readonly inOpen?: Identity
}

/** The linker compares with what the vault holds too: it shows nobody what it read. */
export const opened = (tx: Tx, row: SourceRecordRow): SourceRecord =>
  sourceRecord({ ...row, identity: openIdentity(tx, row.identity, row.source_id, row.key) })

/** The next source persons that wait for the linker, in a fixed order. */
export const listPending = async (tx: Tx, limit: number): Promise<Pending[]> => {
  const { rows } = await sql<SourceRecordRow & { changed: boolean; known: boolean; held: boolean }>`
    select id, source_id, key, person_id, adult, identity, held, linked_hash is distinct from identity_hash as changed,
      exists (select from link l where l.source_person_id = s.id) as known
    from source_person s where to_link order by id limit ${limit}`.execute(tx)
  return rows.map(({ changed, known, held, ...row }) => ({
    ...{ record: opened(tx, row), changed, known },
    ...(held ? { inOpen: row.identity ?? {} } : {}),
  }))
}

/** Locks these persons for the rest of the transaction, in order; another writer's later change makes this one start again. */
export const lockPersons = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  await sql`select id from person where id = any(${ids}::bigint[]) order by id for no key update`.execute(tx)
}

/** Every source person whose link may change with these, with what each says of itself. */
export const loadConnected = async (tx: Tx, ids: readonly number[]): Promise<SourceRecord[]> => {
  const { rows } = await sql<SourceRecordRow>`with recursive ${componentOf(ids)} select * from rec order by id`.execute(
    tx,
  )
  return rows.map(row => opened(tx, row))
}

/** The same as parts of a larger question, `rec`: all that hang together by an edge, a human decision or a person they share. */
export const componentOf = (ids: readonly number[]) => sql`
    reached (id) as (
      select unnest(${ids}::bigint[])
      union
      select near.id from reached r cross join lateral (
        select e.b as id from link_edge e where e.a = r.id
        union all select e.a from link_edge e where e.b = r.id
        union all select d.b_source_person from pair_decision d where d.a_source_person = r.id and d.undone_at is null
        union all select d.a_source_person from pair_decision d where d.b_source_person = r.id and d.undone_at is null
        union all select m.id from source_person s join source_person m on m.person_id = s.person_id where s.id = r.id
      ) near),
    rec as materialized (
      select s.id, s.source_id, s.key, s.person_id, s.adult, s.identity from source_person s where s.id = any(array(select id from reached)))`

/** These source persons alone, with what each says of itself. */
export const loadRecords = async (tx: Tx, ids: readonly number[]): Promise<SourceRecord[]> => {
  const { rows } = await sql<SourceRecordRow>`
    select id, source_id, key, person_id, adult, identity from source_person where id = any(${ids}::bigint[]) order by id`.execute(
    tx,
  )
  return rows.map(row => opened(tx, row))
}

/** The other ends of the stored edges of these, and all that share a person with them: what a change of them may part. */
export const listNeighbours = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select b as id from link_edge where a = any(${ids}::bigint[])
    union select a from link_edge where b = any(${ids}::bigint[])
    union select m.id from source_person s join source_person m on m.person_id = s.person_id where s.id = any(${ids}::bigint[])
    order by id`.execute(tx)
  return rows.map(row => row.id)
}

/**
 * The pairs among these records that must never meet, as `pairKey`s. The answer never leaves the linker: such a pair is dropped
 * before any edge, case or log line exists (design 2.1, rule 5).
 */
export const listBarred = async (tx: Tx, records: readonly SourceRecord[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ a: number; b: number }>`
    select a, b from access.barred(${records.map(r => r.sourceId)}::text[], ${records.map(r => r.key)}::text[])`.execute(
    tx,
  )
  return new Set(rows.map(({ a, b }) => pairKey(records[a - 1]?.node ?? '', records[b - 1]?.node ?? '')))
}

/** Of those of these source persons that are not at hand, what each says of itself; and which of all must never meet, as `listBarred`. */
export const loadMet = async (
  tx: Tx,
  atHand: readonly SourceRecord[],
  others: readonly number[],
): Promise<{ records: SourceRecord[]; barred: ReadonlySet<string> }> => {
  const { rows } = await sql<{ records: SourceRecordRow[]; barred: readonly (readonly [number, number])[] }>`
    with met as materialized (
      select id, source_id, key, person_id, adult, identity from source_person where id = any(${[...atHand.map(r => r.id), ...others]}::bigint[]))
    select (select coalesce(json_agg(m order by m.id), '[]') from met m where m.id not in (select unnest(${atHand.map(r => r.id)}::bigint[]))) as records,
      (select coalesce(json_agg(json_build_array(l.ids[x.a], l.ids[x.b])), '[]')
        from (select array_agg(id order by id) as ids, array_agg(source_id order by id) as sources, array_agg(key order by id) as keys from met) l
          cross join lateral access.barred(l.sources, l.keys) x) as barred`.execute(tx)
  const records = (rows[0]?.records ?? []).map(row => opened(tx, row))
  const nodes = new Map([...atHand, ...records].map(r => [r.id, r.node]))
  const barred = (rows[0]?.barred ?? []).map(([a, b]) => pairKey(nodes.get(a) ?? '', nodes.get(b) ?? ''))
  return { records, barred: new Set(barred) }
}

/** The name of a pair of records, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)
