import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayInName, latestDay, yearEndInName } from './file-dates.ts'

test('the day of a file is read from its name, whichever way it is written', () => {
  assert.equal(dayInName('Annex_A_2025-11-20.xlsx'), '2025-11-20')
  assert.equal(dayInName('annexA 20251120 final.xlsx'), '2025-11-20')
  assert.equal(dayInName('Annex_A_2024_Jan.xlsx'), '2024-01-01')
  assert.equal(dayInName('lists September 2024.xlsx'), '2024-09-01')
  for (const name of ['Annex_A.xlsx', 'Annex_A_v7.xlsx', 'list 2025-13-40.xlsx', 'children 2024 final.xlsx'])
    assert.equal(dayInName(name), undefined, name)
})

test('the year of a return is the one it ends in', () => {
  const years = [
    '903_2024_25.csv',
    '903 2024-2025.csv',
    '2024 to 2025 episodes.csv',
    '202425_header.csv',
    '2025.csv',
    'episodes.csv',
  ]
  assert.deepEqual(years.map(yearEndInName), [2025, 2025, 2025, 2025, 2025, undefined])
})

test('the latest day among values is no child’s number and no code', () => {
  assert.equal(latestDay(['46775', '12/03/2002', 'UN4', '2017-11-25', 'NM4 2QT', '']), '2017-11-25')
  assert.equal(latestDay(['46775', '999']), undefined)
})
