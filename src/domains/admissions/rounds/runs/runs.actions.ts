import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import { addJob } from '../../../../platform/jobs/index.ts'
import type { Desk } from '../rounds.queries.ts'

/** Places of a run at schools of other councils that their council was not asked for (`unasked`), has refused since, or has said nothing of (`silent`). */
export const placesElsewhere = async (
  { tx }: Desk,
  runId: number,
): Promise<{ unasked: number; refused: number; silent: number }> => {
  const { rows } = await sql<{
    unasked: number
    silent: number
    refused: number
  }>`select unasked, refused, silent from access.admission_elsewhere(${runId})`.execute(tx)
  return rows[0] ?? { unasked: 0, refused: 0, silent: 0 }
}

/** How many places of the approved run another council has refused since: its offers do not go out while there is one. */
export const refusedSinceApproval = async ({ tx }: Desk, roundId: number): Promise<number> => {
  const { rows } = await sql<{ refused: number }>`
    select e.refused from admission_release l, access.admission_elsewhere(l.run_id) e where l.round_id = ${roundId} and l.released_at is null`.execute(
    tx,
  )
  return rows[0]?.refused ?? 0
}

/** Begins a run, worked off behind the page. Gives its address. */
export const beginRun = async (desk: Desk, roundId: number, kind: 'first' | 'second' = 'first'): Promise<string> => {
  const { rows } = await sql<{
    id: number
    uuid: string
  }>`insert into admission_run (round_id, kind, started_by, started_at)
    values (${roundId}, ${kind}, ${readerOfAct(desk)}, ${desk.at}) returning id, uuid`.execute(desk.tx)
  const [made] = rows
  if (!made) throw new Error('No run was begun')
  await addJob(desk.tx, 'work-admission-run', { run: made.id }, { key: `work-admission-run:${made.id}` })
  return made.uuid
}

/**
 * Approves a run; the second person's approval makes its offers the round's, to be let out at their moment. @throws Conflict where the same person
 * approves twice, or a place at another council's school cannot stand.
 */
export const approveRun = async (desk: Desk, roundId: number, runId: number): Promise<'first' | 'second'> => {
  const { unasked, refused } = await placesElsewhere(desk, runId)
  if (refused > 0)
    throw new Conflict('Another council has refused a child since this run.', 'Begin another run, and approve that.')
  if (unasked > 0)
    throw new Conflict(
      'Another council was not asked for a place that this run gives.',
      'Write what it is to be told under Other councils, send it, and approve then.',
    )
  if ((await keepApproval(desk, runId)) === 'first') return 'first'
  await sql`insert into admission_release (round_id, run_id, approved_at) values (${roundId}, ${runId}, ${desk.at})
    on conflict (round_id) do update set run_id = excluded.run_id, approved_at = excluded.approved_at`.execute(desk.tx)
  // Their moment may have passed already: the job looks, and lets nothing out before it.
  await addJob(desk.tx, 'release-offers', {}, { key: 'release-offers' })
  return 'second'
}

/**
 * Writes down who approves a run, as the first or the second. Neither of two who approve at one moment sees the other: the second of them finds the
 * turn taken, and approves anew. @throws Conflict then, and where the same person approves twice
 */
export const keepApproval = async (desk: Desk, runId: number): Promise<'first' | 'second'> => {
  const { rows } = await sql<{
    user: number
  }>`select user_id as user from admission_approval where run_id = ${runId}`.execute(desk.tx)
  const user = readerOfAct(desk)
  if (rows.some(one => one.user === user))
    throw new Conflict('You have approved this run already.', 'Another person approves it as well.')
  await sql`insert into admission_approval (run_id, user_id, turn, at) values (${runId}, ${user}, ${rows.length + 1}, ${desk.at})`
    .execute(desk.tx)
    .catch(error => {
      if ((error as { code?: string }).code !== '23505') throw error
      throw new Conflict(
        'Somebody approved this run at the same moment.',
        'Load the page again and approve it once more.',
      )
    })
  return rows.length === 0 ? 'first' : 'second'
}
