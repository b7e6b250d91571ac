import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { AdmissionRound, Desk } from './rounds.queries.ts'

/** What of a round may be changed after it has begun: not who it is for, nor the draw that was committed to. */
export type RoundDays = {
  readonly closesOn: PlainDate
  readonly offerDay: PlainDate
  readonly releaseAt: Date
  readonly supervisor: string
  readonly onlineFrom: PlainDate | undefined
}

/** Whether two people have approved a run of the round. */
export const isApproved = async ({ tx }: Desk, roundId: number): Promise<boolean> => {
  const { rows } = await sql`select from admission_release where round_id = ${roundId}`.execute(tx)
  return rows.length > 0
}

/** Changes the days of a round. As they stood, who changed them and when is kept. */
export const keepDays = async (desk: Desk, { id }: AdmissionRound, days: RoundDays): Promise<void> => {
  await sql`insert into admission_round_days (round_id, closes_on, offer_day, release_at, supervisor, online_from, changed_by, changed_at)
    select id, closes_on, offer_day, release_at, supervisor, online_from, ${readerOfAct(desk)}, ${desk.at} from admission_round where id = ${id}`.execute(
    desk.tx,
  )
  await sql`update admission_round set closes_on = ${days.closesOn}::date, offer_day = ${days.offerDay}::date, release_at = ${days.releaseAt},
    supervisor = ${days.supervisor}, online_from = ${days.onlineFrom ?? null}::date where id = ${id}`.execute(desk.tx)
}
