import type { ImportsData } from './imports.view.ts'
import type { ListedRun } from './runs.queries.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Invented imports for the gallery and the tests. */
export const listedRuns: readonly ListedRun[] = [
  {
    run: uuid(1),
    sourceId: 'school-census',
    source: 'School Census',
    period: '2026 autumn',
    state: 'reading',
    receivedAt: new Date('2026-11-20T09:05:00Z'),
    rows: 18_240,
    rejected: 12,
    waiting: 0,
    review: 0,
  },
  {
    run: uuid(2),
    sourceId: 'spreadsheet:early-help',
    source: 'Early Help MASTER',
    period: '2026 November',
    state: 'waiting',
    receivedAt: new Date('2026-11-19T16:20:00Z'),
    rows: 0,
    rejected: 0,
    waiting: 0,
    review: 0,
  },
  {
    run: uuid(3),
    sourceId: 'annex-a',
    source: 'Annex A',
    period: '2026-11',
    state: 'done',
    receivedAt: new Date('2026-11-02T08:00:00Z'),
    rows: 1116,
    rejected: 3,
    waiting: 9,
    review: 4,
  },
  {
    run: uuid(4),
    sourceId: 'ctf',
    source: 'Common Transfer File',
    period: 'a school with a very long name indeed that sends its file twice a week',
    state: 'failed',
    receivedAt: new Date('2026-10-30T08:00:00Z'),
    rows: 0,
    rejected: 0,
    waiting: 0,
    review: 0,
  },
]
const sources = [
  { id: 'annex-a', name: 'Annex A' },
  { id: 'spreadsheet:early-help', name: 'Early Help MASTER' },
]

export const importsExamples: Readonly<Record<string, ImportsData>> = {
  usual: { runs: listedRuns, sources, page: 1, more: false },
  'nothing has come': { runs: [], sources: [], page: 1, more: false },
  'many pages': { runs: listedRuns, sources, page: 2, more: true },
}
