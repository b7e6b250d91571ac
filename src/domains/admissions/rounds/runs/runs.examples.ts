import { exampleGate } from '../../../../children/index.ts'
import { exampleRound, exampleSchool } from '../rounds.examples.ts'
import type { MapData } from './map.view.ts'
import type { RunReport } from './run-report.ts'
import type { Run, WhyLine } from './runs.queries.ts'
import type { OrderData, RunData, RunsData } from './runs.view.ts'
import type { LetterData, WhyData } from './why.view.ts'

const sha = exampleRound.commitment
const report: RunReport = {
  input: { sha256: sha, files: [] },
  children: 71,
  preferences: 180,
  places: 60,
  offers: { total: 69, by_rank: { 1: 60, 2: 6 }, by_plan: 2, second_pass: 2, supernumerary: 1 },
  unplaced: 2,
  ranked_not_named: 0,
  not_ranked: 0,
  explanations: { written: 14, untrue: 0 },
  offer_and_release: { better_here: 2, worse_here: 0, children: [] },
  schools: [
    {
      school_id: exampleSchool.key,
      places: 30,
      offered: 31,
      by_plan: 1,
      supernumerary: 1,
      ranked: 52,
      waiting: 9,
      last_position: 41,
      last_criterion: 'other',
      last_distance: '0.642 miles',
    },
  ],
  rankedByCriterion: { [exampleSchool.key]: [2, 11, 39] },
}
const run: Run = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000021',
  state: 'done',
  step: null,
  startedBy: 'Olwen Pritchard',
  startedAt: new Date('2027-03-01T09:30:00Z'),
  inputSha256: sha,
  outputSha256: sha,
  report,
  faults: null,
  approvals: [{ by: 'Olwen Pritchard', userId: 1 }],
  approved: false,
}
const working: Run = { ...run, state: 'working', step: 'Ranking and giving places', report: null, approvals: [] }
const refused: Run = {
  ...working,
  state: 'refused',
  step: null,
  faults: [
    {
      file: 'preferences.csv',
      line: 12,
      problem: 'The distance of the child R-0043 from the school 8992001 is not known.',
      fix: 'Give coordinates of both, or the distance in distances.csv.',
    },
  ],
}
export const runsExamples: Readonly<Record<string, RunsData>> = {
  usual: { round: exampleRound, runs: [run], blockers: [] },
  'none, and none can begin': {
    round: exampleRound,
    runs: [],
    blockers: [{ text: '2 applications have something that nobody checked.', part: '/applications?page=1' }],
  },
}
const kai = { address: '0f000000-0000-4000-8000-000000000011', name: 'Kai Marsh', childId: 1 }
const line = { ...kai, school: exampleSchool.name, rank: 1, before: null, beforeRank: null }
const base = {
  round: exampleRound,
  schools: [exampleSchool],
  better: {
    total: 1,
    children: [{ ...kai, school: exampleSchool.name, rank: 1, before: 'Mill Lane Primary School', beforeRank: 2 }],
  },
  unplaced: [kai],
  careUnplaced: 1,
  elsewhere: { unasked: 0, refused: 0, silent: 1 },
}
export const runExamples: Readonly<Record<string, RunData>> = {
  usual: { ...base, run, differences: { total: 1, children: [line] }, mayApprove: true },
  'at another council’s school': {
    ...base,
    run: {
      ...run,
      report: { ...report, elsewhere: [{ school_id: '8152001', council: '815', offered: 2, refused: 1 }] },
    },
    differences: undefined,
    mayApprove: true,
    elsewhere: { unasked: 2, refused: 0, silent: 0 },
  },
  'at work': { ...base, run: working, differences: undefined, mayApprove: false },
  'could not be done': { ...base, run: refused, differences: undefined, mayApprove: false },
}
export const orderExamples: Readonly<Record<string, OrderData>> = {
  usual: {
    round: exampleRound,
    run,
    school: exampleSchool,
    page: 1,
    more: true,
    lines: [{ ...kai, position: 43, criterion: 2, distance: '0.842 miles', offered: false, waiting: 2 }],
  },
}
/** Why a child was refused, as the run of a round explains it. */
export const exampleRefusal: NonNullable<WhyLine['explanation']> = {
  child_id: 'R-0043',
  school_id: exampleSchool.key,
  preference_rank: 1,
  reason: 'R2',
  position: 43,
  ranked: 52,
  places: 30,
  share: null,
  share_places: 30,
  last_position: 41,
  criterion: 'Criterion 3 (other)',
  distance: '0.842 miles',
  last_criterion: 'Criterion 3 (other)',
  last_distance: '0.642 miles',
  waiting_position: 2,
  waiting: 9,
  appeal: 'prejudice',
  words:
    'Criterion 3 (other). 0.842 miles. All 30 places went to children with higher priority; the last was offered under criterion 3 (other) at 0.642 miles. You are 2nd on the waiting list; this can go down as well as up.',
}
const whyLine: WhyLine = {
  key: exampleSchool.key,
  school: exampleSchool.name,
  council: null,
  rank: 1,
  position: 43,
  criterion: 2,
  criterionName: 'other',
  distance: '0.842 miles',
  ahead: [
    { name: 'looked after', count: 2 },
    { name: 'brother or sister', count: 11 },
    { name: 'other', count: 29 },
  ],
  explanation: exampleRefusal,
}
/** Schools by coordinates and without, with small numbers among the offers. */
export const mapExamples: Readonly<Record<string, MapData>> = {
  usual: {
    round: exampleRound,
    run,
    schools: [
      exampleSchool,
      {
        ...exampleSchool,
        key: '8992002',
        name: 'Mill Lane Primary School',
        settings: { ...exampleSchool.settings, easting: 404_000, northing: 302_000 },
      },
    ],
  },
  'no coordinates': { round: exampleRound, run, schools: [] },
}
const child = {
  address: kai.address,
  reference: '1042',
  forename: 'Kai',
  surname: 'Marsh',
  isProtected: false,
  childId: 1,
}
const why: WhyData = {
  round: exampleRound,
  run,
  application: child,
  why: { place: { school: 'Mill Lane Primary School', rank: 2, given: 'preference' }, lines: [whyLine] },
}
const protectedWhy: WhyData = {
  ...why,
  application: { ...child, isProtected: true },
  why: {
    place: { school: null, rank: null, given: 'none' },
    lines: [{ ...whyLine, position: null, explanation: null }],
  },
}
export const whyExamples: Readonly<Record<string, WhyData>> = { usual: why, 'protected, without a place': protectedWhy }
const out = { ...exampleRound, releasedAt: exampleRound.releaseAt }
export const letterExamples: Readonly<Record<string, LetterData>> = {
  usual: { ...why, round: out, at: exampleRound.releaseAt, to: exampleGate.address },
  'without a place': { ...protectedWhy, round: out, at: exampleRound.releaseAt, to: undefined },
}
