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

/** Keeps keys, of which some may be there already. */
export const keepKeys = async (tx: Tx, keys: readonly OwnedKey[]): Promise<void> => {
  await sql`insert into block_key (key, source_person_id)
    select key, owner from unnest(${keys.map(k => k.key)}::bigint[], ${keys.map(k => k.owner)}::bigint[]) as m(key, owner)
    order by key on conflict do nothing`.execute(tx)
}

/**
 * Pairs that share a block with the owner of one of these keys, each once, and how many blocks were too large to use. With `keep` the owners
 * are not among those who can be found yet, and are from now on.
 */
export const findCandidates = async (
  tx: Tx,
  keys: readonly OwnedKey[],
  { keep = false } = {},
): Promise<{ pairs: (readonly [number, number])[]; skipped: number }> => {
  const kept = keep
    ? sql`kept as (insert into block_key (key, source_person_id) select key, owner from mine order by key),`
    : sql``
  const { rows } = await sql<{ a: number | null; b: number | null; skipped: number }>`
    with mine as materialized (select key, owner from unnest(${keys.map(k => k.key)}::bigint[], ${keys.map(k => k.owner)}::bigint[]) as m(key, owner)),
    ${kept}
    found as materialized (
      select w.key, w.own, array(select k.source_person_id from block_key k where k.key = w.key limit ${largestBlock + 1}) as there
      from (select key, array_agg(owner) as own from mine group by key) w),
    block as materialized (select key, own, ${keep ? sql`there || own` : sql`there`} as members from found)
    select distinct least(o, p) as a, greatest(o, p) as b, 0 as skipped
    from block cross join lateral unnest(block.own) as o cross join lateral unnest(block.members) as p
    where cardinality(block.members) between 2 and ${largestBlock} and p <> o
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

export type EdgeRow = {
  readonly a: number
  readonly b: number
  readonly bits: number
  readonly vetoes: number
  readonly vector: number[]
  readonly commonness: [number, number]
}

/** A kept pair as the decision takes it. */
export const edgeOf = ({ a, b, bits, vetoes, vector, commonness }: EdgeRow): StoredEdge => ({
  a,
  b,
  score: { bits, vetoes, vector, commonness, probability: chanceOf(defaultModel.calibration, bits, vetoes) },
})

/** The kept pairs among these source persons. */
export const listEdges = async (tx: Tx, ids: readonly number[]): Promise<StoredEdge[]> => {
  const { rows } = await sql<EdgeRow>`
    select a, b, bits, vetoes, vector, commonness from link_edge where a = any(${ids}::bigint[])`.execute(tx)
  return rows.map(edgeOf)
}

/** Forgets pairs that a barrier has come between since they were compared. */
export const dropEdges = async (tx: Tx, pairs: readonly (readonly [number, number])[]): Promise<void> => {
  if (pairs.length === 0) return
  await sql`delete from link_edge e using unnest(${pairs.map(p => p[0])}::bigint[], ${pairs.map(p => p[1])}::bigint[]) as d(a, b)
    where e.a = d.a and e.b = d.b`.execute(tx)
}
