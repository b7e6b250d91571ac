import { sql } from 'kysely'
import { secretOf } from './secret-fields.ts'

/** Kinds of which the vault holds what says a place; of others, texts that were found to tell one. */
export const heldKinds = Object.keys(secretOf)

/** Whether a source person `s` is one of those children, an adult who is related to one of them, or the teller of a sealed fact. */
export const keptPersons = sql`(s.person_id in (
    select unnest((select access.held_children())::bigint[])
    union select o.other_id from relationship o join person p on p.id = o.other_id
      where o.child_id = any((select access.held_children())::bigint[]) and not p.has_record)
  or s.id in (select source_person_id from entry where held and seal is not null and kind in ('address', 'contact-detail')))`

/** The rows from which held facts came, or that speak of people who are held. */
export const heldRows = sql`
  select r.source_id, r.key from entry e join source_record r on r.id = e.source_record_id where e.held
  union select r.source_id, r.key from source_person s join source_record r on r.source_id = s.source_id and r.person_key = s.key
    where s.held and r.known_to = 'infinity'`
