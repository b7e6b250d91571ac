import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import { Conflict, type PlainDate } from '../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds/index.ts'
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

/** Publishes the last day to lodge an appeal of a round. */
export const publishLodgeBy = async (desk: Desk, round: AdmissionRound, day: PlainDate): Promise<void> => {
  await sql`update admission_round set appeals_lodge_by = ${day}::date where id = ${round.id}`.execute(desk.tx)
}
