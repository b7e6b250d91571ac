import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { Conflict, londonDate, type PlainDate } from '../../../../kernel/index.ts'
import { addJob } from '../../../../platform/jobs/index.ts'
import type { Desk } from '../rounds.queries.ts'
import type { OfferLine } from './offers.queries.ts'
import { notYetUnanswered, type WithdrawGround } from './replies.ts'

/** By what a family is heard or reminded. */
export const ways = ['letter', 'telephone', 'e-mail', 'in person'] as const
export type Way = (typeof ways)[number]
/** What a family answers: by which way, when, and who said it. */
export type Reply = {
  readonly reply: 'accepted' | 'declined'
  readonly how: Way | 'online'
  readonly on: PlainDate
  readonly saidBy: string
  /** They accept, and wish for no school that they named higher. */
  readonly wantsNoHigher?: boolean
  /** Who writes it down, where it is the family itself. */
  readonly by?: number
}

/** Something changed of which the waiting lists are made: they are put in order anew behind the page, and the children's records told. */
export const listsAreDue = async ({ tx }: Pick<Desk, 'tx'>, roundId: number): Promise<void> => {
  await sql`update admission_round set lists_due = true, changes = changes + 1 where id = ${roundId}`.execute(tx)
  await addJob(tx, 'rank-waiting-lists', { round: roundId }, { key: `rank-waiting-lists:${roundId}` })
  await addJob(tx, 'tell-offers', { round: roundId }, { key: `tell-offers:${roundId}` })
}

type End = {
  readonly ended: 'declined' | 'withdrawn' | 'another'
  readonly ground?: WithdrawGround
  readonly why?: string
}

const endOffer = async (desk: Desk, id: number, { ended, ground, why }: End, by: number): Promise<void> => {
  await sql`update admission_offer set ended = ${ended}, ended_at = ${desk.at}, ended_by = ${by}, ground = ${ground ?? null},
    ended_why = ${why ?? null} where id = ${id}`.execute(desk.tx)
}

/** @throws Conflict of an offer that has ended. */
const mustLive = ({ ended }: OfferLine): void => {
  if (ended !== null) throw new Conflict('This offer has ended.', 'The child’s other offers are on their own pages.')
}

/** @throws Conflict where a better place is put to the family beside the one that they hold: that is answered first. */
const mustBeOnly = async ({ tx }: Desk, { applicationId }: OfferLine): Promise<void> => {
  const { rows } =
    await sql`select from admission_offer where application_id = ${applicationId} and standing = 'put' and ended is null`.execute(
      tx,
    )
  if (rows.length > 0)
    throw new Conflict('Another place is put to this family, and not answered.', 'First answer that offer.')
}

/**
 * Writes down what the family answered. A declined place is free; accepting a place that was put beside the one that the child holds frees that one.
 * A family may decline what they accepted; what they declined is gone. @throws Conflict
 */
export const keepReply = async (
  desk: Desk,
  roundId: number,
  offer: OfferLine,
  { reply, how, on, saidBy, wantsNoHigher = false, by = readerOfAct(desk) }: Reply,
): Promise<void> => {
  mustLive(offer)
  if (wantsNoHigher && offer.standing === 'held') await mustBeOnly(desk, offer)
  await sql`update admission_reply set known_to = ${desk.at} where offer_id = ${offer.id} and known_to = 'infinity'`.execute(
    desk.tx,
  )
  await sql`insert into admission_reply (application_id, offer_id, reply, wants_no_higher, how, said_on, said_by, told_by, known_from)
    values (${offer.applicationId}, ${offer.id}, ${reply}, ${wantsNoHigher}, ${how}, ${on}::date, ${saidBy}, ${by}, ${desk.at})`.execute(
    desk.tx,
  )
  if (reply === 'declined') await endAndMove(desk, offer, { ended: 'declined' }, by)
  else if (offer.standing === 'put') {
    await sql`update admission_offer set ended = 'another', ended_at = ${desk.at}, ended_by = ${by}
      where application_id = ${offer.applicationId} and standing = 'held' and ended is null`.execute(desk.tx)
    await sql`update admission_offer set standing = 'held' where id = ${offer.id}`.execute(desk.tx)
  }
  await listsAreDue(desk, roundId)
}

/** Ends an offer; where the child held it and another is put to them, that one is theirs now. */
const endAndMove = async (desk: Desk, offer: OfferLine, end: End, by = readerOfAct(desk)): Promise<void> => {
  await endOffer(desk, offer.id, end, by)
  if (offer.standing === 'held')
    await sql`update admission_offer set standing = 'held' where application_id = ${offer.applicationId} and standing = 'put' and ended is null`.execute(
      desk.tx,
    )
}

/** That a family who did not answer was reminded, and until when they may. @throws Conflict where they have accepted, or the offer has ended. */
export const keepReminder = async (
  desk: Desk,
  offer: OfferLine,
  { how, on, answerBy }: { how: Way; on: PlainDate; answerBy: PlainDate },
): Promise<void> => {
  mustLive(offer)
  if (offer.state === 'accepted') throw new Conflict('The family has accepted.', 'There is nothing to remind them of.')
  await sql`insert into admission_reminder (offer_id, application_id, how, sent_on, answer_by, told_by, told_at)
    values (${offer.id}, ${offer.applicationId}, ${how}, ${on}::date, ${answerBy}::date, ${readerOfAct(desk)}, ${desk.at})`.execute(
    desk.tx,
  )
}

/** Withdraws an offer, for one of the reasons that the law knows. @throws Conflict where it has ended, or the family may still answer. */
export const withdrawOffer = async (
  desk: Desk,
  roundId: number,
  offer: OfferLine,
  { ground, why }: { ground: WithdrawGround; why: string },
): Promise<void> => {
  mustLive(offer)
  const problem = ground === 'no answer' ? notYetUnanswered(offer, londonDate(desk.at)) : undefined
  if (problem) throw new Conflict(`${problem}.`, 'The offer stands until then.')
  await endAndMove(desk, offer, { ended: 'withdrawn', ground, why })
  await listsAreDue(desk, roundId)
}
