import { exampleRound, exampleSchool } from '../rounds/index.ts'
import { exampleClocks, exampleDay, exampleFacts, exampleHeard, exampleLodged } from './appeals.examples.ts'
import type { Hearing, Refusal } from './appeals.queries.ts'
import type { HearingData, NewHearingData } from './hearing.view.ts'
import type { FindRefusalData, LodgeData } from './lodge.view.ts'

const errors = [{ field: 'reference', text: 'Enter the reference' }]
export const findRefusalExamples: Readonly<Record<string, FindRefusalData>> = {
  usual: { fields: {}, errors: [] },
  'with errors': { fields: { 'born-year': '2023' }, errors },
}
const refusal: Refusal = {
  application: '0f000000-0000-4000-8000-000000000011',
  applicationId: 1,
  roundId: exampleRound.id,
  round: exampleRound.name,
  reference: exampleFacts.reference,
  name: exampleFacts.name,
  childId: 1,
  key: exampleSchool.key,
  school: exampleSchool.name,
  refusedOn: exampleDay('2027-04-16'),
  appealed: false,
  sort: 'prejudice',
  inYear: false,
}
export const lodgeExamples: Readonly<Record<string, LodgeData>> = {
  usual: {
    refusals: [refusal, { ...refusal, key: '8992002', school: 'Quarry Bank Academy', refusedOn: null }],
    fields: {},
    errors: [],
  },
  'with errors': {
    refusals: [refusal],
    fields: {},
    errors: [{ field: 'school', text: 'Choose the school that refused' }],
  },
  'appealed already': { refusals: [{ ...refusal, appealed: true }], fields: {}, errors: [] },
}
export const newHearingExamples: Readonly<Record<string, NewHearingData>> = {
  usual: { appeal: exampleLodged, waiting: [exampleLodged], chosen: [exampleLodged.address], fields: {}, errors: [] },
  'with errors': {
    appeal: exampleLodged,
    waiting: [{ ...exampleLodged, clocks: exampleClocks }],
    chosen: [],
    fields: { 'member-1': 'Ann Lee', 'as-1': 'lay' },
    errors: [{ field: 'member-1', text: 'A panel has three members at least' }],
  },
}
const hearing: Hearing = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000062',
  heldOn: exampleDay('2027-06-29'),
  hour: '09:30',
  place: 'Committee room 2',
  panel: [
    { name: 'Ann Lee', member: 'lay', chair: true },
    { name: 'Bo Ek', member: 'education', chair: false },
    { name: 'Cy Dunn', member: 'lay', chair: false },
  ],
  calledOffAt: null,
  calledOffWhy: null,
  appeals: [exampleHeard],
}
export const hearingExamples: Readonly<Record<string, HearingData>> = {
  usual: { hearing, fields: {}, errors: [] },
  'called off': {
    hearing: {
      ...hearing,
      calledOffAt: new Date('2027-06-20T09:00:00Z'),
      calledOffWhy: 'Two members are ill.',
      appeals: [],
    },
    fields: {},
    errors: [],
  },
}
