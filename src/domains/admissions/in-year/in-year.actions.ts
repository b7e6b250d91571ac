import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import { Conflict, type PlainDate } from '../../../kernel/index.ts'
import { giveOverNumber } from '../appeals/index.ts'
import type { AdmissionRound, Desk } from '../rounds/index.ts'
import type { InYear } from './in-year.queries.ts'
import { openOf } from './in-year.ts'

/** Keeps that a school refused in writing, and why. @throws Conflict where the family was told of it already */
export const keepRefusal = async (
  desk: Desk,
  application: InYear,
  { key, on, why }: { key: string; on: PlainDate; why: string },
): Promise<void> => {
  if (!openOf(application.asked).some(one => one.key === key))
    throw new Conflict(
      'The family has an answer of this school, or an offer of one that they named higher.',
      'Look again.',
    )
  await sql`insert into in_year_refusal (application_id, school_key, refused_on, why, told_by, told_at)
    values (${application.id}, ${key}, ${on}::date, ${why}, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
}

const isOpen = ({ referral }: InYear): boolean =>
  referral !== null && referral.placedOn === null && referral.endedWhy === null

/** Refers a child under the fair access protocol, once somebody of its panel has confirmed that it takes them. @throws Conflict where they are referred already */
export const referToFairAccess = async (
  desk: Desk,
  application: InYear,
  { eligibleOn, confirmedBy }: { eligibleOn: PlainDate; confirmedBy: string },
): Promise<void> => {
  if (isOpen(application))
    throw new Conflict('The child is referred already.', 'Write down where they have a place, or end the referral.')
  await sql`insert into fair_access_referral (application_id, eligible_on, confirmed_by, told_by, told_at)
    values (${application.id}, ${eligibleOn}::date, ${confirmedBy}, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
}

/** Gives the place that the protocol found, over the published number if need be. @throws Conflict where the child is not referred */
export const placeByFairAccess = async (
  desk: Desk,
  round: AdmissionRound,
  application: InYear,
  { key, on }: { key: string; on: PlainDate },
): Promise<void> => {
  if (!isOpen(application)) throw new Conflict('The child is not referred.', 'Refer them first.')
  const rank = application.asked.find(one => one.key === key)?.rank ?? null
  await giveOverNumber(desk.tx, desk.at, { round: round.id, application: application.id, key, rank, by: 'fair access' })
  await sql`update fair_access_referral set placed_key = ${key}, placed_on = ${on}::date
    where application_id = ${application.id} and placed_key is null and ended_why is null`.execute(desk.tx)
}

/** Ends a referral without a place. @throws Conflict where there is none */
export const endReferral = async (desk: Desk, application: InYear, why: string): Promise<void> => {
  if (!isOpen(application)) throw new Conflict('The child is not referred.', 'There is nothing to end.')
  await sql`update fair_access_referral set ended_why = ${why} where application_id = ${application.id} and placed_key is null and ended_why is null`.execute(
    desk.tx,
  )
}
