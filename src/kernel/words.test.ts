import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as kernel from './index.ts'
import {
  endOfLondonDay,
  formatAge,
  formatDate,
  formatDateRange,
  formatInstant,
  formatNearDate,
  formatTime,
  londonDate,
  londonTime,
  plainDate,
  plural,
  upperFirst,
} from './index.ts'

const may = (day: number) => plainDate(2026, 5, day)

test('a date is written out, as exactly as it is known', () => {
  assert.equal(formatDate(may(3)), '3 May 2026')
  assert.equal(formatDate(may(3), 'month'), 'May 2026')
  assert.equal(formatDate(may(3), 'year'), '2026')
  assert.equal(formatDate(may(3), 'about'), 'about 2026')
  assert.equal(formatDate(may(3), 'expected'), 'expected 3 May 2026')
})

test('a range says the month and the year twice only where they differ', () => {
  assert.equal(formatDateRange(may(3), may(7)), '3 to 7 May 2026')
  assert.equal(formatDateRange(may(3), may(3)), '3 May 2026')
  assert.equal(formatDateRange(plainDate(2026, 4, 28), may(3)), '28 April to 3 May 2026')
  assert.equal(formatDateRange(plainDate(2025, 5, 3), may(3)), '3 May 2025 to 3 May 2026')
  assert.equal(formatDateRange(may(3)), 'from 3 May 2026')
})

test('the weekday is said within two weeks of today', () => {
  assert.equal(formatNearDate(may(3), may(1)), 'Sunday 3 May 2026')
  assert.equal(formatNearDate(may(17), may(3)), 'Sunday 17 May 2026')
  assert.equal(formatNearDate(may(18), may(3)), '18 May 2026')
})

test('times are London’s, in summer and in winter', () => {
  assert.equal(formatTime('2026-05-03T08:05:00Z'), '9:05am')
  assert.equal(formatTime('2026-01-03T09:05:00Z'), '9:05am')
  assert.equal(formatTime('2026-01-03T09:00:00Z'), '9am')
  assert.equal(formatTime('2026-01-03T12:00:00Z'), 'midday')
  assert.equal(formatTime(new Date('2026-01-03T00:00:00Z')), 'midnight')
  assert.equal(formatTime('2026-01-03T00:05:00Z'), '12:05am')
  assert.equal(formatTime('2026-01-03T12:30:00Z'), '12:30pm')
  assert.equal(formatTime('2026-01-03T23:59:00Z'), '11:59pm')
  assert.equal(formatInstant('2026-05-03T08:05:00Z'), '3 May 2026 at 9:05am')
  assert.equal(formatInstant('2026-05-03T08:05:00Z', may(3)), 'today at 9:05am')
})

test('a day in London ends an hour earlier by UTC in summer, and on that day', () => {
  for (const [day, end] of [
    ['2026-06-10', '2026-06-10T22:59:59.000Z'],
    ['2026-11-11', '2026-11-11T23:59:59.000Z'],
    ['2026-03-29', '2026-03-29T22:59:59.000Z'],
    ['2026-10-25', '2026-10-25T23:59:59.000Z'],
  ] as const) {
    assert.equal(endOfLondonDay(day as kernel.PlainDate).toISOString(), end)
    assert.equal(londonDate(endOfLondonDay(day as kernel.PlainDate)), day)
  }
})

test('the day in London changes an hour before UTC’s in summer, also as the clocks change', () => {
  assert.equal(londonDate('2026-06-30T23:00:00Z'), '2026-07-01')
  assert.equal(londonDate('2026-12-31T23:59:59.999Z'), '2026-12-31')
  assert.equal(londonDate('2026-06-30 23:00:00+00'), '2026-07-01')
  assert.equal(formatTime('2026-03-29T00:59:00Z'), '12:59am')
  assert.equal(formatTime('2026-03-29T01:00:00Z'), '2am')
  assert.equal(formatTime('2026-10-25T00:30:00Z'), '1:30am')
  assert.equal(formatTime('2026-10-25T01:30:00Z'), '1:30am')
  assert.equal(londonTime('2026-10-25T01:30:00Z'), '01:30')
  assert.equal(londonTime('2026-06-30T08:05:59Z'), '09:05')
})

test('a time without its zone, or on a day that does not exist, is no moment', () => {
  for (const text of ['2026-05-03T08:05:00', '2026-05-03', '', '2026-02-30T08:05:00Z', '2026-05-03T25:00:00Z'])
    assert.throws(() => londonDate(text), RangeError, text)
})

test('an age is in weeks under twelve weeks, in months under two years, then in years', () => {
  const born = plainDate(2024, 1, 10)
  const age = (year: number, month: number, day: number) => formatAge(born, plainDate(year, month, day))
  assert.equal(age(2024, 1, 9), 'not yet born')
  assert.equal(age(2024, 1, 10), '0 days')
  assert.equal(age(2024, 1, 11), '1 day')
  assert.equal(age(2024, 1, 17), '1 week')
  assert.equal(age(2024, 4, 2), '11 weeks')
  assert.equal(age(2024, 4, 3), '2 months')
  assert.equal(age(2026, 1, 9), '23 months')
  assert.equal(age(2026, 1, 10), '2 years')
})

test('the unborn and the estimated are said to be so', () => {
  assert.equal(formatAge(plainDate(2026, 6, 4), may(3), 'expected'), 'Expected 4 June 2026')
  assert.equal(formatAge(plainDate(2015, 1, 1), may(3), 'about'), 'Born about 2015 (estimated)')
  assert.equal(formatAge(plainDate(2015, 3, 1), may(3), 'month'), 'Born in March 2015')
  assert.equal(formatAge(plainDate(2015, 1, 1), may(3), 'year'), 'Born in 2015')
})

test('counts, shares and money are written as people read them', () => {
  assert.deepEqual([plural(0, 'child', 'children'), plural(1, 'child', 'children')], ['0 children', '1 child'])
  assert.equal(plural(1200, 'mark'), '1,200 marks')
  assert.equal(kernel.formatPercent(0.942), '94.2%')
  assert.equal(kernel.formatPercent(1), '100.0%')
  assert.deepEqual([kernel.formatMoney(120_000), kernel.formatMoney(120_050)], ['£1,200', '£1,200.50'])
})

test('a line begins with a capital, and is left as it is otherwise', () => {
  assert.equal(upperFirst('mum Grace'), 'Mum Grace')
  assert.equal(upperFirst('édith’s school'), 'Édith’s school')
  assert.equal(upperFirst(''), '')
})
