import type { PlainDate } from '../../kernel/index.ts'
import { exampleCards } from '../find/results.examples.ts'
import type { TeamData, TeamsData } from './team.view.ts'
import type { OwnTeam } from './team-work.queries.ts'
import { countLoad, type HeldChild, type Member } from './team-work.ts'
import type { WorkerData } from './worker.view.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-05-04')
const team: OwnTeam = {
  id: 20,
  address: '0e000000-0000-4000-8000-000000000020',
  name: 'North Family Help and Protection',
  category: null,
  manages: true,
  allocates: true,
}
const priya: Member = { id: 7, address: '0e000000-0000-4000-8000-000000000007', name: 'Priya Raman', left: false }
const tom: Member = { id: 8, address: '0e000000-0000-4000-8000-000000000008', name: 'Tom Ellwood', left: true }
const days = {
  id: 1,
  userId: 7,
  first: day('2026-05-01'),
  last: day('2026-05-12'),
  coverId: 9,
  cover: 'Ada Birch',
}
const held = (childId: number, more: Partial<HeldChild>): HeldChild => ({
  childId,
  address: `0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c0${childId}`,
  work: 'social-work',
  since: day('2026-04-20'),
  why: 'a referral to be assessed',
  lead: undefined,
  coWorkers: [],
  offeredTo: undefined,
  fresh: true,
  waitsUntil: undefined,
  clock: undefined,
  nextOn: undefined,
  lastSeen: undefined,
  ...more,
})
const children = [
  held(1, { clock: { words: 'Assessment', on: day('2026-06-22') } }),
  held(2, { lead: 7, coWorkers: [8], fresh: false, nextOn: day('2026-05-06'), lastSeen: day('2026-04-28') }),
  held(3, { fresh: false, waitsUntil: day('2026-05-11'), clock: { words: 'Assessment', on: day('2026-05-01') } }),
]
const cards = new Map(exampleCards.map(card => [card.childId, card]))
const load = countLoad(children, [priya, tom], [{ childId: 2, owner: 8 }], today)
const usual: TeamData = {
  team,
  today,
  load,
  toAllocate: { shown: [load.toAllocate], page: 2, more: true },
  cards,
  duty: [{ id: 1, name: 'Priya Raman', first: day('2026-05-04'), last: day('2026-05-08') }],
  members: [priya],
  away: [days],
  places: [
    { team: team.id, name: 'Larchfield North', sort: 'ward', from: day('2025-09-01') },
    {
      team: team.id,
      name: 'Larchfield Primary',
      sort: 'school',
      laestab: '8012001',
      from: day('2026-09-01'),
      until: day('2027-09-01'),
    },
  ],
  uncovered: new Map([[7, 1]]),
}

export const teamsExamples: Readonly<Record<string, TeamsData>> = {
  usual: {
    teams: [team, { ...team, id: 21, name: 'Front Door', manages: false, allocates: false }],
    me: priya.address,
    lists: [],
    approves: true,
  },
  'a list of the service': {
    teams: [team],
    me: priya.address,
    lists: [{ category: 'young-carer', text: 'Register', href: '/support-register' }],
    approves: false,
  },
  'no team': { teams: [], me: priya.address, lists: [], approves: true },
}
export const teamExamples: Readonly<Record<string, TeamData>> = {
  usual,
  'nothing to allocate, on duty': {
    ...usual,
    team: { ...team, manages: false },
    load: countLoad([], [priya], [], today),
    toAllocate: { shown: [], page: 1, more: false },
    duty: [],
    places: [],
  },
}
export const workerExamples: Readonly<Record<string, WorkerData>> = {
  usual: {
    team,
    member: priya,
    own: false,
    today,
    all: 2,
    families: { shown: [children.slice(1, 3).map(one => ({ ...one, lead: 7 }))], page: 1, more: true },
    cards,
    alone: [],
    overdue: [{ childId: 2, owner: 7 }],
    receivers: [{ id: 9, name: 'Ada Birch', works: ['social-work'] }],
    away: { days: [days], uncovered: exampleCards.slice(0, 1), others: [{ ...tom, left: false }] },
  },
  'nothing, and has left': {
    team,
    member: tom,
    own: false,
    today,
    all: 0,
    families: { shown: [], page: 1, more: false },
    cards,
    alone: [],
    overdue: [],
    receivers: [],
    away: undefined,
  },
  'their own, and work that they do by themselves': {
    team: { ...team, manages: false, allocates: false },
    member: priya,
    own: true,
    today,
    all: 0,
    families: { shown: [], page: 1, more: false },
    cards,
    alone: exampleCards.slice(0, 2),
    overdue: [],
    receivers: [],
    away: undefined,
  },
}
