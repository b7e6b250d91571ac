import { Conflict } from '../../../../kernel/index.ts'
import { addJob } from '../../../../platform/jobs/index.ts'
import type { Desk } from '../rounds.queries.ts'
import { keepApproval } from '../runs/runs.actions.ts'
import type { SecondRun } from './second.queries.ts'

/**
 * Approves a second run; after the second person its offers are made behind the page. @throws Conflict where something has changed since the run, the
 * offers are made, or the same person approves twice
 */
export const approveSecond = async (desk: Desk, run: SecondRun): Promise<'first' | 'second'> => {
  if (run.state !== 'done' || run.appliedAt) throw new Conflict('This run has no offers to make.', 'Begin another.')
  if (!run.current) throw new Conflict('Something has changed since this run.', 'Begin another.')
  if ((await keepApproval(desk, run.id)) === 'first') return 'first'
  await addJob(desk.tx, 'apply-second-round', { run: run.id }, { key: `apply-second-round:${run.id}` })
  return 'second'
}
