import { sql } from 'kysely'
import { keepHeld, placeOfApplication } from '../../../../access/index.ts'
import type { PlainDate } from '../../../../kernel/index.ts'
import { placesIn } from '../held/held-places.ts'
import type { Desk } from '../rounds.queries.ts'
import { factsOnRecord } from './applications.queries.ts'
import { type AskedFor, type KnownAs, tieOf } from './tie.ts'

type Known = {
  childId: number
  forenames: (string | null)[]
  surnames: (string | null)[]
  birthDate: string
  upns: string[] | null
}

/**
 * Everybody on record who was born on one of these days, as each source knows them; nobody who is shut to whoever asks. They are found by the words of
 * Find: what a body says has no index under row security.
 */
const knownOf = async ({ tx }: Desk, days: readonly PlainDate[]): Promise<KnownAs[]> => {
  const { rows } = await sql<Known>`
    with born as materialized (select distinct k.child_id from search_word w cross join lateral (select child_id from search_key
      where word_id = w.id and field = 'birth' offset 0) k where w.word = any(${days}::text[]))
    select e.child_id as "childId", array[e.body->>'forename', e.body->>'preferredForename'] as forenames,
      array[e.body->>'surname', e.body->>'preferredSurname'] as surnames, e.body->>'birthDate' as "birthDate",
      (select array_agg(n.code) from entry n where n.child_id = e.child_id and n.kind = 'identifier' and n.status = 'upn') as upns
    from born b cross join lateral (select child_id, body from entry
      where child_id = b.child_id and kind = 'identity' and known_to = 'infinity' offset 0) e
    where e.body->>'birthDate' = any(${days}::text[]) and e.body->>'deathDate' is null`.execute(tx)
  const told = (names: (string | null)[]): string[] => names.filter(one => one !== null)
  return rows.map(row => ({
    ...row,
    forenames: told(row.forenames),
    surnames: told(row.surnames),
    upns: row.upns ?? [],
  }))
}

/** Ties the applications of a round that are tied to nobody yet, where exact facts say whose they are. Gives how many it tied. */
export const tieApplications = async (desk: Desk, roundId: number): Promise<number> => {
  const { rows } = await sql<AskedFor & { id: number; upn: string | null }>`
    select id, forename, surname, birth_date as "birthDate", upn from admission_application
    where round_id = ${roundId} and tied is null and state = 'live'`.execute(desk.tx)
  const known = Map.groupBy(await knownOf(desk, [...new Set(rows.map(one => one.birthDate))]), one => one.birthDate)
  const tied = rows.flatMap(one => {
    const child = tieOf({ ...one, upn: one.upn ?? undefined }, known.get(one.birthDate) ?? [])
    return child === undefined ? [] : [{ id: one.id, child }]
  })
  await sql`update admission_application a set child_id = n.child, tied = 'found'
    from jsonb_to_recordset(${JSON.stringify(tied)}::jsonb) as n(id bigint, child bigint) where a.id = n.id`.execute(
    desk.tx,
  )
  await holdTied(
    desk,
    tied.map(one => one.id),
  )
  return tied.length
}

/** Ties one application by what a person says the record has. False where that is nobody's, or more than one child's. */
export const tieByHand = async (desk: Desk, id: number, asked: AskedFor): Promise<boolean> => {
  const child = tieOf(asked, await knownOf(desk, [asked.birthDate]))
  if (child === undefined) return false
  await sql`update admission_application set child_id = ${child}, tied = 'person' where id = ${id}`.execute(desk.tx)
  await holdTied(desk, [id])
  return true
}

/** Where a protected child lives goes into the vault in the transaction that finds out whose the application is. */
const holdTied = async (desk: Desk, ids: readonly number[]): Promise<void> => {
  const { rows } = await sql<{ id: number; child: number; facts: Record<string, unknown> }>`
    select id, child_id as child, facts from admission_application where id = any(${ids}::bigint[]) and not held`.execute(
    desk.tx,
  )
  const known = await factsOnRecord(
    desk,
    rows.map(one => one.child),
  )
  for (const { id, child, facts } of rows) {
    const places = placesIn(facts)
    if (places.length === 0 || known.get(child)?.protected !== true) continue
    const kept = JSON.stringify(keepHeld(desk.tx, facts, placeOfApplication(id), places))
    await sql`update admission_application set facts = ${kept}::jsonb where id = ${id}`.execute(desk.tx)
  }
}

/** Says that the child is on no record here: moved in, or another council's. */
export const tieToNobody = async (desk: Desk, id: number): Promise<void> => {
  await sql`update admission_application set tied = 'none' where id = ${id} and tied is null`.execute(desk.tx)
}
