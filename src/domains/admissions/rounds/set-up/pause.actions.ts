import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'

/** A time in which a round stood still: who paused it and why, and who opened it again. */
export type Pause = {
  readonly why: string
  readonly by: string
  readonly at: Date
  readonly opened: { readonly why: string; readonly by: string; readonly at: Date } | undefined
}

type Row = Omit<Pause, 'opened'> & { openedWhy: string | null; openedBy: string | null; openedAt: Date | null }

/** The pauses of a round, the newest first: where it is paused now, that one is not opened. */
export const listPauses = async ({ tx }: Desk, { id }: AdmissionRound): Promise<Pause[]> => {
  const { rows } = await sql<Row>`
    select p.why, b.name as by, p.paused_at as at, p.opened_why as "openedWhy", o.name as "openedBy", p.opened_at as "openedAt"
    from admission_pause p join access.principal b on b.id = p.paused_by left join access.principal o on o.id = p.opened_by
    where p.round_id = ${id} order by p.id desc limit 50`.execute(tx)
  return rows.map(({ openedWhy, openedBy, openedAt, ...one }) => ({
    ...one,
    opened: openedWhy !== null && openedBy && openedAt ? { why: openedWhy, by: openedBy, at: openedAt } : undefined,
  }))
}

/** @throws Conflict while the round is paused */
export const mustNotBePaused = async (desk: Desk, round: AdmissionRound): Promise<void> => {
  const [last] = await listPauses(desk, round)
  if (last && !last.opened) throw new Conflict('This round is paused.', 'Open it again first.')
}

/** Pauses a round. @throws Conflict where somebody has paused it meanwhile */
export const pauseRound = async (desk: Desk, { id }: AdmissionRound, why: string): Promise<void> => {
  // Whoever lets the offers out at this moment collides with this and looks again: else they would go out of a round that is paused.
  await sql`update admission_release set approved_at = approved_at where round_id = ${id}`.execute(desk.tx)
  const { rows } = await sql`insert into admission_pause (round_id, why, paused_by, paused_at)
    values (${id}, ${why}, ${readerOfAct(desk)}, ${desk.at}) on conflict do nothing returning id`.execute(desk.tx)
  if (rows.length === 0) throw new Conflict('This round is paused already.', 'See who paused it, and why.')
}

/** Opens a paused round again. @throws Conflict where it is not paused */
export const openAgain = async (desk: Desk, { id }: AdmissionRound, why: string): Promise<void> => {
  const { rows } =
    await sql`update admission_pause set opened_why = ${why}, opened_by = ${readerOfAct(desk)}, opened_at = ${desk.at}
    where round_id = ${id} and opened_at is null returning id`.execute(desk.tx)
  if (rows.length === 0) throw new Conflict('This round is not paused.', 'See where it stands.')
}
