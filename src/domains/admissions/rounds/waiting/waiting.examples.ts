import { exampleOut, examplePlaces } from '../offers/offers.examples.ts'
import { exampleSchool } from '../rounds.examples.ts'
import type { ChildWaits, ListsState, Proposal, WaitingLine } from './waiting.queries.ts'
import type { ChildWaitsData, WaitingData } from './waiting.view.ts'

const state: ListsState = { due: false, at: new Date('2027-05-04T09:00:00Z'), faults: [] }
const stuck: ListsState = {
  due: true,
  at: null,
  faults: [
    {
      file: 'preferences.csv',
      line: 12,
      problem: 'The distance of the child R-0043 from the school 8992001 is not known.',
      fix: 'Give coordinates of both, or the distance in distances.csv.',
    },
  ],
}
const moved = { from: 3, joined: 1, left: 0, risen: 0, fallen: 0, own: false }
const application = '0f000000-0000-4000-8000-000000000011'
const line: WaitingLine = {
  address: application,
  name: 'Kai Marsh',
  childId: 1,
  position: 4,
  equal: true,
  criterion: 2,
  distance: '0.842 miles',
  moved,
  since: new Date('2027-05-04T09:00:00Z'),
}
const proposal: Proposal = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000041',
  applicationId: 2,
  application,
  childId: 1,
  name: 'Ada Marsh',
  by: 'Olwen Pritchard',
  byUser: 1,
  at: new Date('2027-05-04T10:00:00Z'),
  draw: { supervisor: 'The monitoring officer', among: ['R-0001', 'R-0002'] },
}
const base = { round: exampleOut, school: exampleSchool, places: examplePlaces, userId: 2, page: 1 }
export const waitingExamples: Readonly<Record<string, WaitingData>> = {
  usual: { ...base, state, proposals: [proposal], needsDraw: true, more: true, lines: [line], errors: [] },
  'cannot be put in order': {
    ...base,
    state: stuck,
    proposals: [],
    needsDraw: false,
    more: false,
    lines: [],
    errors: [],
  },
}
const waits: ChildWaits = {
  key: exampleSchool.key,
  school: exampleSchool.name,
  rank: 1,
  ownOrder: false,
  position: 4,
  equal: false,
  of: 9,
  criterion: 2,
  criterionName: 'other',
  distance: '0.842 miles',
  moved,
  ahead: [
    { name: 'brother or sister', count: 1 },
    { name: 'other', count: 2 },
  ],
  earlier: [{ position: 3, moved: null, since: new Date('2027-04-16T08:01:00Z') }],
}
const child = { address: application, forename: 'Kai', surname: 'Marsh', isProtected: false }
export const childWaitsExamples: Readonly<Record<string, ChildWaitsData>> = {
  usual: { round: exampleOut, application: child, state, waits: [waits] },
  'protected, on a list that the school ranks': {
    round: exampleOut,
    application: { ...child, isProtected: true },
    state,
    waits: [{ ...waits, ownOrder: true, criterion: null, criterionName: null, distance: null, ahead: [], earlier: [] }],
  },
  'on none': { round: exampleOut, application: child, state, waits: [] },
}
