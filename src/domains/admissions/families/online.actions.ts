import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import { Conflict, type FamilyAsk, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type AdmissionRound, type Desk, keepApplications, listsAreDue, tieApplications } from '../rounds/index.ts'
import type { Online } from './online.queries.ts'
import type { OnlineDecision } from './online-decision.ts'
import { letStay } from './take-back.actions.ts'

/**
 * Carries out what an officer decided of what a family sent: it is being checked, the family is asked to get in touch, it is refused, or, the claim
 * of who sent it having been checked, it is an application of the round, received on the day on which it was sent. @throws Conflict where it waits no longer
 */
export const decideOnline = async (
  desk: Desk,
  round: AdmissionRound,
  sent: Online,
  decision: OnlineDecision,
): Promise<void> => {
  if (decision.what === 'stays') return letStay(desk, sent)
  const { rows } =
    await sql`select from family_application where id = ${sent.id} and state in ('received', 'checking', 'talk') for update`.execute(
      desk.tx,
    )
  if (rows.length === 0)
    throw new Conflict('This waits no longer.', 'Somebody decided on it, or the family sent it again or took it back.')
  if (decision.what === 'begin') return set(desk, sent, 'checking', null)
  if (decision.what === 'ask') return set(desk, sent, 'talk', decision.ask)
  if (decision.what !== 'take') return set(desk, sent, 'refused', 'call')
  const reference = `F-${sent.receipt}`
  const { child, home, schools, facts } = sent.words
  const { easting, northing, catchment } = decision
  await keepApplications(desk, round.id, [
    {
      reference,
      forename: child.forename,
      surname: child.surname,
      birth_date: child.birthDate as PlainDate,
      upn: null,
      received_on: londonDate(sent.sentAt),
      facts: {
        ...facts,
        postcode: home.postcode,
        ...(easting && northing ? { easting, northing } : {}),
        ...(catchment ? { catchment } : {}),
      },
      wants: schools.map(({ key }, i) => ({ rank: i + 1, school: key })),
      proofs: {},
    },
  ])
  await sql`update family_application set state = 'taken', ask = null, claim_how = ${decision.how}, decided_by = ${readerOfAct(desk)},
    decided_at = ${desk.at}, application_id = (select id from admission_application where round_id = ${round.id} and reference = ${reference})
    where id = ${sent.id}`.execute(desk.tx)
  await tieApplications(desk, round.id)
  // where offers are out it stands on the waiting lists from now on
  if (round.releasedAt) await listsAreDue(desk, round.id)
}

const set = async (desk: Desk, { id }: Online, state: string, ask: FamilyAsk | null): Promise<void> => {
  await sql`update family_application set state = ${state}, ask = ${ask}, decided_by = ${readerOfAct(desk)}, decided_at = ${desk.at}
    where id = ${id}`.execute(desk.tx)
}
