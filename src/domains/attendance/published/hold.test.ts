import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import type { AbsenceCount } from '../by-school/absence-by-school.ts'
import { holdSmallChanges, type Published } from './hold.ts'

const [first, second] = ['2026-11-16', '2026-11-23'] as PlainDate[]
const mill = (pupils: number, persistent: number, severe: number, name = 'Mill Primary'): AbsenceCount => ({
  ...{ name, pupils, persistent, severe },
})
const published = (count: AbsenceCount): Published => ({ ...count, on: first! })
const after = (before: AbsenceCount, now: AbsenceCount, on = second!) => {
  const [one] = holdSmallChanges([published(before)], [now], 'school', on)
  return [one?.persistent, one?.on]
}

test('one pupil who crosses a line changes nothing that was published, nor do five', () => {
  assert.deepEqual(after(mill(200, 40, 10), mill(200, 41, 10)), [40, first])
  assert.deepEqual(after(mill(200, 40, 10), mill(200, 45, 10)), [40, first])
  assert.deepEqual(after(mill(200, 40, 10), mill(201, 48, 10)), [40, first], 'not beside a greater change either')
})

test('a change of six or more is published with its day, a small one after a term', () => {
  assert.deepEqual(after(mill(200, 40, 10), mill(200, 46, 10)), [46, second])
  assert.deepEqual(after(mill(200, 40, 10), mill(200, 41, 10), '2027-02-07' as PlainDate), [40, first])
  assert.deepEqual(after(mill(200, 40, 10), mill(200, 41, 10), '2027-02-08' as PlainDate), [41, '2027-02-08'])
})

test('a number that is hidden both times holds nothing back; where nothing that is shown changes, nor does the day', () => {
  assert.deepEqual(after(mill(200, 50, 2), mill(200, 50, 4)), [50, first])
  assert.deepEqual(after(mill(200, 50, 2), mill(210, 50, 4)), [50, second])
})

test('a group that is new is published; of two of one name nothing is held', () => {
  assert.equal(holdSmallChanges([], [mill(200, 40, 10)], 'school', second!)[0]?.on, second)
  const two = [mill(200, 40, 10), mill(100, 20, 10)]
  const again = holdSmallChanges(two.map(published), [mill(201, 40, 10), mill(100, 20, 10)], 'school', second!)
  assert.deepEqual(
    again.map(one => [one.pupils, one.on]),
    [
      [201, second],
      [100, second],
    ],
  )
})

test('what is shown to the nearest ten is held by its tens', () => {
  const years = (persistent: number) => [{ name: '8', pupils: 150, persistent, severe: 10 }]
  const kept = holdSmallChanges(years(41).map(published), years(43), 'year-group', second!)
  assert.deepEqual([kept[0]?.persistent, kept[0]?.on], [41, first])
  assert.equal(holdSmallChanges(years(41).map(published), years(52), 'year-group', second!)[0]?.on, second)
})

test('a group in which another number would be hidden than before keeps its numbers', () => {
  assert.deepEqual(after(mill(40, 17, 3), mill(52, 29, 3)), [17, first])
})
