import { sql } from 'kysely'
import { heldHash, holdFields, placeOfEntry, placeOfIdentity, placeOfRow, type Tx } from '../../access/index.ts'
import type { Identity } from '../../linkage/index.ts'
import type { VaultKeys } from '../../platform/keys/index.ts'
import { blockKeysOf, stopIndexing, tokensOf } from '../linking/index.ts'
import { heldKinds, heldRows, keptPersons } from './held.queries.ts'
import { type HeldKind, openIdentityOf, secretIdentity, secretOf } from './secret-fields.ts'

/** A fact `e` that the vault should hold, if its child's place is protected or it is sealed itself. */
const holdable = sql`not e.held and e.source_person_id is not null and e.kind = any(${heldKinds}::text[])
  and (e.kind <> 'chosen-value' or e.code = 'address') and (e.kind <> 'carer' or jsonb_exists_any(e.body, array['phone', 'email']))
  and (e.kind <> 'care-episode' or jsonb_exists_any(e.body, array['homePostcode', 'placementPostcode']))`
const heldChildren = sql`(select access.held_children())::bigint[]`

type FactRow = { id: number; kind: HeldKind; source_person_id: number; body: Record<string, unknown> }

const toHold = sql`(select e.* from entry e where e.child_id = any(${heldChildren}) and ${holdable}
      union select e.* from entry e where e.seal is not null and ${holdable})`

/** Do facts that the vault should hold stand in the open? */
export const areFactsOpen = async (tx: Tx): Promise<boolean> =>
  (await sql`select from ${toHold} e limit 1`.execute(tx)).rows.length > 0

/** Holds some of the facts that stand in the open, in a transaction that has done nothing yet. Gives how many: none is the end. */
export const holdFacts = async (tx: Tx, keys: VaultKeys, most: number): Promise<number> => {
  await stopIndexing(tx)
  const { rows } =
    await sql<FactRow>`select id, kind, source_person_id, body from ${toHold} e order by id limit ${most}`.execute(tx)
  if (rows.length === 0) return 0
  const held = rows.map(({ id, kind, source_person_id, body }) => ({
    id,
    body: holdFields(keys, body, placeOfEntry(source_person_id, kind), secretOf[kind]),
  }))
  // A decision says by its code which fact it is about; an address's code is its house.
  await sql`update entry e set body = x.body, held = true, code = case when e.kind = 'address' then null else e.code end
    from json_to_recordset(${JSON.stringify(held)}::json) as x(id bigint, body jsonb) where e.id = x.id`.execute(tx)
  await sql`delete from household_member where entry_id = any(${rows.map(row => row.id)}::bigint[])`.execute(tx)
  const words = rows.flatMap(({ kind, body }) => tokensOf(kind, body)).filter(({ field }) => isPlace(field))
  await forgetWords(tx, [...new Set(words.map(({ word }) => word))])
  return rows.length
}

const isPlace = (field: string): boolean => field === 'postcode' || field === 'phone'

/** Nobody finds a held place by its words, and no dictionary has those that only it said. */
const forgetWords = async (tx: Tx, words: readonly string[]): Promise<void> => {
  await sql`delete from search_key where child_id = any(${heldChildren}) and field in ('postcode', 'phone')`.execute(tx)
  await sql`delete from search_word w where w.word = any(${words}::text[]) and not exists (select from search_key k where k.word_id = w.id)`.execute(
    tx,
  )
}

type RowRow = {
  id: number
  source_id: string
  key: string
  version: number
  person_key: string | null
  content: unknown
  identity: Record<string, unknown> | null
  hash: string
}

/** Holds some of the rows, in every version, from which held facts came or that speak of the same people. Gives how many. */
export const holdRows = async (tx: Tx, keys: VaultKeys, most: number): Promise<number> => {
  const { rows } = await sql<RowRow>`
    with said as (${heldRows})
    select v.id, v.source_id, v.key, v.version, v.person_key, v.content, v.identity, encode(v.content_hash, 'hex') as hash
    from said join source_record v on v.source_id = said.source_id and v.key = said.key
    where not v.held and not v.register and not v.gone order by v.id limit ${most}`.execute(tx)
  if (rows.length === 0) return 0
  const held = rows.map(row => {
    const place = placeOfRow(row.source_id, row.key, row.version)
    const content = holdFields(keys, row.content, place)
    const identity =
      row.identity &&
      holdFields(keys, row.identity, placeOfIdentity(row.source_id, row.person_key ?? ''), secretIdentity)
    return { id: row.id, content, identity, hash: `\\x${heldHash(keys, content, place, row.hash)}` }
  })
  await sql`update source_record r set content = x.content, identity = x.identity, content_hash = x.hash, held = true
    from json_to_recordset(${JSON.stringify(held)}::json) as x(id bigint, content jsonb, identity jsonb, hash bytea) where r.id = x.id`.execute(
    tx,
  )
  // What was wrong with such a row stays told, without its values.
  await sql`update import_problem p set row_values = null, got = null from import_run u, json_to_recordset(${JSON.stringify(
    rows.map(row => ({ source: row.source_id, key: row.key })),
  )}::json) as x(source text, key text)
    where u.id = p.run_id and u.source_id = x.source and p.row_key = x.key and (p.row_values is not null or p.got is not null)`.execute(
    tx,
  )
  return rows.length
}

type PersonRow = { id: number; source_id: string; key: string; adult: boolean; identity: Identity }

/** Holds some of what sources say of those children, and of the adults who are related to them. Gives how many. */
export const holdPersons = async (tx: Tx, keys: VaultKeys, most: number): Promise<number> => {
  const { rows } = await sql<PersonRow>`
    select s.id, s.source_id, s.key, s.adult, s.identity from source_person s
    where not s.held and jsonb_exists_any(s.identity, ${secretIdentity}::text[])
      and ${keptPersons}
    order by s.id limit ${most}`.execute(tx)
  for (const { id, source_id, key, adult, identity } of rows) {
    const held = JSON.stringify(holdFields(keys, identity, placeOfIdentity(source_id, key), secretIdentity))
    // What it was compared as stays known, but not as a hash that guesses could be tried against.
    await sql`update source_person set identity = ${held}::jsonb, held = true, identity_hash = sha256(convert_to(${held}, 'UTF8')),
      linked_hash = case when linked_hash = identity_hash then sha256(convert_to(${held}, 'UTF8')) end where id = ${id}`.execute(
      tx,
    )
    await sql`delete from block_key where source_person_id = ${id} and key <> all(${blockKeysOf(openIdentityOf(identity), adult)}::bigint[])`.execute(
      tx,
    )
  }
  return rows.length
}

/** The first half of a postcode and the ward, by which pupils are counted, are not known of these children. */
export const forgetAreas = async (tx: Tx): Promise<void> => {
  await sql`update pupil_year set area = null, ward = null where child_id = any(${heldChildren}) and (area is not null or ward is not null)`.execute(
    tx,
  )
}
