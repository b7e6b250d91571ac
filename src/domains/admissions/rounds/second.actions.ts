import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import { Conflict } from '../../../kernel/index.ts'
import { addJob } from '../../../platform/jobs/index.ts'
import type { Desk } from './rounds.queries.ts'
import type { SecondRun } from './second.queries.ts'

/**
 * Approves a second run; after the second person its offers are made behind the page. @throws Conflict where something has changed since the run, the
 * offers are made, or the same person approves twice
 */
export const approveSecond = async (desk: Desk, run: SecondRun): Promise<'first' | 'second'> => {
  const user = readerOfAct(desk)
  if (run.state !== 'done' || run.appliedAt) throw new Conflict('This run has no offers to make.', 'Begin another.')
  if (!run.current) throw new Conflict('Something has changed since this run.', 'Begin another.')
  if (run.approvals.some(one => one.userId === user))
    throw new Conflict('You have approved this run already.', 'Another person approves it as well.')
  await sql`insert into admission_approval (run_id, user_id, at) values (${run.id}, ${user}, ${desk.at})`.execute(
    desk.tx,
  )
  if (run.approvals.length === 0) return 'first'
  await addJob(desk.tx, 'apply-second-round', { run: run.id }, { key: `apply-second-round:${run.id}` })
  return 'second'
}
