import { sql } from 'kysely'
import { type ChildGrant, type Grant, has, openBody, sightOf, type Tx } from '../../access/index.ts'
import type { Category, PlainDate, Sensitivity } from '../../kernel/index.ts'
import type { KnownFact } from './known-fact.ts'
import { anotherService } from './named-source.ts'

type Kinds<K extends string> = readonly { readonly kind: K }[]
export type FactRow = {
  id: number
  uuid: string
  child_id: number
  kind: string
  category: Category
  sensitivity: Sensitivity
  flags: string[]
  body: Record<string, unknown>
  true_from: string | null
  true_to: string
  known_from: Date
  source_id: string
  said: string
  tells: Category | null
  rank: number
  source_person_id: number | null
  author_id: number | null
  occasion_id: string | null
  replaces: number | null
  kept: boolean
}

/** What a fact says; a school that is given by its number alone is named from the list of schools. */
const said = sql`case when e.body ? 'laestab' and not e.body ? 'school'
  then coalesce((select e.body || jsonb_build_object('school', x.name) from access.establishment x where x.laestab = e.body->>'laestab'), e.body)
  else e.body end as body`

/** Throughline's own entries and sources without a rank stand in the middle: a source that is trusted more goes first. */
export const columns = sql`e.id, e.uuid, e.child_id, e.kind, e.category, e.sensitivity, e.flags, ${said}, e.true_from, e.true_to, e.known_from,
  e.source_id, coalesce(s.said, s.name) as said, s.category as tells, coalesce((s.trust->>e.kind)::int, (s.trust->>'default')::int, 5) as rank,
  e.source_person_id, e.author_id, e.occasion_id, e.replaces, e.seal is not null as kept`

const names = (kinds: Kinds<string>): string[] => kinds.map(k => k.kind)

/**
 * What this reader may see of one child, of these kinds and only these: now, or as it was known at the grant's instant (through
 * the links of that time, design 2.1, rule 1). Row security is the fence; oldest known first.
 */
export const readFacts = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kinds: Kinds<K>,
): Promise<KnownFact[]> => {
  const ahead = readAlready.get(grant.tx)
  return ahead?.childId === grant.childId && kinds.every(({ kind }) => ahead.kinds.has(kind))
    ? ahead.facts.filter(fact => kinds.some(({ kind }) => kind === fact.kind))
    : await askForFacts(grant, kinds)
}

type ReadAhead = { readonly childId: number; readonly kinds: ReadonlySet<string>; readonly facts: readonly KnownFact[] }
const readAlready = new WeakMap<ChildGrant<string>['tx'], ReadAhead>()

/**
 * The same, for a page of many parts: what its parts will ask for (`more`) is read in the same query, and they are answered from
 * it. Within a page's repeatable-read transaction the same question has the same answer; for pages only, which write nothing.
 */
export const readFactsAhead = async (
  grant: ChildGrant<string>,
  kinds: Kinds<string>,
  more: Kinds<string>,
): Promise<KnownFact[]> => {
  const all = [...new Set(names([...kinds, ...more]))].map(kind => ({ kind }))
  const facts = await askForFacts(grant, all)
  readAlready.set(grant.tx, { childId: grant.childId, kinds: new Set(names(all)), facts })
  return await readFacts(grant, kinds)
}

const askForFacts = async (grant: ChildGrant<never>, kinds: Kinds<string>): Promise<KnownFact[]> => {
  const { rows } =
    grant.knownAt === undefined
      ? await sql<FactRow>`select ${columns} from entry e join source s on s.id = e.source_id
        where e.child_id = ${grant.childId} and e.kind = any(${names(kinds)}::text[]) and e.known_to = 'infinity' order by e.known_from, e.id`.execute(
          grant.tx,
        )
      : await sql<FactRow>`select ${columns} from link l join entry e on e.source_person_id = l.source_person_id join source s on s.id = e.source_id
        where l.person_id = ${grant.childId} and l.known_from <= ${grant.knownAt} and l.known_to > ${grant.knownAt}
          and e.known_from <= ${grant.knownAt} and e.known_to > ${grant.knownAt} and e.kind = any(${names(kinds)}::text[])
        order by e.known_from, e.id`.execute(grant.tx)
  return rows.map(row => toFact(grant.tx, row, mayName(grant, row.tells)))
}

/** The same, now, for the children of a list, in one query. A child of whom the reader may see nothing is not in the map. */
export const readMany = async <K extends string>(
  grant: Grant<NoInfer<K>>,
  childIds: readonly number[],
  kinds: Kinds<K>,
): Promise<Map<number, KnownFact[]>> => {
  const { rows } = await sql<FactRow>`select ${columns} from entry e join source s on s.id = e.source_id
    where e.child_id = any(${childIds}::bigint[]) and e.kind = any(${names(kinds)}::text[]) and e.known_to = 'infinity' order by e.known_from, e.id`.execute(
    grant.tx,
  )
  const found = new Map<number, KnownFact[]>()
  for (const row of rows) {
    const known = found.get(row.child_id)
    const fact = toFact(grant.tx, row, row.tells === null || has(grant.reader.masks.full, row.tells))
    if (known) known.push(fact)
    else found.set(row.child_id, [fact])
  }
  return found
}

/** What is known of the places where the child lives now (a dog, how to get in), as far as this reader may see it. */
export const readPlaceFacts = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kinds: Kinds<K>,
): Promise<KnownFact[]> => {
  const at = grant.knownAt ?? 'infinity'
  const { rows } = await sql<FactRow>`select ${columns} from (
      select * from entry where uprn in (select h.uprn from household_member h where h.child_id = ${grant.childId} and h.true_to > ${grant.at}::date)
      union all select (n.note).* from access.notes_at(${await heldPlaces(grant.tx, [grant.childId], grant.at)}) n) e join source s on s.id = e.source_id
    where e.kind = any(${names(kinds)}::text[]) and (e.known_to = 'infinity' or e.known_to > ${at}::timestamptz) and e.known_from <= ${grant.knownAt ?? grant.at}
    order by e.known_from, e.id`.execute(grant.tx)
  return rows.map(row => toFact(grant.tx, row, mayName(grant, row.tells)))
}

/**
 * The houses of these children that the vault holds, as the two arguments of `access.notes_at`: for readers who may read them out. Whoever
 * lives behind a held address is tied to no house by any row.
 */
export const heldPlaces = async (tx: Tx, childIds: readonly number[], at: Date) => {
  const { rows } = await sql<Pick<FactRow, 'child_id' | 'body' | 'source_person_id'>>`
    select child_id, body, source_person_id from entry
    where child_id = any(${childIds}::bigint[]) and kind = 'address' and category = 'contact' and held and known_to = 'infinity' and true_to > ${at}::date`.execute(
    tx,
  )
  const told = rows.flatMap(({ child_id, body, source_person_id }) => {
    const { uprn } = openBody(tx, body, source_person_id, 'address')
    return typeof uprn === 'string' ? [{ child: child_id, uprn }] : []
  })
  return sql`${told.map(one => one.child)}::bigint[], ${told.map(one => one.uprn)}::text[]`
}

/** A service that not every child has is named only to those who may know that it works with this child. */
export const mayName = (grant: ChildGrant<never>, tells: Category | null): boolean =>
  tells === null || sightOf(grant.decision, { category: tells, sensitivity: 1, summary: true }) !== 'none'

/** What stands for a service that is not named. */
export const unnamed = { source: 'another', said: anotherService }

/** A row as a fact, out of the vault where it is held; a source that may not be named goes by no name. */
export const toFact = (tx: Tx, row: FactRow, named: boolean): KnownFact => ({
  entry: row.id,
  address: row.uuid,
  kind: row.kind,
  category: row.category,
  sensitivity: row.sensitivity,
  flags: row.flags,
  body: openBody(tx, row.body, row.source_person_id, row.kind),
  from: row.true_from === null || row.true_from === '-infinity' ? undefined : (row.true_from as PlainDate),
  until: row.true_to === 'infinity' ? undefined : (row.true_to as PlainDate),
  knownFrom: row.known_from,
  ...(named ? { source: row.source_id, said: row.said } : unnamed),
  rank: row.rank,
  sourcePerson: row.source_person_id ?? undefined,
  author: row.author_id ?? undefined,
  occasion: row.occasion_id ?? undefined,
  replaces: row.replaces ?? undefined,
  ...(row.kept ? { kept: true as const } : {}),
})
