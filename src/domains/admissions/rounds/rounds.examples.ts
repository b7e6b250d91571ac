import type { PlainDate } from '../../../kernel/index.ts'
import type { RoundCounts } from './counts.queries.ts'
import type { OwnOrder } from './orders/orders.queries.ts'
import type { RoundHome } from './round-home.view.ts'
import type { AdmissionRound, RoundSchool } from './rounds.queries.ts'
import type { RoundsData } from './rounds.view.ts'
import { schoolFields } from './set-up/school-form.ts'
import type { SchoolFormData, SchoolsData } from './set-up/schools.view.ts'
import { daysOfYearGroup } from './set-up/year-group.ts'

/** A round that has not closed. */
export const exampleRound: AdmissionRound = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000001',
  name: 'Reception 2027',
  bornFrom: '2022-09-01' as PlainDate,
  bornTo: '2023-08-31' as PlainDate,
  closesOn: '2027-01-15' as PlainDate,
  offerDay: '2027-04-16' as PlainDate,
  releaseAt: new Date('2027-04-16T08:00:00Z'),
  commitment: 'f7dd163228c18190da912ba4397d33ec00176a76b7f516de1c794574a5940a1c',
  supervisor: 'The monitoring officer',
  secondPass: true,
  onlineFrom: undefined,
  yearGroup: undefined,
  appealsBy: '2027-05-17' as PlainDate,
  appealsTo: { address: 'Town Hall\nMarket Square\nNorthmere NM1 1AA', email: 'appeals@northmere.example' },
  releasedAt: undefined,
}
/** A year group, to which families apply during the year. */
export const exampleYearGroup: AdmissionRound = {
  ...exampleRound,
  address: '0f000000-0000-4000-8000-000000000002',
  name: 'Year 4, 2026 to 2027',
  ...daysOfYearGroup('4', 2026),
  yearGroup: '4',
  releasedAt: new Date('2026-11-02T10:00:00Z'),
}
/** A school that ranks by the usual criteria. */
export const exampleSchool: RoundSchool = {
  key: '8992001',
  name: 'Larchfield Primary School',
  places: 30,
  ownOrder: false,
  settings: {
    easting: 401_200,
    northing: 305_400,
    distance: { from: 'coordinates', unit: 'miles', decimals: 3 },
    criteria: [
      { name: 'looked after', when: { looked_after: true }, measure_shown: false },
      { name: 'brother or sister', when: { brother_or_sister: '@school' } },
      { name: 'other' },
    ],
    twin_clause: true,
  },
  toldBy: 'Olwen Pritchard',
  toldAt: new Date('2026-11-02T10:00:00Z'),
}
const counts: RoundCounts = {
  schools: 2,
  places: 60,
  applications: 71,
  ready: 66,
  untied: 1,
  twice: 2,
  unchecked: 1,
  late: 1,
  withdrawn: 3,
  ordersMissing: 1,
  leftOut: 2,
  runs: 0,
  online: 2,
}
const none: RoundCounts = {
  schools: 0,
  places: 0,
  applications: 0,
  ready: 0,
  untied: 0,
  twice: 0,
  unchecked: 0,
  late: 0,
  withdrawn: 0,
  ordersMissing: 0,
  leftOut: 0,
  runs: 0,
  online: 0,
}
export const roundsExamples: Readonly<Record<string, RoundsData>> = {
  usual: { rounds: [exampleYearGroup, exampleRound], fields: {}, errors: [] },
  'nothing, with errors': {
    rounds: [],
    fields: {},
    errors: [{ field: 'name', text: 'Enter what the round is called' }],
  },
}
export const roundHomeExamples: Readonly<Record<string, RoundHome>> = {
  usual: { round: exampleRound, counts, refusedSince: 0, paused: undefined },
  'a year group': { round: exampleYearGroup, counts, refusedSince: 0, paused: undefined },
  'just begun': { round: exampleRound, counts: none, refusedSince: 0, paused: undefined },
  paused: {
    round: exampleRound,
    counts,
    refusedSince: 0,
    paused: 'Olwen Pritchard paused this round on 15 April 2027 at 5pm: Two plans have named schools since the run.',
  },
  'offers that do not go out': { round: exampleRound, counts, refusedSince: 1, paused: undefined },
}
/** A school that ranks for itself, and what it has sent. */
export const ownSchool: RoundSchool = {
  ...exampleSchool,
  key: '8994001',
  name: 'St Hilda’s Primary School',
  ownOrder: true,
}
export const exampleOrder: OwnOrder = {
  key: ownSchool.key,
  ranked: 41,
  cannotTake: 1,
  notNamed: 2,
  leftOut: 1,
  careBelow: 1,
  sentBy: 'Olwen Pritchard',
  sentAt: new Date('2027-02-02T10:00:00Z'),
}
export const schoolsExamples: Readonly<Record<string, SchoolsData>> = {
  usual: { round: exampleRound, schools: [exampleSchool, ownSchool], orders: [exampleOrder], faults: [] },
  'nothing, with faults': {
    round: exampleRound,
    schools: [],
    orders: [],
    faults: [
      { file: 'schools.csv', line: 3, problem: 'The school 8992001 is there twice.', fix: 'Leave one of the two.' },
    ],
  },
}
export const schoolFormExamples: Readonly<Record<string, SchoolFormData>> = {
  usual: { round: exampleRound, school: exampleSchool, fields: schoolFields(exampleSchool), errors: [] },
  'a new one, with errors': {
    round: exampleRound,
    school: undefined,
    fields: {},
    errors: [{ field: 'name', text: 'Enter the name of the school' }],
  },
}
