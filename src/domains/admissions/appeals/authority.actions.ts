import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import { Conflict, type PlainDate } from '../../../kernel/index.ts'
import type { AdmissionRound, AppealsTo, Desk } from '../rounds/index.ts'
import type { OfficerLine } from './authority.queries.ts'

/** Keeps the authority's statement; what stood is closed. @throws Conflict once the papers are out, or the appeal has ended */
export const keepStatement = async (desk: Desk, appeal: OfficerLine, words: string, on: PlainDate): Promise<void> => {
  if (appeal.withdrawnOn !== null) throw new Conflict('This appeal was withdrawn.', 'It needs no statement.')
  if (appeal.papersOutOn !== null)
    throw new Conflict(
      'The papers have gone out.',
      'Tell the clerk what has changed: the panel decides whether it hears it.',
    )
  await sql`update appeal_text set known_to = ${desk.at} where appeal_id = ${appeal.id} and sort = 'statement' and known_to = 'infinity'`.execute(
    desk.tx,
  )
  await sql`insert into appeal_text (appeal_id, sort, words, dated, told_by, known_from)
    values (${appeal.id}, 'statement', ${words}, ${on}::date, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
}

/** What somebody said of where appeals are sent, from a day on. */
export type AppealAddress = AppealsTo & { readonly from: PlainDate; readonly by: string; readonly at: Date }

/** Where appeals are sent, as it was said, the newest first. */
export const listAppealAddresses = async ({ tx }: Desk): Promise<AppealAddress[]> => {
  const { rows } = await sql<AppealAddress>`
    select a.address, a.email, a.true_from as "from", p.name as by, a.told_at as at from appeal_address a join access.principal p on p.id = a.told_by
    order by a.id desc limit 20`.execute(tx)
  return rows
}

/** Says where appeals are sent from a day on, of every round of the authority. */
export const tellAppealAddress = async (
  desk: Desk,
  { address, email, from }: AppealsTo & { from: PlainDate },
): Promise<void> => {
  await sql`insert into appeal_address (address, email, true_from, told_by, told_at)
    values (${address}, ${email}, ${from}::date, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
}

/** Publishes the last day to lodge an appeal of a round. */
export const publishLodgeBy = async (desk: Desk, round: AdmissionRound, day: PlainDate): Promise<void> => {
  await sql`update admission_round set appeals_lodge_by = ${day}::date where id = ${round.id}`.execute(desk.tx)
}
