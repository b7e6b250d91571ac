import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  dayAged,
  dayOfWeek,
  daysBetween,
  fromEpochDay,
  isPlainDate,
  isWeekday,
  mondayOf,
  type PlainDate,
  parsePlainDate,
  plainDate,
  toEpochDay,
} from './index.ts'

const day = (text: string): PlainDate => {
  assert.ok(isPlainDate(text), text)
  return text
}
const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map(fromEpochDay)

test('a day that the calendar does not have cannot be made', () => {
  assert.equal(plainDate(2024, 2, 29), '2024-02-29')
  assert.throws(() => plainDate(2023, 2, 29), RangeError)
  assert.throws(() => plainDate(1900, 2, 29), RangeError)
  assert.throws(() => plainDate(2024, 13, 1), RangeError)
  assert.throws(() => plainDate(2024, 1.5, 1), RangeError)
  assert.equal(parsePlainDate('2000-02-29'), '2000-02-29')
  for (const wrong of ['2023-02-29', '2023-2-9', '2023-02-09 ', '0000-01-01', '20230209', '2023-00-10'])
    assert.equal(parsePlainDate(wrong), undefined, wrong)
})

test('days are counted as JavaScript’s UTC calendar counts them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), epochDay => {
      const date = fromEpochDay(epochDay)
      const utc = new Date(epochDay * 86_400_000)
      assert.equal(date, utc.toISOString().slice(0, 10))
      assert.equal(toEpochDay(date), epochDay)
      assert.equal(dayOfWeek(date) % 7, utc.getUTCDay())
    }),
  )
})

test('the calendar ends with the year 9999 and begins with the year 1', () => {
  assert.equal(fromEpochDay(toEpochDay(day('9999-12-31'))), '9999-12-31')
  assert.equal(fromEpochDay(toEpochDay(day('0001-01-01'))), '0001-01-01')
  assert.throws(() => addDays(day('9999-12-31'), 1), RangeError)
  assert.throws(() => addDays(day('0001-01-01'), -1), RangeError)
})

test('adding days and counting them are one another’s opposites, and earlier days sort first as text', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (date, n) => {
      const other = addDays(date, n)
      assert.equal(daysBetween(date, other), n)
      assert.equal(other > date, n > 0)
    }),
  )
})

test('30 November and three months is the last day of February', () => {
  assert.equal(addMonths(day('2026-11-30'), 3), '2027-02-28')
  assert.equal(addMonths(day('2027-11-30'), 3), '2028-02-29')
  assert.equal(addMonths(day('2027-01-05'), 3), '2027-04-05')
  assert.equal(addMonths(day('2026-12-30'), 3), '2027-03-30')
  assert.equal(addMonths(day('2026-01-31'), -2), '2025-11-30')
  assert.equal(addYears(day('2024-02-29'), 1), '2025-02-28')
  assert.equal(addYears(day('2024-02-29'), 4), '2028-02-29')
})

test('EHC deadlines are whole weeks through holidays: request on 12 January 2026', () => {
  const due = [6, 12, 16, 20].map(weeks => addDays(day('2026-01-12'), weeks * 7))
  assert.deepEqual(due, ['2026-02-23', '2026-04-06', '2026-05-04', '2026-06-01'])
})

test('annual review and phase transfer are whole weeks too (domain.md §0.2): a review of 5 October 2026, a transfer of 15 February 2027', () => {
  const after = [2, 4, 12].map(weeks => addDays(day('2026-10-05'), weeks * 7))
  assert.deepEqual(after, ['2026-10-19', '2026-11-02', '2026-12-28'])
  const before = [12, 20].map(weeks => addDays(day('2027-02-15'), -weeks * 7))
  assert.deepEqual(before, ['2026-11-23', '2026-09-28'])
})

test('a week begins on Monday', () => {
  assert.equal(dayOfWeek(day('2026-11-23')), 1)
  assert.equal(mondayOf(day('2026-11-29')), '2026-11-23')
  assert.equal(mondayOf(day('2026-11-23')), '2026-11-23')
  assert.equal(isWeekday(day('2026-11-28')), false)
  fc.assert(fc.property(anyDay, date => dayOfWeek(mondayOf(date)) === 1 && daysBetween(mondayOf(date), date) < 7))
})

test('a child is a year older at the start of the birthday; a leap-day child on 1 March', () => {
  const birthday = day('2008-05-03')
  assert.equal(ageOn(birthday, day('2026-05-02')).years, 17)
  assert.equal(ageOn(birthday, day('2026-05-03')).years, 18)
  assert.equal(ageOn(day('2008-02-29'), day('2026-02-28')).years, 17)
  assert.equal(ageOn(day('2008-02-29'), day('2026-03-01')).years, 18)
  assert.equal(ageOn(day('2008-02-29'), day('2024-02-29')).years, 16)
  assert.deepEqual(ageOn(day('2026-01-31'), day('2026-03-01')), { years: 0, months: 1, weeks: 4 })
  assert.ok(ageOn(day('2026-06-04'), day('2026-06-03')).weeks < 0)
})

test('the day of an age is the first on which it is that age, on whatever day of four years somebody was born', () => {
  for (let born = day('2008-01-01'); born < day('2012-01-01'); born = addDays(born, 1))
    for (const months of [1, 192, 198, 210, 216]) {
      const first = dayAged(born, months)
      assert.deepEqual([ageOn(born, first).months, ageOn(born, addDays(first, -1)).months], [months, months - 1], born)
    }
})

test('nobody grows younger', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(9000), fc.nat(400), (dob, first, more) => {
      const [younger, older] = [ageOn(dob, addDays(dob, first)), ageOn(dob, addDays(dob, first + more))]
      assert.ok(younger.years >= 0 && older.months >= younger.months && older.weeks >= younger.weeks)
    }),
  )
})
