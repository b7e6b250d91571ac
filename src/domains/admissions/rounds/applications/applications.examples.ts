import type { PlainDate } from '../../../../kernel/index.ts'
import { exampleRound, exampleSchool, roundHomeExamples } from '../rounds.examples.ts'
import type { ApplicationData } from './application.view.ts'
import type { Application } from './applications.queries.ts'
import type { ApplicationsData, NewApplicationData } from './applications.view.ts'
import type { MissingData } from './missing.view.ts'

const at = new Date('2026-11-20T10:00:00Z')
const application: Application = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000011',
  reference: 'R-0043',
  forename: 'Kai',
  surname: 'Marsh',
  birthDate: '2023-03-09' as PlainDate,
  receivedOn: '2026-11-18' as PlainDate,
  standing: 'unchecked',
  childId: 1,
  upn: null,
  tied: 'found',
  record: '0f000000-0000-4000-8000-000000000012',
  goodReason: null,
  stateWhy: null,
  online: null,
  toldBy: 'Olwen Pritchard',
  toldAt: at,
  isProtected: false,
  checks: [
    {
      fact: 'address',
      value: 'NM1 4QT, grid 401250 305500',
      found: { holds: true, proof: 'Council tax', by: 'Olwen Pritchard', at },
    },
    { fact: 'brother_or_sister', value: '8992001' },
  ],
  preferences: [{ rank: 1, key: exampleSchool.key, name: exampleSchool.name }],
  others: [],
}
const untied: Application = {
  ...application,
  standing: 'twice',
  tied: null,
  record: null,
  childId: null,
  isProtected: true,
  checks: [{ fact: 'address', value: undefined }],
  others: [
    { address: '0f000000-0000-4000-8000-000000000013', reference: 'R-0044', receivedOn: '2026-11-19' as PlainDate },
  ],
}
const counts = roundHomeExamples.usual!.counts
const { forename, surname, preferences, ...line } = application
const listed = { ...line, name: `${forename} ${surname}`, schools: preferences.map(one => one.name) }
export const applicationsExamples: Readonly<Record<string, ApplicationsData>> = {
  usual: { round: exampleRound, counts, standing: undefined, page: 1, more: true, applications: [listed], faults: [] },
  'none, with faults': {
    round: exampleRound,
    counts,
    standing: 'late',
    page: 1,
    more: false,
    applications: [],
    faults: [{ file: 'children.csv', line: 4, problem: 'The child has no surname.', fix: 'Give it.' }],
  },
}
export const newApplicationExamples: Readonly<Record<string, NewApplicationData>> = {
  'with errors': {
    round: exampleRound,
    schools: [exampleSchool],
    fields: {},
    errors: [{ field: 'forename', text: 'Enter the forename' }],
  },
}
export const applicationExamples: Readonly<Record<string, ApplicationData>> = {
  usual: { round: exampleRound, application, schools: [exampleSchool], fields: {}, errors: [] },
  'another for the child, protected': {
    round: exampleRound,
    application: untied,
    schools: [exampleSchool],
    fields: {},
    errors: [{ field: 'proof', text: 'Write by which proof you checked it' }],
  },
}
export const missingExamples: Readonly<Record<string, MissingData>> = {
  usual: {
    round: exampleRound,
    total: 1,
    children: [{ childId: 1, name: 'Ada Marsh', birthDate: '2023-03-09' as PlainDate }],
  },
  nobody: { round: exampleRound, total: 0, children: [] },
}
