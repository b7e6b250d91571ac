import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { type Candidate, findCandidates } from './candidates.queries.ts'
import type { SearchQuery } from './parse-query.ts'

/** A child found, and how far from what was asked; fewer is nearer. */
export type Found = { readonly childId: number; readonly cost: number }

/** The most that one page of results holds. One more is asked for, to know that there are more. */
export const mostResults = 50

/** Above this many children a reader's own list no longer narrows a search. */
const mostOwn = 20_000

/**
 * The children that meet every term, nearest first, among those the reader may see: the row security of `search_key` decides,
 * key by key, by the label of the fact that each word comes from. Ranks follow from visible rows alone.
 */
export const findChildren = async (grant: Grant<'identity'>, query: SearchQuery): Promise<Found[]> => {
  if (query.terms.length === 0) return []
  const own = await ownChildren(grant)
  const exact = await findCandidates(grant, query, true)
  const exactly = await meeting(grant, query.terms.length, exact, own)
  if (exactly.length > mostResults) return exactly
  return meeting(grant, query.terms.length, await findCandidates(grant, query), own)
}

/**
 * The children the reader has a reason for, as an array's text; undefined for whoever has all of them or very many. It is
 * only a short cut: row security decides as before, but on fewer rows.
 */
const ownChildren = async ({ tx, reader }: Grant<'identity'>): Promise<string | undefined> => {
  if (reader.masks.universalFull !== 0) return undefined
  const { rows } = await sql<{ own: string; number: number }>`
    select coalesce(array_agg(child_id), '{}')::text as own, count(*)::int as number from (
      select g.child_id from access.grant_row g where g.child_id is not null
      union
      select r.child_id from access.roll r where r.establishment_id = any ((select access.establishments())::bigint[])
      limit ${mostOwn + 1}) x`.execute(tx)
  return (rows[0]?.number ?? 0) > mostOwn ? undefined : rows[0]?.own
}

const meeting = async (grant: Grant<'identity'>, terms: number, candidates: readonly Candidate[], own: string | undefined): Promise<Found[]> => {
  const met = new Set(candidates.map(c => c.term))
  if (met.size < terms || own === '{}') return []
  const ids = candidates.map(c => c.wordId)
  const { rows } = await sql<{ child_id: number; cost: number }>`
    with c as materialized (select * from unnest(${ids}::bigint[], ${candidates.map(c => c.term)}::int[], ${candidates.map(c => c.distance)}::int[]) as c(word_id, term, distance)),
    hit as (
      select k.child_id, c.term, min(c.distance * 10 + case k.field when 'former' then 3 when 'school' then 2 when 'known-as' then 1 else 0 end) as cost
      from search_key k join c on c.word_id = k.word_id
      where k.word_id = any(${[...new Set(ids)]}::bigint[]) and ${own === undefined ? sql`true` : sql`k.child_id = any(${own}::bigint[])`}
      group by k.child_id, c.term)
    select child_id, sum(cost)::int as cost from hit group by child_id having count(*) = ${terms}
    order by 2, 1 limit ${mostResults + 1}`.execute(grant.tx)
  return rows.map(r => ({ childId: r.child_id, cost: r.cost }))
}
