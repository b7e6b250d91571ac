import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import type { TeamWork, TeamWorker } from './allocation.ts'
import type { AllocationData, WorkToGiveOut } from './allocation.view.ts'

const day = (text: string) => text as PlainDate
const lead: TeamWorker = {
  involvement: 2,
  id: 7,
  name: 'Priya Raman',
  since: day('2026-01-12'),
  coWorks: false,
  left: false,
}
const work: TeamWork = {
  involvement: 1,
  address: '0e000000-0000-4000-8000-000000000021',
  teamId: 20,
  teamAddress: '0e000000-0000-4000-8000-000000000020',
  team: 'North Family Help and Protection',
  work: 'social-work',
  since: day('2026-01-10'),
  lead: undefined,
  coWorkers: [],
  offer: undefined,
  waits: undefined,
}
const offer = {
  entry: 9,
  address: '0e000000-0000-4000-8000-000000000029',
  fromId: 7,
  toId: 8,
  to: 'Tom Ellwood',
  byId: 7,
  on: exampleDay,
  reason: 'leaving',
}
const toAllocate: WorkToGiveOut = {
  work,
  acts: ['allocate', 'wait', 'transfer', 'close'],
  candidates: [
    { id: 7, name: 'Priya Raman', does: 'Social worker' },
    { id: 8, name: 'Tom Ellwood', does: '' },
  ],
  teams: [{ id: 21, name: 'South Family Help and Protection', near: ['Larchfield Primary'] }],
  stands: [],
}
const allocated: WorkToGiveOut = {
  ...toAllocate,
  work: {
    ...work,
    lead,
    coWorkers: [{ ...lead, id: 8, involvement: 3, name: 'Tom Ellwood', coWorks: true, left: true }],
  },
  acts: ['move', 'add', 'remove', 'transfer', 'close'],
  candidates: [],
  stands: [
    { text: 'a child protection plan', part: '' },
    { text: 'the task “Ring school about Mondays”', part: '/tasks' },
  ],
}
const usual: AllocationData = {
  header: ameliaHeader,
  today: exampleDay,
  works: [toAllocate],
  offers: [],
  toGive: [],
  past: [
    {
      act: 'waits',
      on: day('2026-01-11'),
      team: work.team,
      worker: undefined,
      by: 'Dawn Hughes',
      until: day('2026-01-20'),
      why: 'Both workers are in court',
    },
    {
      act: 'team',
      on: day('2026-01-10'),
      team: work.team,
      worker: undefined,
      by: 'Maud Kessler',
      until: undefined,
      why: '',
    },
  ],
  fields: {},
  errors: [],
}
export const allocationExamples: Readonly<Record<string, AllocationData>> = {
  usual,
  allocated: { ...usual, works: [allocated] },
  'with errors': {
    ...usual,
    works: [allocated],
    fields: { act: 'close' },
    errors: [
      { field: 'act', text: 'The work cannot end while these are open: a child protection plan' },
      { field: 'closed-day', text: 'Enter the last day' },
      { field: 'why', text: 'Write why' },
    ],
    chosen: work.address,
  },
  'a hand-over to answer': {
    ...usual,
    works: [],
    offers: [{ work: { ...work, lead, offer }, answers: ['take', 'send-back'] }],
    fields: { answer: 'send-back' },
    errors: [{ field: 'whyNot', text: 'Write why you do not take it' }],
  },
  'a hand-over that waits': {
    ...usual,
    works: [],
    offers: [{ work: { ...work, lead, offer }, answers: ['withdraw'] }],
  },
  'works alone': { ...usual, works: [], past: [], toGive: [{ id: 20, name: work.team, work: work.work }] },
}
