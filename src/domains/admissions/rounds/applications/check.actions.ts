import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { formatDate, londonDate } from '../../../../kernel/index.ts'
import { standingOf } from '../counts.queries.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { factsOnRecord } from './applications.queries.ts'

/** What somebody found of one thing that an application says. */
export type Checked = { readonly fact: string; readonly holds: boolean; readonly proof: string }

/** Writes down who checked what, and by which proof. An earlier finding is closed and stays. */
export const keepCheck = async (desk: Desk, applicationId: number, { fact, holds, proof }: Checked): Promise<void> => {
  await sql`update admission_check set known_to = ${desk.at}
    where application_id = ${applicationId} and fact = ${fact} and known_to = 'infinity'`.execute(desk.tx)
  await sql`insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
    values (${applicationId}, ${fact}, ${holds}, ${proof}, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
}

/**
 * Asks social care about every claim to be in our care that nobody checked yet: yes or no. What it bears out is checked by that; what it does not
 * (a child who was in care before, or in another council's) stays for a person, with the papers. Gives how many were checked.
 */
export const askServices = async (desk: Desk, round: AdmissionRound): Promise<number> => {
  const { rows } = await sql<{ id: number; child: number }>`
    with s as (${standingOf(round)}) select a.id, a.child_id as child from s join admission_application a on a.id = s.id
    where s.standing <> 'withdrawn' and a.child_id is not null and coalesce(a.facts->>'looked_after', '') <> ''
      and not exists (select from admission_check c where c.application_id = a.id and c.fact = 'looked_after' and c.known_to = 'infinity')`.execute(
    desk.tx,
  )
  const answers = await factsOnRecord(
    desk,
    rows.map(one => one.child),
  )
  const day = formatDate(londonDate(desk.at))
  const borne = rows.filter(one => answers.get(one.child)?.looked_after)
  for (const { id } of borne)
    await keepCheck(desk, id, { fact: 'looked_after', holds: true, proof: `Social care: in our care on ${day}` })
  return borne.length
}
