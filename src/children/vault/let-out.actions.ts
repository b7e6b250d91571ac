import { sql } from 'kysely'
import { contentHash, openBody, openHeld, openIdentity, placeOfRow, type Tx } from '../../access/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { blockKeysOf, indexPersons, projectHouseholds, stopIndexing } from '../linking/index.ts'
import { heldKinds, heldRows, keptPersons } from './held.queries.ts'

const heldChildren = sql`(select access.held_children())::bigint[]`
const hex = (content: unknown): string => `\\x${contentHash(content)}`

/** Facts `e` that nothing keeps any more. A text that told a place stays held while anybody of the child's kin is protected. */
const freed = sql`e.held and e.seal is null and e.child_id <> all(${heldChildren}) and (e.kind = any(${heldKinds}::text[])
  or not exists (select from relationship r where (r.child_id = e.child_id and r.other_id = any(${heldChildren}))
    or (r.other_id = e.child_id and r.child_id = any(${heldChildren}))))`

/** Is there anything to let out of the facts? */
export const areFactsFreed = async (tx: Tx): Promise<boolean> =>
  (await sql`select from entry e where ${freed} limit 1`.execute(tx)).rows.length > 0

type FactRow = { id: number; child_id: number; kind: string; source_person_id: number; body: Record<string, unknown> }

/**
 * Lets out some of the facts that nothing keeps any more, with the words by which they are found, who shares the property, and the label of what was found to
 * tell a place; what a pupil is counted by is made again with the next file. In a transaction that has done nothing yet. Gives how many: none is the end.
 */
export const letOutFacts = async (tx: Tx, most: number): Promise<number> => {
  await stopIndexing(tx)
  const { rows } = await sql<FactRow>`
    select e.id, e.child_id, e.kind, e.source_person_id, e.body from entry e where ${freed} order by e.id limit ${most}`.execute(
    tx,
  )
  if (rows.length === 0) return 0
  const open = rows.map(({ id, kind, source_person_id, body }) => ({
    id,
    body: openBody(tx, body, source_person_id, kind),
  }))
  // A text whose label was raised by anybody else meanwhile, or before there was one to go back to, keeps it.
  await sql`update entry e set body = x.body, held = false, code = case when e.kind = 'address' then x.body->>'uprn' else e.code end,
      sensitivity = coalesce(e.sensitivity_before, e.sensitivity), sensitivity_before = null
    from json_to_recordset(${JSON.stringify(open)}::json) as x(id bigint, body jsonb) where e.id = x.id`.execute(tx)
  const children = [...new Set(rows.map(row => row.child_id))]
  await projectHouseholds(tx, children)
  await indexPersons(tx, children)
  await sql`update entry set looked_at = null where child_id = any(${children}::bigint[]) and looked_at is not null`.execute(
    tx,
  )
  await sql`update pupil_year set described = false where child_id = any(${children}::bigint[])`.execute(tx)
  return rows.length
}

type PersonRow = { id: number; source_id: string; key: string; adult: boolean; identity: Identity }

/** Lets out some of what sources say of people whom nothing keeps any more, with the keys by which they are looked up. Gives how many. */
export const letOutPersons = async (tx: Tx, most: number): Promise<number> => {
  const { rows } = await sql<PersonRow>`
    select s.id, s.source_id, s.key, s.adult, s.identity from source_person s where s.held and not ${keptPersons} order by s.id limit ${most}`.execute(
    tx,
  )
  for (const { id, source_id, key, adult, identity } of rows) {
    const open = openIdentity(tx, identity, source_id, key)
    const hash = hex(open)
    const { rows: linked } = await sql<{ linked: boolean }>`
      update source_person set identity = ${JSON.stringify(open)}::jsonb, held = false, identity_hash = ${hash}::bytea,
        linked_hash = case when linked_hash = identity_hash then ${hash}::bytea end where id = ${id} returning linked_hash is not null as linked`.execute(
      tx,
    )
    if (linked[0]?.linked)
      await sql`insert into block_key (key, source_person_id) select distinct k, ${id}::bigint from unnest(${blockKeysOf(open, adult)}::bigint[]) k
        on conflict do nothing`.execute(tx)
  }
  return rows.length
}

type RowRow = {
  id: number
  source_id: string
  key: string
  version: number
  person_key: string | null
  content: unknown
  identity: Identity | null
}

/** Lets out some of the rows, in every version, from which nothing came that is held still. Gives how many. */
export const letOutRows = async (tx: Tx, most: number): Promise<number> => {
  const { rows } = await sql<RowRow>`
    with said as materialized (${heldRows})
    select v.id, v.source_id, v.key, v.version, v.person_key, v.content, v.identity from source_record v
    where v.held and not exists (select from said where said.source_id = v.source_id and said.key = v.key) order by v.id limit ${most}`.execute(
    tx,
  )
  const open = rows.map(({ id, source_id, key, version, person_key, content, identity }) => {
    const told = openHeld(tx, content, placeOfRow(source_id, key, version))
    return {
      id,
      content: told,
      identity: identity && openIdentity(tx, identity, source_id, person_key ?? ''),
      hash: hex(told),
    }
  })
  await sql`update source_record r set content = x.content, identity = x.identity, content_hash = x.hash, held = false
    from json_to_recordset(${JSON.stringify(open)}::json) as x(id bigint, content jsonb, identity jsonb, hash bytea) where r.id = x.id`.execute(
    tx,
  )
  return rows.length
}
