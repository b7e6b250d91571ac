import { exampleOut } from '../offers/offers.examples.ts'
import { exampleRound, exampleSchool } from '../rounds.examples.ts'
import type { SecondRun } from './second.queries.ts'
import type { SecondData, SecondRunData } from './second.view.ts'

const run: SecondRun = {
  id: 2,
  address: '0f000000-0000-4000-8000-000000000051',
  state: 'done',
  startedBy: 'Olwen Pritchard',
  startedAt: new Date('2027-05-10T09:30:00Z'),
  inputSha256: exampleRound.commitment,
  report: {
    children: 74,
    moves: [{ application: 1, key: exampleSchool.key, rank: 1, before: null }],
    without: 2,
  },
  faults: null,
  approvals: [{ by: 'Olwen Pritchard', userId: 1 }],
  appliedAt: null,
  current: true,
}
const move = {
  address: '0f000000-0000-4000-8000-000000000011',
  name: 'Kai Marsh',
  childId: 1,
  before: null,
  school: exampleSchool.name,
  rank: 1,
}
export const secondExamples: Readonly<Record<string, SecondData>> = {
  usual: { round: exampleOut, runs: [run], commitment: exampleRound.commitment, blockers: [] },
  'cannot begin': {
    round: exampleRound,
    runs: [],
    commitment: null,
    blockers: [{ text: 'The offers of the first round are not out yet.', part: '/runs' }],
  },
}
export const secondRunExamples: Readonly<Record<string, SecondRunData>> = {
  usual: { round: exampleOut, run, moves: [move], userId: 2 },
  'at work': {
    round: exampleOut,
    run: { ...run, state: 'working', report: null, approvals: [] },
    moves: [],
    userId: 2,
  },
}
