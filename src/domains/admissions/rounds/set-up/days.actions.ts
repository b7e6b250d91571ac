import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { londonDate, type PlainDate } from '../../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { inYearFrom } from './year-group.ts'

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

/** Lets families apply online to a year group from today on, or no longer. Who said so, and what was so before, is kept. */
export const keepOnline = async (desk: Desk, round: AdmissionRound, online: boolean): Promise<void> => {
  if (online === (round.onlineFrom !== undefined)) return
  const [today, first] = [londonDate(desk.at), inYearFrom(round)]
  await keepDays(desk, round, { ...round, onlineFrom: online ? (today > first ? today : first) : undefined })
}

/** What of a round's days stood before somebody changed them. */
export type DaysChange = Pick<RoundDays, 'closesOn' | 'offerDay' | 'onlineFrom'> & {
  readonly by: string
  readonly at: Date
}

/** The changes of a round's days, the newest first. */
export const listDaysChanges = async ({ tx }: Desk, { id }: AdmissionRound): Promise<DaysChange[]> => {
  const { rows } = await sql<Omit<DaysChange, 'onlineFrom'> & { online: PlainDate | null }>`
    select d.closes_on as "closesOn", d.offer_day as "offerDay", d.online_from as online, w.name as by, d.changed_at as at
    from admission_round_days d join access.principal w on w.id = d.changed_by where d.round_id = ${id} order by d.id desc limit 50`.execute(
    tx,
  )
  return rows.map(({ online, ...one }) => ({ ...one, onlineFrom: online ?? undefined }))
}
