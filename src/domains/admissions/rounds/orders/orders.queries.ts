import { sql } from 'kysely'
import { openHeld, placeOfApplication, type RowsOut } from '../../../../access/index.ts'
import type { PlainDate } from '../../../../kernel/index.ts'
import { leftOut, standingOf } from '../counts.queries.ts'
import type { AdmissionRound, Desk, RoundSchool } from '../rounds.queries.ts'
import { cellsOf, factsAsked } from '../runs/freeze.queries.ts'

/** What a school that ranks for itself has sent: every child of its order is ranked or cannot be taken, and named the school or did not. */
export type OwnOrder = {
  readonly key: string
  readonly ranked: number
  readonly cannotTake: number
  readonly notNamed: number
  /** Children who named it, are in the round, and are in its order with neither. */
  readonly leftOut: number
  /** Children in our care, or who were, who stand below one who is not. */
  readonly careBelow: number
  readonly sentBy: string | null
  readonly sentAt: Date | null
}

/** The orders of the round's schools that rank for themselves, come or not. */
export const listOwnOrders = async ({ tx }: Desk, round: AdmissionRound): Promise<OwnOrder[]> => {
  const { rows } = await sql<OwnOrder>`
    with l as (${leftOut(round)}), o as (select o.*, coalesce(lower(a.facts->>'looked_after') in ('yes', 'y', 'true', '1'), false) and exists (select from admission_check c
        where c.application_id = a.id and c.fact = 'looked_after' and c.holds and c.known_to = 'infinity') as care,
      exists (select from admission_preference p where p.application_id = a.id and p.school_key = o.school_key and p.known_to = 'infinity') as named
      from admission_order o join admission_application a on a.id = o.application_id where o.round_id = ${round.id} and o.known_to = 'infinity')
    select k.key, count(o.id) filter (where o.named and o.position is not null)::integer as ranked,
      count(o.id) filter (where o.named and o.position is null)::integer as "cannotTake", count(o.id) filter (where not o.named)::integer as "notNamed",
      (select count(*)::integer from l where l.key = k.key) as "leftOut",
      count(o.id) filter (where o.named and o.care and o.position > (select min(b.position) from o b where b.school_key = k.key and b.named and not b.care))::integer as "careBelow",
      max(w.name) as "sentBy", max(o.known_from) as "sentAt"
    from admission_school k left join o on o.school_key = k.key left join access.principal w on w.id = o.told_by
    where k.round_id = ${round.id} and k.known_to = 'infinity' and k.own_order group by k.key order by k.key`.execute(
    tx,
  )
  return rows
}

/** One child in a school's own order. Which choice the school was is not said. */
export type OwnOrderLine = {
  readonly address: string
  readonly name: string
  readonly childId: number | null
  readonly reference: string
  readonly position: number | null
  readonly named: boolean
}

/** The order that a school sent, from a place on; whom it cannot take at the end. */
export const listOwnOrder = async (
  { tx }: Desk,
  round: AdmissionRound,
  key: string,
  from: number,
  most: number,
): Promise<OwnOrderLine[]> => {
  const { rows } = await sql<OwnOrderLine>`
    select a.uuid as address, a.forename || ' ' || a.surname as name, a.child_id as "childId", a.reference, o.position,
      exists (select from admission_preference p where p.application_id = a.id and p.school_key = o.school_key and p.known_to = 'infinity') as named
    from admission_order o join admission_application a on a.id = o.application_id
    where o.round_id = ${round.id} and o.school_key = ${key} and o.known_to = 'infinity'
    order by o.position nulls last, a.reference collate "C" offset ${from} limit ${most}`.execute(tx)
  return rows
}

type Asked = {
  id: number
  reference: string
  childId: number | null
  forename: string
  surname: string
  birthDate: PlainDate
  facts: Record<string, string>
  held: string[]
}

/**
 * What a school that ranks for itself is sent, as the orders.csv that it fills in: its own applicants by reference, with what its criteria ask and
 * was found to hold. No choice, no other school, no address (School Admissions Code 2021, 1.9(c) and 2.7).
 */
export const applicantsOf = async (
  { tx }: Desk,
  round: AdmissionRound,
  { key, settings }: RoundSchool,
): Promise<Pick<RowsOut, 'columns' | 'rows'> & { readonly children: readonly number[] }> => {
  const { rows } = await sql<Asked>`
    with s as (${standingOf(round)})
    select a.id, a.reference, a.child_id as "childId", a.forename, a.surname, a.birth_date as "birthDate", a.facts,
      array(select c.fact from admission_check c where c.application_id = a.id and c.known_to = 'infinity' and c.holds) as held
    from s join admission_application a on a.id = s.id
      join admission_preference p on p.application_id = a.id and p.known_to = 'infinity' and p.school_key = ${key}
    where s.standing not in ('withdrawn', 'late') order by a.reference collate "C"`.execute(tx)
  const facts = [...new Set(factsAsked(settings))].toSorted()
  return {
    children: rows.flatMap(one => (one.childId === null ? [] : [one.childId])),
    columns: ['school_id', 'child_id', 'position', 'forename', 'surname', 'birth_date', ...facts],
    rows: rows.map(row => {
      const cells = cellsOf({ ...row, facts: openHeld(tx, row.facts, placeOfApplication(row.id)) }, false)
      return [key, row.reference, '', row.forename, row.surname, row.birthDate, ...facts.map(fact => cells[fact] ?? '')]
    }),
  }
}
