import type { PlainDate } from '../../kernel/index.ts'
import type { SchoolsData } from './schools.view.ts'

const source = { id: 'daily-attendance', name: 'Daily attendance feed' }
const key = {
  id: '5b0f2a51-6a39-4c05-9a53-2b6f9d2f7a10',
  laestab: '8992017',
  school: 'Northmere Academy',
  madeAt: new Date('2026-09-02T09:00:00Z'),
  madeBy: 'Dev Anand',
  usedAt: new Date('2026-11-20T09:12:00Z'),
  revokedAt: null,
}
const old = {
  ...key,
  id: '0c7e1b88-1d4f-4a0e-8f0b-7a1f6b1f3c22',
  usedAt: null,
  revokedAt: new Date('2026-09-01T09:00:00Z'),
}

const sends = {
  laestab: '8992017',
  school: 'Northmere Academy',
  dueBy: '09:30',
  on: '2026-11-19' as PlainDate,
  cameAt: new Date('2026-11-19T09:12:00Z'),
  problem: null,
}
const sending = [
  { ...sends, problem: 'The API did not answer.', state: 'quiet' as const, quietFor: 3 },
  { ...sends, laestab: '8992018', school: 'Mill Primary', on: null, cameAt: null, state: undefined },
]

export const schoolsExamples: Readonly<Record<string, SchoolsData>> = {
  usual: { source, sending, keys: [key, { ...old, school: null, madeBy: null }], faults: [] },
  'just made': {
    source,
    sending: [],
    keys: [key],
    made: {
      id: key.id,
      laestab: key.laestab,
      secret: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    },
    faults: [],
  },
  fault: {
    source,
    sending: [],
    keys: [],
    given: '2017',
    faults: [{ field: 'laestab', text: 'Write the seven digits of the school.' }],
  },
}
