import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { defaultModel } from '../../linkage/index.ts'
import type { StoredEdge } from './edges.queries.ts'

/** Blocks with more source persons than this tell nobody apart: they are passed over and counted. */
export const largestBlock = 400

/** Forgets what these source persons were compared by, and the comparisons. */
export const forgetComparisons = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  await sql`delete from block_key where source_person_id = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from link_edge where a = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from link_edge where b = any(${ids}::bigint[])`.execute(tx)
}

export type OwnedKey = { readonly key: string; readonly owner: number }

/** Keys and their owners as two lists, written here: two dozen for each record are too many to look for quotation marks in. */
const keyRows = (keys: readonly OwnedKey[]) =>
  sql`unnest(${`{${keys.map(k => k.key).join()}}`}::bigint[], ${`{${keys.map(k => k.owner).join()}}`}::bigint[]) as m(key, owner)`

/** Keeps keys, of which some may be there already. */
export const keepKeys = async (tx: Tx, keys: readonly OwnedKey[]): Promise<void> => {
  await sql`insert into block_key (key, source_person_id)
    select key, owner from ${keyRows(keys)}
    order by key on conflict do nothing`.execute(tx)
}

export type Candidates = { readonly pairs: (readonly [number, number])[]; readonly skipped: number }

/**
 * Pairs that share a block with the owner of one of these keys, each once, and how many blocks were too large to use. With `keep` the owners
 * are not among those who can be found yet, and are from now on.
 */
export const findCandidates = async (tx: Tx, keys: readonly OwnedKey[], { keep = false } = {}): Promise<Candidates> => {
  const owners = Map.groupBy(keys, k => k.key)
  const wanted = [...owners.keys()]
  const most = wanted.length * perKey + largestBlock
  // All keys in one walk along the index, which is three times as fast as one by one: that is for when blocks are large, each cut short.
  const all = sql`select key, source_person_id as member from block_key where key = any(${`{${wanted.join()}}`}::bigint[]) limit ${most}`
  const found = await askMembers(tx, all, keep ? keys : [])
  if (found.length < most) return pairsOf(owners, found, keep)
  const each = sql`select w.key, k.member from unnest(${`{${wanted.join()}}`}::bigint[]) as w(key) cross join lateral (
    select source_person_id as member from block_key where key = w.key and source_person_id <> all(${keep ? `{${[...new Set(keys.map(k => k.owner))].join()}}` : '{}'}::bigint[])
    limit ${largestBlock + 1}) k`
  return pairsOf(owners, await askMembers(tx, each, []), keep)
}

/** So many members of blocks are read for a key, on average, before it is asked whether some of the blocks are too large. */
const perKey = 20

type Member = { readonly key: string; readonly member: number }

/** Who was known by which key, as two lists: there are thousands. Keeps these keys, which are not among the answers yet. */
const askMembers = async (tx: Tx, known: ReturnType<typeof sql>, kept: readonly OwnedKey[]): Promise<Member[]> => {
  const keeping =
    kept.length > 0
      ? sql`kept as (insert into block_key (key, source_person_id) select key, owner from ${keyRows(kept)} order by key),`
      : sql``
  const { rows } = await sql<{ keys: string | null; members: string | null }>`
    with ${keeping} there as materialized (${known})
    select array_agg(key)::text as keys, array_agg(member)::text as members from there`.execute(tx)
  const members = listOf(rows[0]?.members)
  return listOf(rows[0]?.keys).map((key, at) => ({ key, member: Number(members[at]) }))
}

const listOf = (array: string | null | undefined): string[] => (array ? array.slice(1, -1).split(',') : [])

/** Where the owners of a block are `apart` they are not among its members yet. */
const pairsOf = (
  owners: ReadonlyMap<string, readonly OwnedKey[]>,
  found: readonly Member[],
  apart: boolean,
): Candidates => {
  const known = Map.groupBy(found, m => m.key)
  const pairs = new Map<number, Set<number>>()
  let skipped = 0
  for (const [key, own] of owners) {
    const members = [...(known.get(key) ?? []).map(m => m.member), ...(apart ? own.map(k => k.owner) : [])]
    if (members.length > largestBlock) skipped++
    else for (const { owner } of own) for (const member of members) addPair(pairs, owner, member)
  }
  return { pairs: [...pairs].flatMap(([a, others]) => [...others].map(b => [a, b] as const)), skipped }
}

const addPair = (pairs: Map<number, Set<number>>, x: number, y: number): void => {
  if (x === y) return
  const [a, b] = x < y ? [x, y] : [y, x]
  const others = pairs.get(a)
  if (others) others.add(b)
  else pairs.set(a, new Set([b]))
}

/** Keeps compared pairs with all that the decision needs of them, as part of a larger question. */
export const keptEdges = (edges: readonly StoredEdge[]) => {
  const rows = edges.map(({ a, b, score }) => ({
    a,
    b,
    bits: score.bits,
    vetoes: score.vetoes,
    vector: score.vector,
    commonness: score.commonness,
  }))
  return sql`insert into link_edge (a, b, bits, vetoes, vector, commonness, rule_version)
    select a, b, bits, vetoes, vector, commonness, ${defaultModel.version}
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as e(a bigint, b bigint, bits double precision, vetoes integer, vector smallint[], commonness double precision[])`
}

/** Forgets pairs that a barrier has come between since they were compared. */
export const dropEdges = async (tx: Tx, pairs: readonly (readonly [number, number])[]): Promise<void> => {
  if (pairs.length === 0) return
  await sql`delete from link_edge e using unnest(${pairs.map(p => p[0])}::bigint[], ${pairs.map(p => p[1])}::bigint[]) as d(a, b)
    where e.a = d.a and e.b = d.b`.execute(tx)
}
