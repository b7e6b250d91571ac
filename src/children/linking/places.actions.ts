import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/**
 * Who is on which roll, from what sources say of enrolments. Where two speak of the same place from the same day, the one that
 * speaks of the later moment holds: an old list does not put a leaver back. A source whose agreement is withdrawn says nothing.
 */
const projectRolls = async (tx: Tx, personIds: readonly number[]): Promise<void> => {
  await sql`with ${rollsOf(personIds)} select`.execute(tx)
}

/** The same as parts of a larger question. What stands already is left alone: most of it does, whenever a person is touched. */
export const rollsOf = (personIds: readonly number[]) => sql`
    roll_wanted as materialized (
      select distinct on (s.person_id, e.establishment_id, e.starts_on) s.person_id as child_id, e.establishment_id, e.starts_on, e.ends_on
      from source_person s join intake.enrolment e on e.source_person_id = s.id and e.known_to = 'infinity'
        join source_record r on r.id = e.source_record_id join source o on o.id = s.source_id and o.agreement_withdrawn_at is null
      where s.person_id = any(${personIds}::bigint[])
      order by s.person_id, e.establishment_id, e.starts_on, r.as_of desc, e.id desc),
    roll_gone as (delete from access.roll r where r.child_id = any(${personIds}::bigint[])
      and (r.child_id, r.establishment_id, r.starts_on) not in (select child_id, establishment_id, starts_on from roll_wanted)),
    roll_come as (insert into access.roll (child_id, establishment_id, starts_on, ends_on)
    select child_id, establishment_id, starts_on, ends_on from roll_wanted
    where (child_id, establishment_id, starts_on, ends_on) not in (
      select r.child_id, r.establishment_id, r.starts_on, r.ends_on from access.roll r where r.child_id = any(${personIds}::bigint[]))
    on conflict (child_id, establishment_id, starts_on) do update set ends_on = excluded.ends_on)`

/**
 * Who shares a property, from addresses that carry its UPRN: never from a postcode or a surname, nor from the address that only a
 * silent service tells of, which carries that service's category, nor from a sealed one, nor from a source
 * whose agreement is withdrawn: a household is shown to whoever may see addresses.
 */
export const projectHouseholds = async (tx: Tx, personIds: readonly number[]): Promise<void> => {
  const { rows } = await sql<{ again: boolean }>`with ${householdsOf(personIds)} select ${risen} as again`.execute(tx)
  // A row's label is never changed where it stands: one that has risen is taken away, and is written now.
  if (rows[0]?.again) await projectHouseholds(tx, personIds)
}

/** The same as parts of a larger question. */
export const householdsOf = (personIds: readonly number[]) => sql`
    home_wanted as materialized (
      select e.* from (select distinct unnest(${personIds}::bigint[]) as id) p cross join lateral (
        select code as uprn, child_id, id as entry_id, sensitivity, true_from, true_to from entry
        where child_id = p.id and kind = 'address' and category = 'contact' and code is not null and seal is null and known_to = 'infinity'
          and source_id not in (select id from source where agreement_withdrawn_at is not null) offset 0) e),
    home_gone as (delete from household_member h where h.child_id = any(${personIds}::bigint[])
      and (h.uprn, h.child_id, h.entry_id, h.sensitivity) not in (select uprn, child_id, entry_id, sensitivity from home_wanted)
      returning h.entry_id),
    home_come as (insert into household_member (uprn, child_id, entry_id, sensitivity, true_from, true_to)
      select uprn, child_id, entry_id, sensitivity, true_from, true_to from home_wanted
      where (uprn, child_id, entry_id) not in (
        select h.uprn, h.child_id, h.entry_id from household_member h where h.child_id = any(${personIds}::bigint[])))`
/** After `householdsOf`: has a label risen, so that `projectHouseholds` must be asked again? */
export const risen = sql`exists (select from home_gone where entry_id in (select entry_id from home_wanted))`

/** The rolls and households of everybody whom a source tells of, anew: its agreement was withdrawn, or given again. */
export const projectPlacesOf = async (tx: Tx, sourceId: string): Promise<void> => {
  const { rows } = await sql<{
    id: number
  }>`select distinct person_id as id from source_person where source_id = ${sourceId}`.execute(tx)
  const ids = rows.map(row => row.id)
  await projectRolls(tx, ids)
  await projectHouseholds(tx, ids)
}
