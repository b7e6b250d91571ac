import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addWorkingDays,
  bankHolidaysIn,
  declareBankHolidays,
  fromEpochDay,
  isWorkingDay,
  type PlainDate,
  parsePlainDate,
  workingDayOnOrAfter,
  workingDaysBetween,
} from './index.ts'

const day = (text: string): PlainDate => {
  const date = parsePlainDate(text)
  assert.ok(date, text)
  return date
}

/** gov.uk/bank-holidays, England and Wales; 2028 to 2030 by the Act of 1971. */
const published: Record<number, string> = {
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
}

test('the bank holidays of 2020 to 2030 are those published', () => {
  for (const [year, days] of Object.entries(published)) {
    const expected = days.split(' ').map(rest => `${year}-${rest}`)
    assert.deepEqual(
      bankHolidaysIn(Number(year)).map(holiday => holiday.date),
      expected,
    )
  }
})

test('a substitute day bears the name of the holiday it stands for', () => {
  const named = (year: number, name: string) => bankHolidaysIn(year).find(holiday => holiday.name === name)?.date
  assert.equal(named(2022, 'Boxing Day'), '2022-12-26')
  assert.equal(named(2022, 'Christmas Day'), '2022-12-27')
  assert.equal(named(2027, 'Christmas Day'), '2027-12-27')
  assert.equal(named(2026, 'Boxing Day'), '2026-12-28')
})

test('a limit in working days ends with the nth working day after the day it starts (domain.md §0.2)', () => {
  const table: [string, number, string][] = [
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-23', 45, '2027-01-28'],
    ['2026-12-10', 15, '2027-01-05'],
    ['2027-01-05', 10, '2027-01-19'],
    ['2026-11-30', 10, '2026-12-14'],
    ['2026-11-30', 20, '2026-12-30'],
  ]
  for (const [trigger, n, due] of table) {
    assert.equal(addWorkingDays(day(trigger), n), due)
    assert.equal(workingDaysBetween(day(trigger), day(due)), n)
  }
})

test('what happens on a Saturday starts to count on the Monday', () => {
  assert.equal(addWorkingDays(day('2026-11-28'), 1), '2026-11-30')
  assert.equal(addWorkingDays(day('2026-11-28'), 0), '2026-11-28')
  assert.equal(workingDaysBetween(day('2026-11-28'), day('2026-11-29')), 0)
  assert.equal(addWorkingDays(day('2026-11-30'), -1), '2026-11-27')
})

test('a bank holiday declared late moves the limits that are still open by a day', () => {
  assert.equal(isWorkingDay(day('2026-12-07')), true)
  try {
    declareBankHolidays([day('2026-12-07')])
    assert.equal(isWorkingDay(day('2026-12-07')), false)
    assert.equal(addWorkingDays(day('2026-11-30'), 10), '2026-12-15')
    assert.equal(workingDaysBetween(day('2026-11-30'), day('2026-12-15')), 10)
    assert.equal(workingDayOnOrAfter(day('2026-12-07')), '2026-12-08')
  } finally {
    declareBankHolidays([])
  }
  assert.equal(addWorkingDays(day('2026-11-30'), 10), '2026-12-14')
})

test('places are offered on 1 March and 16 April or the next working day', () => {
  assert.equal(workingDayOnOrAfter(day('2026-03-01')), '2026-03-02')
  assert.equal(workingDayOnOrAfter(day('2026-04-16')), '2026-04-16')
  assert.equal(workingDayOnOrAfter(day('2027-03-01')), '2027-03-01')
  assert.equal(workingDayOnOrAfter(day('2027-04-16')), '2027-04-16')
})

test('counting working days and adding them agree, and every limit ends on a working day', () => {
  const start = fc.integer({ min: 10_957, max: 24_000 }).map(fromEpochDay)
  fc.assert(
    fc.property(start, fc.integer({ min: -60, max: 60 }), (trigger, n) => {
      const due = addWorkingDays(trigger, n)
      assert.equal(workingDaysBetween(trigger, due), n)
      assert.ok(n === 0 || isWorkingDay(due))
    }),
  )
  fc.assert(
    fc.property(start, fc.nat(90), fc.nat(90), (a, first, second) => {
      const [b, c] = [addDays(a, first), addDays(a, first + second)]
      assert.equal(workingDaysBetween(a, b) + workingDaysBetween(b, c), workingDaysBetween(a, c))
    }),
  )
})
