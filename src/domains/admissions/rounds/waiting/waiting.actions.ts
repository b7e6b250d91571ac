import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import { drawn } from '../../waiting/waiting.ts'
import { listsAreDue } from '../offers/offers.actions.ts'
import { listPlaces, type SchoolPlaces } from '../offers/offers.queries.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import type { Proposal } from './waiting.queries.ts'

/** @throws Conflict while the lists are not in order: whoever is next might be another. */
const mustBeInOrder = async (desk: Desk, round: AdmissionRound): Promise<void> => {
  if (!round.releasedAt) throw new Conflict('The offers are not out yet.', 'There is a waiting list once they are.')
  // Written, so that of two people at one moment one comes after the other, and sees what the first did.
  const { rows } = await sql<{
    due: boolean
  }>`update admission_round set lists_due = lists_due where id = ${round.id} returning lists_due as due`.execute(
    desk.tx,
  )
  if (rows[0]?.due)
    throw new Conflict('Something has changed, and the lists are being put in order.', 'Look again in a moment.')
}

const placesAt = async (desk: Desk, round: AdmissionRound, key: string): Promise<SchoolPlaces | undefined> =>
  (await listPlaces(desk, round)).find(one => one.key === key)

/** Whether a draw decides who is next at a school. */
export const needsDraw = async ({ tx }: Desk, round: AdmissionRound, key: string): Promise<boolean> => {
  const { rows } = await sql`select from access.admission_next(${round.id}, ${key})`.execute(tx)
  return rows.length > 1
}

/**
 * Puts a free place to whoever is next on a school's list; a second person is to agree. Where several stand equal a draw is made afresh, and kept with
 * its seed and who watched over it (School Admissions Code 2021, 1.34 and 1.35). Gives the child's record. @throws Conflict without a free place, a next child, or lists in order
 */
export const proposeNext = async (
  desk: Desk,
  round: AdmissionRound,
  key: string,
  supervisor: string,
): Promise<number | null> => {
  await mustBeInOrder(desk, round)
  if (!((await placesAt(desk, round, key))?.free ?? 0))
    throw new Conflict('The school has no free place.', 'One is free when a family declines.')
  const { rows } = await sql<{ id: number; reference: string }>`
    select application_id as id, reference from access.admission_next(${round.id}, ${key})`.execute(desk.tx)
  const seed = randomBytes(32).toString('hex')
  const next = drawn(rows, one =>
    createHash('sha256')
      .update(JSON.stringify([seed, key, one.reference]))
      .digest('hex'),
  )
  if (!next) throw new Conflict('Nobody waits for this school.', 'The place stays free.')
  const draw =
    rows.length > 1 ? { seed, supervisor, among: rows.map(one => one.reference), drawn: next.reference } : null
  const made = await sql<{ child: number | null }>`
    insert into admission_proposal (round_id, school_key, application_id, draw, proposed_by, proposed_at)
    values (${round.id}, ${key}, ${next.id}, ${draw === null ? null : JSON.stringify(draw)}::jsonb, ${readerOfAct(desk)}, ${desk.at})
    returning (select child_id from admission_application where id = application_id) as child`.execute(desk.tx)
  return made.rows[0]?.child ?? null
}

const decide = async (desk: Desk, { id }: Proposal, decided: 'offered' | 'dropped'): Promise<void> => {
  await sql`update admission_proposal set decided = ${decided}, decided_by = ${readerOfAct(desk)}, decided_at = ${desk.at} where id = ${id}`.execute(
    desk.tx,
  )
}

/**
 * Makes the offer that another person proposed. A child who holds a place keeps it until they answer. @throws Conflict where it is the same person, the
 * child is no longer the next, or the place is gone
 */
export const agreeTo = async (desk: Desk, round: AdmissionRound, key: string, proposal: Proposal): Promise<void> => {
  await mustBeInOrder(desk, round)
  if (proposal.byUser === readerOfAct(desk))
    throw new Conflict('You have proposed this yourself.', 'Another person agrees to it.')
  const { rows } = await sql<{ rank: number }>`
    select p.rank from admission_waiting w join admission_preference p on p.application_id = w.application_id and p.school_key = w.school_key
      and p.known_to = 'infinity'
    where w.round_id = ${round.id} and w.school_key = ${key} and w.application_id = ${proposal.applicationId} and w.known_to = 'infinity'
      and not exists (select from access.admission_next(${round.id}, ${key}) n where n.place < w.position)`.execute(
    desk.tx,
  )
  const school = await placesAt(desk, round, key)
  const [waits] = rows
  if (!waits || !school || school.places <= school.held + school.put)
    throw new Conflict('The child is no longer next, or the place is gone.', 'Drop the proposal, and propose anew.')
  await decide(desk, proposal, 'offered')
  await putOffer(desk, round.id, { application: proposal.applicationId, key, rank: waits.rank, by: 'waiting list' })
  await listsAreDue(desk, round.id)
}

/** Makes an offer after the round's: the child's place, or beside the one that they hold; a better one takes the place of what is put to them. */
const putOffer = async (
  desk: Desk,
  roundId: number,
  { application, key, rank, by }: { application: number; key: string; rank: number; by: 'waiting list' },
): Promise<void> => {
  await sql`update admission_offer set ended = 'another', ended_at = ${desk.at}, ended_by = ${readerOfAct(desk)}
    where application_id = ${application} and standing = 'put' and ended is null`.execute(desk.tx)
  await sql`insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
    select ${roundId}, ${application}, ${key}, ${rank}, ${by}, case when exists (select from admission_offer o where o.application_id = ${application}
      and o.ended is null) then 'put' else 'held' end, ${desk.at}`.execute(desk.tx)
}

/** Takes a proposal back: the place is free again. */
export const dropProposal = (desk: Desk, proposal: Proposal): Promise<void> => decide(desk, proposal, 'dropped')
