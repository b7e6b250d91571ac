import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { type Candidate, findCandidates, soundsOf } from './candidates.queries.ts'
import type { SearchQuery } from './parse-query.ts'
import { type DateTerm, isDay, rangeEnd } from './query-dates.ts'
import { termDistance } from './term-distance.ts'

/** A child found, and how far from what was asked; fewer is nearer. */
export type Found = { readonly childId: number; readonly cost: number }
type Row = { child_id: number; cost: number }
type FindGrant = Grant<'identity'>

/** The most that one page of results holds. One more is asked for, to know that there are more. */
export const mostResults = 50

/** Up to this many children, a reader's own list is the shortest way; above it the rarest words are. */
const mostOwn = 2000
/** Up to this many, their words are read as they are, without the dictionary. */
const few = 300

/**
 * The children that meet every term, nearest first, among those the reader may see: the row security of `search_key` decides,
 * key by key, by the label of the fact that each word comes from. Who is found, and in what order, follows from visible rows alone.
 */
export const findChildren = async (grant: FindGrant, query: SearchQuery): Promise<Found[]> => {
  const wide = query.terms.length > 1 ? query.terms.filter(isWide) : []
  const terms = query.terms.filter(term => !wide.includes(term as DateTerm))
  if (terms.length === 0) return wide.length === 0 ? [] : findChildren(grant, { terms: wide.slice(0, 1) })
  const own = await ownChildren(grant)
  if (own?.number === 0) return []
  if (own && own.number <= few) return amongFew(grant, query, own.ids)
  const candidates = await findCandidates(grant, { terms })
  if (new Set(candidates.map(c => c.term)).size < terms.length) return []
  const born = bornWithin(wide)
  const rows = own
    ? await amongOwn(grant, terms.length, candidates, own.ids, born)
    : await amongAll(grant, terms.length, candidates, born)
  return rows.map(r => ({ childId: r.child_id, cost: r.cost }))
}

const isWide = (term: SearchQuery['terms'][number]): term is DateTerm => term.sort === 'date' && !isDay(term)

/**
 * The children the reader has a reason for, as an array's text; undefined for whoever may see every child's or very many. A short
 * cut only: row security decides as before, but on fewer rows.
 */
const ownChildren = async ({
  tx,
  reader,
}: FindGrant): Promise<{ readonly ids: string; readonly number: number } | undefined> => {
  if (reader.masks.universalFull !== 0) return undefined
  const { rows } = await sql<{ ids: string; number: number }>`
    select coalesce(array_agg(child_id), '{}')::text as ids, count(*)::int as number from (
      select g.child_id from access.grant_row g where g.child_id is not null
      union
      (select r.child_id from access.roll r where r.establishment_id = any ((select access.establishments())::bigint[]) limit ${mostOwn + 1})) x`.execute(
    tx,
  )
  return (rows[0]?.number ?? 0) > mostOwn ? undefined : rows[0]
}

type KeyRow = { child_id: number; field: string; word: string; sound: string }

/** A caseload is small: all its words are read, and each is held against each term. */
const amongFew = async ({ tx }: FindGrant, query: SearchQuery, own: string): Promise<Found[]> => {
  const { rows } = await sql<KeyRow>`
    select k.child_id, k.field, w.word, w.sound from search_key k join search_word w on w.id = k.word_id
    where k.child_id = any(${own}::bigint[])`.execute(tx)
  const sounds = soundsOf(query)
  const best = new Map<number, (number | undefined)[]>()
  for (const row of rows) {
    const costs = best.get(row.child_id) ?? query.terms.map(() => undefined)
    best.set(row.child_id, costs)
    query.terms.forEach((term, at) => {
      const distance = termDistance(term, row, sounds[at] ?? '')
      if (distance !== undefined) costs[at] = Math.min(costs[at] ?? 99, distance * 10 + (fieldCost[row.field] ?? 0))
    })
  }
  return [...best]
    .filter(([, costs]) => costs.every(one => one !== undefined))
    .map(([childId, costs]) => ({ childId, cost: costs.reduce<number>((sum, one) => sum + (one ?? 0), 0) }))
    .sort((a, b) => a.cost - b.cost || a.childId - b.childId)
    .slice(0, mostResults + 1)
}

// Nearness first; of two equally near, what the child is called now before what they were called, and where they go to school.
const fieldCost: Readonly<Record<string, number>> = { former: 3, school: 2, 'known-as': 1 }
const cases = Object.entries(fieldCost).map(([field, cost]) => `when '${field}' then ${cost}`)
const cost = (distance: string, field: string) =>
  sql.raw(`${distance} * 10 + case ${field} ${cases.join(' ')} else 0 end`)
const wordsOf = (candidates: readonly Candidate[]) =>
  sql`c as materialized (select * from unnest(${candidates.map(c => c.wordId)}::bigint[], ${candidates.map(c => c.term)}::int[],
    ${candidates.map(c => c.distance)}::int[]) as c(word_id, term, distance))`
const idsOf = (candidates: readonly Candidate[]): number[] => [...new Set(candidates.map(c => c.wordId))]

/** A month or a year of birth is looked up for the few that meet the rest: a year's own list would be tens of thousands. */
const bornWithin = (wide: readonly DateTerm[]) =>
  wide.length === 0
    ? sql`true`
    : sql.join(
        wide.map(
          term => sql`exists (select 1 from search_key b join search_word w on w.id = b.word_id
    where b.child_id = x.child_id and b.field = 'birth' and w.word >= ${term.from} and w.word < ${rangeEnd(term)})`,
        ),
        sql` and `,
      )

const amongOwn = async (
  { tx }: FindGrant,
  terms: number,
  candidates: readonly Candidate[],
  own: string | undefined,
  born: ReturnType<typeof bornWithin>,
): Promise<Row[]> => {
  const within = own === undefined ? sql`true` : sql`k.child_id = any(${own}::bigint[])`
  const { rows } = await sql<Row>`
    with ${wordsOf(candidates)},
    hit as materialized (
      select k.child_id, k.word_id, k.field from search_key k
      where ${within} and k.word_id = any(${idsOf(candidates)}::bigint[])),
    met as (select h.child_id, c.term, min(${cost('c.distance', 'h.field')}) as cost from hit h join c on c.word_id = h.word_id group by 1, 2),
    x as materialized (select child_id, sum(cost)::int as cost from met group by child_id having count(*) = ${terms})
    select x.child_id, x.cost from x where ${born} order by 2, 1 limit ${mostResults + 1}`.execute(tx)
  return rows
}

/** Met from the rarest word among what this reader may see; where every word is common, all their lists at once. */
const amongAll = async (
  grant: FindGrant,
  terms: number,
  candidates: readonly Candidate[],
  born: ReturnType<typeof bornWithin>,
): Promise<Row[]> => {
  if (terms === 1) {
    const same = await calledSo(grant, candidates, born)
    return same.length > mostResults ? same : amongOwn(grant, 1, candidates, undefined, born)
  }
  const each = Array.from({ length: terms }, (_, at) => candidates.filter(c => c.term === at)).sort(
    (a, b) => a.length - b.length,
  )
  for (const list of each) {
    const { rows } = await sql<{ rare: string; number: number }>`
      select coalesce(array_agg(distinct child_id), '{}')::text as rare, count(*)::int as number from (
        select child_id from search_key where word_id = any(${idsOf(list)}::bigint[]) limit ${mostOwn + 1}) y`.execute(
      grant.tx,
    )
    if ((rows[0]?.number ?? 0) <= mostOwn) return amongOwn(grant, terms, candidates, rows[0]?.rare, born)
  }
  return amongOwn(grant, terms, candidates, undefined, born)
}

/** One word alone, as it is written, in a current name, date or number: a common name is full before its list is read to the end. */
const calledSo = async (
  { tx }: FindGrant,
  candidates: readonly Candidate[],
  born: ReturnType<typeof bornWithin>,
): Promise<Row[]> => {
  const same = candidates.filter(c => c.distance === 0)
  if (same.length !== 1) return []
  const { rows } = await sql<Row>`
    select distinct x.child_id, 0 as cost from search_key x
    where x.word_id = ${same[0]?.wordId ?? 0} and x.field <> all ('{former,school,known-as}'::text[]) and ${born} order by 1 limit ${mostResults + 1}`.execute(
    tx,
  )
  return rows
}
