import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOfSchoolAge, type PlainDate, schoolAge } from './index.ts'

const day = (text: string) => text as PlainDate
const from = (born: string) => schoolAge(day(born)).from
const until = (born: string) => schoolAge(day(born)).until

test('compulsory school age begins on the 31 March, 31 August or 31 December after the fifth birthday, or on it', () => {
  assert.equal(from('2021-03-31'), '2026-03-31')
  assert.equal(from('2021-04-01'), '2026-08-31')
  assert.equal(from('2021-08-31'), '2026-08-31')
  assert.equal(from('2021-09-01'), '2026-12-31')
  assert.equal(from('2021-12-31'), '2026-12-31')
  assert.equal(from('2022-01-01'), '2027-03-31')
  assert.equal(from('2020-02-29'), '2025-03-31')
})

test('it ends on the last Friday in June of the school year in which the child turns sixteen', () => {
  assert.equal(until('2010-09-01'), '2027-06-25', 'sixteen in September: at the end of that school year')
  assert.equal(until('2010-08-31'), '2026-06-26', 'sixteen in the holiday: at the end of the year before it')
  assert.equal(until('2010-06-26'), '2026-06-26', 'sixteen on the day itself')
  assert.equal(until('2007-01-15'), '2023-06-30', 'a year in which 30 June is a Friday')
})

test('both days are within it, and of a child whose birth date is not known to the day nobody says no', () => {
  const age = schoolAge(day('2010-09-01'))
  assert.deepEqual(
    ['2015-12-30', '2015-12-31', '2027-06-25', '2027-06-26'].map(on => isOfSchoolAge(age, day(on))),
    [false, true, true, false],
  )
  assert.ok(isOfSchoolAge(undefined, day('2030-01-01')))
})
