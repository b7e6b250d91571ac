import type { PlainDate } from '../../../kernel/index.ts'
import type { Absence } from './absence-by-school.view.ts'

const on = '2026-11-23' as PlainDate
const at = new Date('2026-11-23T07:40:00Z')
const counts = [
  { name: 'Mill Primary', pupils: 212, persistent: 31, severe: 3, on },
  { name: 'Larchfield Academy', pupils: 1184, persistent: 240, severe: 36, on: '2026-10-05' as PlainDate },
  { name: 'Quarry Lane Special School', pupils: 4, persistent: 2, severe: 1, on },
]
const years = ['10', 'R', '1', undefined].map(name => ({ name, pupils: 148, persistent: 20, severe: 2, on }))
/** Each grouping, and a year of which nothing is counted. */
export const absenceExamples: Readonly<Record<string, Absence>> = {
  usual: {
    ...{ year: 2026, now: 2026, grouping: 'school', counts, at },
    reach: [
      { school: 'Mill Primary', datesTold: false },
      { school: 'Larchfield Academy', datesTold: true, quietSince: '2026-11-18' as PlainDate },
    ],
  },
  'by year group': { year: 2026, now: 2026, grouping: 'year-group', counts: years, reach: [] },
  'by area': {
    ...{ year: 2025, now: 2026, reach: [] },
    grouping: 'area',
    counts: [{ name: 'NM4', pupils: 96, persistent: 14, severe: 0, on }],
  },
  'by ward': {
    ...{ year: 2026, now: 2026, reach: [] },
    grouping: 'ward',
    counts: [
      { name: 'Larchfield North', pupils: 143, persistent: 21, severe: 1, on },
      { name: undefined, pupils: 38, persistent: 6, severe: 0, on },
    ],
  },
  'by care group': {
    ...{ year: 2026, now: 2026, grouping: 'care', at, reach: [] },
    counts: [
      { name: 'in-care', pupils: 61, persistent: 14, severe: 4, on },
      { name: 'special-needs', pupils: 388, persistent: 96, severe: 12, on },
      { name: undefined, pupils: 2_140, persistent: 301, severe: 22, on },
    ],
  },
  'nothing to count': { year: 2024, now: 2026, grouping: 'school', counts: [], reach: [] },
}
