import type { PlainDate } from '../../kernel/index.ts'
import { listedRuns } from './imports.examples.ts'
import type { SourceDetails } from './sources.queries.ts'
import type { SourceData, SourcesData } from './sources.view.ts'

const census: SourceDetails = {
  id: 'school-census',
  name: 'School Census',
  layout: 'school-census',
  service: 'Schools',
  due: 'Three times a year',
  trust: { default: 3 },
  givesGrounds: false,
  mapped: false,
  purpose: 'To know which children are at which school',
  basis: 'Education Act 1996, section 537A',
  owner: 'Head of education',
  fields: 'Who a child is, their school and their attendance',
  ownerKey: 'jo-reed',
  ownerLeft: false,
  ownerPhone: '01632 960114',
  ownerEmail: 'jo.reed@northmere.example',
  reviewOn: '2027-11-20' as PlainDate,
  withdrawnAt: null,
  live: true,
  proposed: false,
  lastCame: new Date('2026-11-20T09:05:00Z'),
  lastRun: '00000000-0000-4000-8000-000000000001',
  lastRows: 41_003,
  lastRejected: 214,
  waiting: 0,
}
const list: SourceDetails = {
  ...census,
  id: 'spreadsheet:early-help',
  name: 'Early Help MASTER',
  layout: 'spreadsheet',
  service: 'Early help',
  due: null,
  trust: { default: 7 },
  purpose: null,
  basis: null,
  owner: null,
  fields: null,
  ownerKey: null,
  ownerPhone: null,
  ownerEmail: null,
  reviewOn: null,
  live: false,
  lastCame: null,
  lastRun: null,
  lastRows: 0,
  lastRejected: 0,
  waiting: 1,
}

/** One with an agreement, and one without. */
export const exampleSources = [census, list] as const
export const sourcesExamples: Readonly<Record<string, SourcesData>> = {
  usual: { sources: [census, list], schools: new Map([[census.id, { quiet: 3, unasked: 1 }]]) },
  none: { sources: [], schools: new Map() },
}

export const sourceExamples: Readonly<Record<string, SourceData>> = {
  'in force': {
    source: census,
    tells: ['identity', 'contact', 'attendance', 'send', 'young-carer'],
    runs: listedRuns.slice(0, 1),
    bySchool: true,
  },
  'no agreement': { source: list, tells: [], runs: [], bySchool: false },
}
