import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { chanceOf, defaultModel, type Score } from '../../linkage/index.ts'

/** Blocks with more source persons than this tell nobody apart: they are passed over and counted. */
export const largestBlock = 400

export type StoredEdge = { readonly a: number; readonly b: number; readonly score: Score }

/** Forgets what these source persons were compared by, and the comparisons. */
export const forgetComparisons = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  await sql`delete from block_key where source_person_id = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from link_edge where a = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from link_edge where b = any(${ids}::bigint[])`.execute(tx)
}

export type OwnedKey = { readonly key: string; readonly owner: number }

/** Keeps the keys that these source persons are looked up by. */
export const keepBlockKeys = async (tx: Tx, keys: readonly OwnedKey[]): Promise<void> => {
  await sql`insert into block_key (key, source_person_id)
    select k, o from unnest(${keys.map(k => k.key)}::bigint[], ${keys.map(k => k.owner)}::bigint[]) as n(k, o) order by k`.execute(
    tx,
  )
}

/** Pairs that share a block with the owner of one of these keys, each once, and how many blocks were too large to use. */
export const findCandidates = async (
  tx: Tx,
  keys: readonly OwnedKey[],
): Promise<{ pairs: (readonly [number, number])[]; skipped: number }> => {
  const { rows } = await sql<{ a: number | null; b: number | null; skipped: number }>`
    with mine as (select key, owner from unnest(${keys.map(k => k.key)}::bigint[], ${keys.map(k => k.owner)}::bigint[]) as m(key, owner)),
    wanted as materialized (select distinct key from mine),
    block as materialized (
      select w.key, array_agg(m.source_person_id) as members
      from wanted w cross join lateral (select k.source_person_id from block_key k where k.key = w.key limit ${largestBlock + 1}) m
      group by w.key having count(*) > 1)
    select distinct least(mine.owner, p) as a, greatest(mine.owner, p) as b, 0 as skipped
    from mine join block using (key) cross join lateral unnest(block.members) as p
    where cardinality(block.members) <= ${largestBlock} and p <> mine.owner
    union all
    select null, null, count(*)::int from block where cardinality(members) > ${largestBlock}`.execute(tx)
  const pairs = rows.flatMap(({ a, b }) => (a === null || b === null ? [] : [[a, b] as const]))
  return { pairs, skipped: rows.find(row => row.a === null)?.skipped ?? 0 }
}

/** Keeps compared pairs with all that the decision needs of them. */
export const keepEdges = async (tx: Tx, edges: readonly StoredEdge[]): Promise<void> => {
  if (edges.length === 0) return
  const rows = edges.map(({ a, b, score }) => ({
    a,
    b,
    bits: score.bits,
    vetoes: score.vetoes,
    vector: score.vector,
    commonness: score.commonness,
  }))
  await sql`insert into link_edge (a, b, bits, vetoes, vector, commonness, rule_version)
    select a, b, bits, vetoes, vector, commonness, ${defaultModel.version}
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as e(a bigint, b bigint, bits double precision, vetoes integer, vector smallint[], commonness double precision[])`.execute(
    tx,
  )
}

/** The kept pairs among these source persons. */
export const listEdges = async (tx: Tx, ids: readonly number[]): Promise<StoredEdge[]> => {
  const { rows } = await sql<{
    a: number
    b: number
    bits: number
    vetoes: number
    vector: number[]
    commonness: [number, number]
  }>`
    select a, b, bits, vetoes, vector, commonness from link_edge where a = any(${ids}::bigint[])`.execute(tx)
  return rows.map(({ a, b, bits, vetoes, vector, commonness }) => ({
    a,
    b,
    score: { bits, vetoes, vector, commonness, probability: chanceOf(defaultModel.calibration, bits, vetoes) },
  }))
}

/** Forgets pairs that a barrier has come between since they were compared. */
export const dropEdges = async (tx: Tx, pairs: readonly (readonly [number, number])[]): Promise<void> => {
  if (pairs.length === 0) return
  await sql`delete from link_edge e using unnest(${pairs.map(p => p[0])}::bigint[], ${pairs.map(p => p[1])}::bigint[]) as d(a, b)
    where e.a = d.a and e.b = d.b`.execute(tx)
}
