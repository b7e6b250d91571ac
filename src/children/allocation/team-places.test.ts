import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { type TeamPlace, teamsNearFirst } from './team-places.ts'

const day = (text: string) => text as PlainDate
const teams = [
  { id: 1, name: 'North' },
  { id: 2, name: 'South' },
  { id: 3, name: 'West' },
]
const places: readonly TeamPlace[] = [
  { team: 2, name: 'Quay', sort: 'ward', from: day('2026-09-01') },
  { team: 3, name: 'Quay', sort: 'ward', from: day('2025-09-01'), until: day('2026-09-01') },
  { team: 3, name: 'Larchfield Primary', sort: 'school', laestab: '8012001', from: day('2025-09-01') },
]
const near = (on: string, child: Parameters<typeof teamsNearFirst>[2]) =>
  teamsNearFirst(teams, places, child, day(on)).map(({ name, near = [] }) => [name, ...near].join(': '))

test('the teams to which a child’s ward or school belongs on that day come first, and every team can be chosen', () => {
  const child = { ward: 'Quay', laestab: '8012001' }
  assert.deepEqual(near('2026-08-31', child), ['West: Quay: Larchfield Primary', 'North', 'South'])
  assert.deepEqual(near('2026-09-01', child), ['South: Quay', 'West: Larchfield Primary', 'North'])
  assert.deepEqual(near('2026-09-01', { ward: undefined, school: 'LARCHFIELD primary' }), [
    'West: Larchfield Primary',
    'North',
    'South',
  ])
  assert.deepEqual(near('2026-09-01', { ward: undefined }), ['North', 'South', 'West'])
})
