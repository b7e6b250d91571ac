import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxesNamed, boxesOf, boxNames, filledBoxes, plainDate, readBoxes } from './index.ts'

const march = { date: plainDate(2026, 3, 27) }
const wanting = { problem: 'needs a day, a month and a year, like 27 3 2017' }

test('three boxes are a day, however the month is written', () => {
  for (const month of ['3', '03', 'March', ' mar '])
    assert.deepEqual(readBoxes({ day: '27', month, year: '2026' }), march)
  assert.deepEqual(readBoxes(boxesOf(march.date)), march)
})

test('boxes that are all empty are no day, and one that is empty is asked for: a month is never taken for a day', () => {
  assert.equal(readBoxes({}), undefined)
  assert.equal(readBoxes({ day: ' ', month: '', year: '' }), undefined)
  for (const part of ['day', 'month', 'year'])
    assert.deepEqual(readBoxes({ day: '27', month: '3', year: '2026', [part]: '' }), wanting)
})

test('a form names its boxes after what it asks, and reads no others', () => {
  const fields = { 'review-day': '27', 'review-month': '3', 'review-year': '2026', 'from-day': '1', day: '9' }
  assert.deepEqual(readBoxes(boxesNamed('review', fields)), march)
  assert.deepEqual(readBoxes(boxesNamed('from', fields)), wanting)
})

test('a form that is filled with a day sends the boxes that are read back as that day', () => {
  const filled = filledBoxes('until', march.date)
  assert.deepEqual(Object.keys(filled), boxNames('until'))
  assert.deepEqual(readBoxes(boxesNamed('until', filled)), march)
  assert.deepEqual(filledBoxes('until', undefined), {})
})
