import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { common } from '../rounds.page.ts'
import { findRound } from '../rounds.queries.ts'
import { beginRun } from '../runs/runs.actions.ts'
import { approveSecond } from './second.actions.ts'
import { secondExamples, secondRunExamples } from './second.examples.ts'
import { findSecondRun, listMoves, listSecondRuns, nextCommitment, secondBlockers } from './second.queries.ts'
import { type SecondData, type SecondRunData, secondHref, secondRunView, secondView } from './second.view.ts'

const path = '/admissions/:round/second'

const secondPage = deskPage({
  ...common,
  path,
  purpose: 'see the second rounds of school admissions',
  load: async (desk, { params }): Promise<SecondData> => {
    const round = await findRound(desk, params.round)
    return {
      round,
      runs: await listSecondRuns(desk, round),
      commitment: await nextCommitment(desk, round),
      blockers: await secondBlockers(desk, round),
    }
  },
  answer: (data, frame) => ({ page: secondView(data, frame.csrf) }),
  examples: secondExamples,
})

const beginAction = deskAction({
  ...common,
  path,
  purpose: 'run a second round of school admissions',
  form: Type.Object({}),
  act: async (desk, { params }) => {
    const round = await findRound(desk, params.round)
    const [blocker] = await secondBlockers(desk, round)
    if (blocker) throw new Conflict('A second run cannot begin yet.', blocker.text)
    return { redirect: secondHref(round, `/${await beginRun(desk, round.id, 'second')}`) }
  },
})

const runPage = deskPage({
  ...common,
  path: `${path}/:run`,
  purpose: 'see whom a second round gives another place',
  load: async (desk, { params }): Promise<SecondRunData> => {
    const round = await findRound(desk, params.round)
    const run = await findSecondRun(desk, round, params.run)
    const moves = await listMoves(desk, round, run)
    showsApplicants(desk, moves)
    return { round, run, moves, userId: desk.reader?.userId ?? 0 }
  },
  answer: (data, frame) => ({ page: secondRunView(data, frame.csrf) }),
  examples: secondRunExamples,
})

const approveAction = deskAction({
  ...common,
  path: `${path}/:run/approve`,
  purpose: 'approve the offers of a second round of school admissions',
  form: Type.Object({}),
  act: async (desk, { params }) => {
    const round = await findRound(desk, params.round)
    const run = await findSecondRun(desk, round, params.run)
    const which = await approveSecond(desk, run)
    const flash =
      which === 'first' ? 'You have approved these offers.' : 'Two people have approved: the offers are being made.'
    return { redirect: secondHref(round, `/${run.address}`), flash }
  },
})

/** Second rounds, after the offers. */
export const secondPages: readonly Route[] = [secondPage, beginAction, runPage, approveAction]
