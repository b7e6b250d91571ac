import { sql } from 'kysely'
import { contentHash, type Tx } from '../access/index.ts'
import type { Identity } from '../linkage/index.ts'
import { bytesText, jsonRows } from './json-rows.queries.ts'

/** A person as one source knows them, told by a row of this batch. Without an identity it only hangs facts on the person. */
export type ToldPerson = {
  readonly key: string
  readonly identity?: Identity | undefined
  readonly adult: boolean
  readonly asOf: Date
}

/** Where rows about a source's person hang: its own row and the golden record it is today. */
export type SourcePersonPlace = { readonly id: number; readonly personId: number }

/** Which of these keys the source has named before: each by itself (`offset 0` holds PostgreSQL to that), not among all that it has named. */
export const findSourcePersons = async (
  tx: Tx,
  sourceId: string,
  keys: readonly string[],
): Promise<Map<string, SourcePersonPlace>> => {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; id: number; person_id: number }>`
    select s.key, s.id, s.person_id from ${jsonRows(
      keys.map(key => ({ key })),
      'key text',
    )}
    cross join lateral (select key, id, person_id from source_person where source_id = ${sourceId} and key = x.key offset 0) s`.execute(
    tx,
  )
  return new Map(rows.map(r => [r.key, { id: r.id, personId: r.person_id }]))
}

/** The last word of the batch on each person: the later as-of, then the later row. */
const lastWords = (told: readonly ToldPerson[]): Map<string, ToldPerson> => {
  const last = new Map<string, ToldPerson>()
  for (const person of told) {
    const before = last.get(person.key)
    if (!before || (person.identity && (!before.identity || person.asOf >= before.asOf))) last.set(person.key, person)
  }
  return last
}

/**
 * Keeps what a batch says of the source's people: a new one gets a golden record of its own, which the linker may join to
 * another; a known one takes the newer identity. All are handed to the linker, since what hangs on them changes.
 */
export const keepSourcePersons = async (
  tx: Tx,
  sourceId: string,
  runId: number,
  told: readonly ToldPerson[],
  at: Date,
): Promise<Map<string, SourcePersonPlace>> => {
  const last = lastWords(told)
  const places = await findSourcePersons(tx, sourceId, [...last.keys()])
  const fresh = [...last.values()].filter(p => !places.has(p.key))
  await updateKnown(
    tx,
    [...last.values()].flatMap(p => (places.has(p.key) ? [{ ...p, id: places.get(p.key)?.id ?? 0 }] : [])),
    at,
  )
  for (const adult of [false, true]) {
    const own = fresh.filter(p => p.adult === adult)
    for (const [key, place] of await insertNew(tx, sourceId, runId, own, adult, at)) places.set(key, place)
  }
  return places
}

const identityRow = ({ key, identity, asOf }: ToldPerson): object => ({
  key,
  identity: identity ?? null,
  hash: identity ? bytesText(contentHash(identity)) : null,
  as_of: asOf.toISOString(),
})

const insertNew = async (
  tx: Tx,
  sourceId: string,
  runId: number,
  people: readonly ToldPerson[],
  adult: boolean,
  at: Date,
): Promise<[string, SourcePersonPlace][]> => {
  if (people.length === 0) return []
  const made = await sql<{ id: number }>`
    insert into person (has_record, changed_at) select ${!adult}, ${at} from generate_series(1, ${people.length}) returning id`.execute(
    tx,
  )
  const rows = people.map((p, i) => ({ ...identityRow(p), person_id: made.rows[i]?.id }))
  const { rows: kept } = await sql<{ key: string; id: number; person_id: number }>`
    insert into source_person (source_id, key, person_id, adult, identity, identity_hash, identity_as_of, first_run_id)
    select ${sourceId}, key, person_id, ${adult}, coalesce(identity, '{}'), coalesce(hash, ''), as_of, ${runId}
    from ${jsonRows(rows, 'key text, person_id bigint, identity jsonb, hash bytea, as_of timestamptz')}
    returning key, id, person_id`.execute(tx)
  return kept.map(r => [r.key, { id: r.id, personId: r.person_id }])
}

// Always an update, even where nothing is new: it meets the linker's own, so that neither works on what the other has moved.
const updateKnown = async (tx: Tx, people: readonly (ToldPerson & { id: number })[], at: Date): Promise<void> => {
  if (people.length === 0) return
  const rows = jsonRows(
    people.map(p => ({ ...identityRow(p), id: p.id })),
    'id bigint, identity jsonb, hash bytea, as_of timestamptz',
  )
  await sql`
    update source_person s set to_link = true,
      identity = case when x.newer then x.identity else s.identity end,
      identity_hash = case when x.newer then x.hash else s.identity_hash end,
      identity_as_of = case when x.newer then x.as_of else s.identity_as_of end
    from (select x.*, x.identity is not null and x.as_of >= k.identity_as_of as newer from ${rows} join source_person k on k.id = x.id) x
    where s.id = x.id`.execute(tx)
  await sql`update person p set changed_at = ${at}, has_record = p.has_record or not s.adult
    from source_person s where s.id = any(${people.map(p => p.id)}::bigint[]) and p.id = s.person_id`.execute(tx)
}
