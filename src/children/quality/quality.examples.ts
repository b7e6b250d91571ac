import type { PlainDate } from '../../kernel/index.ts'
import type { Overview, SourceQuality } from './quality.queries.ts'
import type { MissingData } from './quality.view.ts'

const census = { id: 'school-census', name: 'School Census', files: 41, rows: 123_009, rejected: 640 }
const overview: Overview = {
  duplicates: 23,
  conflicts: 1_241,
  agreement: { pairs: 40, alike: 38 },
  sources: [census, { id: 'spreadsheet:hub', name: 'Holiday club list', files: 0, rows: 0, rejected: 0 }],
}
/** The whole record: usual, too little to say, no sources. */
export const overviewExamples: Readonly<Record<string, Overview>> = {
  usual: overview,
  'not enough data': { ...overview, duplicates: 0, conflicts: 0, agreement: { pairs: 3, alike: 2 } },
  'no sources yet': { ...overview, sources: [] },
}

const source: SourceQuality = {
  id: census.id,
  name: census.name,
  months: [
    { month: '2026-11', files: 14, rows: 41_003, rejected: 214 },
    { month: '2026-10', files: 13, rows: 41_010, rejected: 12 },
  ],
  completeness: {
    children: 1_000,
    told: { birth: 1_000, sex: 998, number: 981, address: 940 },
    addresses: 940,
    oldAddresses: 310,
    middle: '2026-01-15' as PlainDate,
  },
  earlier: ['2026-11', '2026-10', '2026-09'].map((month, i) => ({
    ...{ month, children: 1_000, addresses: 900 - i, oldAddresses: 290 + i },
    told: { birth: 1_000, sex: 998, number: 981 - 9 * i, address: 940 - 30 * i },
  })),
  conflicts: 37,
  agreement: { pairs: 31, alike: 30 },
}
/** One source: usual, one that is not named in the clearing house, one of which too little is known. */
export const sourceExamples: Readonly<Record<string, SourceQuality>> = {
  usual: source,
  'a service that not every child has': {
    ...source,
    id: 'annex-a',
    name: 'Annex A',
    conflicts: undefined,
    agreement: undefined,
  },
  'few addresses': {
    ...source,
    conflicts: 1,
    completeness: { ...source.completeness, addresses: 12, oldAddresses: 2 },
  },
  'not enough data': {
    ...source,
    agreement: { pairs: 2, alike: 2 },
    months: [],
    earlier: [],
    completeness: {
      children: 4,
      told: { birth: 4, sex: 4, number: 1, address: 0 },
      addresses: 0,
      oldAddresses: 0,
      middle: undefined,
    },
  },
}

const missing: MissingData = {
  ...{ id: census.id, source: census.name, what: 'address', more: false },
  children: [{ childId: 1, address: '00000000-0000-4000-8000-000000000001', name: 'Zoë Łukasik' }],
}
/** The list behind a number: some, more than are shown, none. */
export const missingExamples: Readonly<Record<string, MissingData>> = {
  usual: missing,
  'more than are shown': { ...missing, more: true },
  none: { ...missing, children: [] },
}
