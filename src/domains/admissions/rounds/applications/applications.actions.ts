import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import type { Desk } from '../rounds.queries.ts'

/**
 * Ends an application with a reason: the family withdrew it, or another form for the child counts. It stays on record. A family that asked online to have it
 * back reads that it is, and may apply anew.
 */
export const withdraw = async (desk: Desk, id: number, why: string): Promise<void> => {
  await sql`update family_application set state = 'taken-back', decided_by = ${readerOfAct(desk)}, decided_at = ${desk.at}
    where application_id = ${id} and state = 'taken' and asked_back_at is not null`.execute(desk.tx)
  await sql`update admission_application set state = 'withdrawn', state_why = ${why} where id = ${id} and state = 'live'`.execute(
    desk.tx,
  )
}

/** Takes a late application as on time, with the reason that the scheme accepts. */
export const takeAsOnTime = async (desk: Desk, id: number, why: string): Promise<void> => {
  await sql`update admission_application set good_reason = ${why} where id = ${id}`.execute(desk.tx)
}

/**
 * Schools in a family's order, in place of what they named before, which stays on record. Who accepted a place and wished for nothing higher than it is asked
 * for the new ones: they were not known when they said so.
 */
export const keepWants = async (desk: Desk, id: number, schools: readonly string[]): Promise<void> => {
  await sql`update admission_preference set known_to = ${desk.at} where application_id = ${id} and known_to = 'infinity'`.execute(
    desk.tx,
  )
  await sql`insert into admission_preference (application_id, rank, school_key, told_by, known_from)
    select ${id}, s.rank, s.key, ${readerOfAct(desk)}, ${desk.at} from unnest(${schools}::text[]) with ordinality as s(key, rank)`.execute(
    desk.tx,
  )
  await sql`with said as (update admission_reply set known_to = ${desk.at} where application_id = ${id} and known_to = 'infinity' and wants_no_higher returning *)
    insert into admission_reply (application_id, offer_id, reply, how, said_on, said_by, told_by, known_from)
    select application_id, offer_id, reply, how, said_on, said_by, told_by, ${desk.at} from said`.execute(desk.tx)
}
