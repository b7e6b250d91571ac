import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../../access/index.ts'
import type { LetterDoor } from '../../../../children/index.ts'
import { Conflict, NotFound } from '../../../../kernel/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { findApplication } from '../applications/applications.queries.ts'
import { mustNotHaveDied } from '../applications/bereavement.queries.ts'
import { type Blocker, blockersOf } from '../blockers.ts'
import { careUnplaced } from '../care.queries.ts'
import { countRound } from '../counts.queries.ts'
import { common, openRound } from '../rounds.page.ts'
import { type AdmissionRound, type Desk, findRound, listNamedSchools, listSchools } from '../rounds.queries.ts'
import { listPauses, mustNotBePaused } from '../set-up/pause.actions.ts'
import { pausedWords } from '../set-up/pause.view.ts'
import { type MapData, mapView } from './map.view.ts'
import { approveRun, beginRun, placesElsewhere } from './runs.actions.ts'
import { letterExamples, mapExamples, orderExamples, runExamples, runsExamples, whyExamples } from './runs.examples.ts'
import { betterOff, differences, findRun, listOrder, listRuns, listUnplaced, type Run, whyOf } from './runs.queries.ts'
import {
  type OrderData,
  orderPerPage,
  orderView,
  type RunData,
  type RunsData,
  runHref,
  runsView,
  runView,
} from './runs.view.ts'
import { runsAsSeen } from './seen-runs.queries.ts'
import { type LetterData, letterPageView, type WhyData, whyView } from './why.view.ts'

const path = '/admissions/:round/runs'
const look = { ...common, purpose: 'see the offers of a round of school admissions' } as const
type Params = Readonly<Record<string, string>>

/** What stands in the way of a run now: that somebody has paused the round before all else. */
const blockersNow = async (desk: Desk, round: AdmissionRound): Promise<readonly Blocker[]> => {
  const paused = pausedWords(await listPauses(desk, round))
  return [...(paused ? [{ text: paused, part: '/pause' }] : []), ...blockersOf(await countRound(desk, round))]
}

const runsPage = deskPage({
  ...look,
  path,
  load: async (desk, { params }): Promise<RunsData> => {
    const round = await findRound(desk, params.round)
    const runs = await runsAsSeen(desk, await listRuns(desk, round))
    return { round, runs, blockers: await blockersNow(desk, round) }
  },
  answer: (data, frame) => ({ page: runsView(data, frame.csrf) }),
  examples: runsExamples,
})

const beginAction = deskAction({
  ...common,
  path,
  purpose: 'run a round of school admissions',
  form: Type.Object({}),
  act: async (desk, { params }) => {
    const round = await openRound(desk, params.round)
    const [blocker] = await blockersNow(desk, round)
    if (blocker) throw new Conflict('A run cannot begin yet.', blocker.text)
    return { redirect: runHref(round, { address: await beginRun(desk, round.id) }) }
  },
})

/** A run with its counts as the reader may see them. @throws NotFound */
const findSeenRun = async (desk: Desk, round: AdmissionRound, address: string | undefined): Promise<Run> => {
  const run = await findRun(desk, round, address)
  return (await runsAsSeen(desk, [run]))[0] ?? run
}

const runPage = deskPage({
  ...look,
  path: `${path}/:run`,
  load: async (desk, { params }): Promise<RunData> => {
    const round = await findRound(desk, params.round)
    const run = await findSeenRun(desk, round, params.run)
    const approvedByReader = run.approvals.some(one => one.userId === desk.reader?.userId)
    const moved = run.state === 'done' ? await differences(desk, run) : undefined
    const better = await betterOff(desk, run)
    const unplaced = await listUnplaced(desk, run)
    showsApplicants(desk, [...(moved?.children ?? []), ...better.children, ...unplaced])
    return {
      round,
      run,
      schools: await listNamedSchools(desk, round.id),
      differences: moved,
      better,
      unplaced,
      careUnplaced: await careUnplaced(desk, run),
      elsewhere: await placesElsewhere(desk, run.id),
      mayApprove: run.state === 'done' && !run.approved && !approvedByReader && !round.releasedAt,
    }
  },
  answer: (data, frame) => ({ page: runView(data, frame.csrf) }),
  examples: runExamples,
})

const approveAction = deskAction({
  ...common,
  path: `${path}/:run/approve`,
  purpose: 'approve the offers of a round of school admissions',
  form: Type.Object({}),
  act: async (desk, { params }) => {
    const round = await openRound(desk, params.round)
    const run = await findRun(desk, round, params.run)
    await mustNotBePaused(desk, round)
    if (run.state !== 'done') throw new Conflict('This run has no offers.', 'Approve one that is done.')
    const which = await approveRun(desk, round.id, run.id)
    const flash = which === 'second' ? 'Two people have approved these offers.' : 'You have approved these offers.'
    return { redirect: runHref(round, run), flash }
  },
})

const orderPage = deskPage({
  ...look,
  path: `${path}/:run/schools/:key`,
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (desk, { params, query: { page } }): Promise<OrderData> => {
    const round = await findRound(desk, params.round)
    const run = await findRun(desk, round, params.run)
    const school = (await listSchools(desk, round.id)).find(one => one.key === params.key)
    if (!school) throw new NotFound()
    const rows = await listOrder(desk, run, school.key, (page - 1) * orderPerPage, orderPerPage + 1)
    const lines = rows.slice(0, orderPerPage)
    showsApplicants(desk, lines)
    return { round, run, school, page, more: rows.length > orderPerPage, lines }
  },
  answer: data => ({ page: orderView(data) }),
  examples: orderExamples,
})

const mapPage = deskPage({
  ...look,
  path: `${path}/:run/map`,
  load: async (desk, { params }): Promise<MapData> => {
    const round = await findRound(desk, params.round)
    const run = await findSeenRun(desk, round, params.run)
    if (run.state !== 'done') throw new NotFound()
    return { round, run, schools: await listSchools(desk, round.id) }
  },
  answer: data => ({ page: mapView(data) }),
  examples: mapExamples,
})

const loadWhy = async (desk: Desk, params: Params): Promise<WhyData> => {
  const round = await findRound(desk, params.round)
  const run = await findRun(desk, round, params.run)
  const application = await findApplication(desk, round, params.application)
  showsApplicants(desk, [application])
  return { round, run, application, why: await whyOf(desk, round, run, application.id) }
}

const whyPage = deskPage({
  ...look,
  path: `${path}/:run/children/:application`,
  load: (desk, { params }) => loadWhy(desk, params),
  answer: data => ({ page: whyView(data) }),
  examples: whyExamples,
})

const letterPage = (door: LetterDoor): Route =>
  deskPage({
    ...look,
    path: `${path}/:run/children/:application/letter`,
    load: async (desk, { params }): Promise<LetterData> => {
      const data = await loadWhy(desk, params)
      // Before that moment there is no letter: one that is printed early is out early.
      if (!data.round.releasedAt || !data.run.approved || !data.why.place) throw new NotFound()
      await mustNotHaveDied(desk, data.application.childId)
      const { childId } = data.application
      return { ...data, at: desk.at, to: (await door([childId])).get(childId ?? 0) }
    },
    answer: data => ({ page: letterPageView(data) }),
    examples: letterExamples,
  })

/** Runs of a round, their offers, why of each, and the letters. */
export const runPages = (door: LetterDoor): readonly Route[] => [
  runsPage,
  beginAction,
  runPage,
  approveAction,
  orderPage,
  mapPage,
  whyPage,
  letterPage(door),
]
