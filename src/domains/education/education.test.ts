import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleFact } from '../../children/index.ts'
import { schoolStays } from './education.page.ts'

const place = (body: Record<string, unknown>, on: string, said = 'school census') =>
  exampleFact('enrolment', { laestab: '8232001', ...body }, { on, said })

test('three censuses that tell of one place make one stay, with its last word', () => {
  const stays = schoolStays([
    place({ school: 'Larchfield Primary', entryDate: '2021-09-01', yearGroup: '3' }, '2025-01-16'),
    place({ school: 'Larchfield Primary', entryDate: '2021-09-01', yearGroup: '4' }, '2026-01-15'),
    place({ entryDate: '2021-09-01', leavingDate: '2026-04-03' }, '2026-04-10', 'transfer file'),
  ])
  assert.deepEqual(
    stays.map(s => [s.school, s.from, s.to, s.year, s.said]),
    [['Larchfield Primary', '2021-09-01', '2026-04-03', '4', 'transfer file']],
  )
})

test('a child who came back to the same school has two stays, the newest first', () => {
  const stays = schoolStays([
    place({ school: 'Larchfield Primary', entryDate: '2021-09-01', leavingDate: '2023-07-20' }, '2023-08-01'),
    place({ school: 'Larchfield Primary', entryDate: '2024-09-03' }, '2024-10-03'),
  ])
  assert.deepEqual(
    stays.map(s => s.from),
    ['2024-09-03', '2021-09-01'],
  )
})
