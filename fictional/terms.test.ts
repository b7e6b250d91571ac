import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bornAged, dayOf, isoOf, weekdayOf } from './calendar.ts'
import { ncYear } from './people/schooling.ts'
import {
  easterSunday,
  isSchoolDay,
  lastSchoolWeeks,
  lastThreeCensuses,
  schoolYear,
  termSpans,
  termStart,
} from './terms.ts'

test('Easter falls where the almanac has it', () => {
  assert.deepEqual(
    [2024, 2025, 2026, 2027].map(y => isoOf(easterSunday(y))),
    ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28'],
  )
})

test('a school year has about 190 days, none at a weekend, on a bank holiday or in a holiday', () => {
  for (const year of [2024, 2025, 2026, 2027]) {
    const { from, to } = schoolYear(year)
    let days = 0
    for (let day = from; day <= to; day++) if (isSchoolDay(day)) days++
    assert.ok(days >= 186 && days <= 196, `${year}: ${days} days`)
  }
  for (const closed of [
    '2026-12-25',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2026-10-28',
    '2026-11-21',
  ])
    assert.equal(isSchoolDay(dayOf(closed)), false, closed)
})

test('in November the last three censuses are spring, summer and autumn, each collecting the term before', () => {
  const censuses = lastThreeCensuses(dayOf('2026-11-21'))
  assert.deepEqual(
    censuses.map(c => `${c.year} ${c.term} ${isoOf(c.day)}`),
    ['2026 spring 2026-01-15', '2026 summer 2026-05-21', '2026 autumn 2026-10-01'],
  )
  assert.deepEqual(
    censuses.map(c => isoOf(c.attendance.from)),
    ['2025-08-01', '2026-01-01', '2026-04-06'],
  )
})

test('the last school weeks pass over half-term', () => {
  assert.deepEqual(lastSchoolWeeks(dayOf('2026-11-21'), 4).map(isoOf), [
    '2026-10-19',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
  ])
  assert.equal(weekdayOf(termStart(dayOf('2026-11-21'))), 2)
})

test('the terms that schools tell are the days on which their registers are taken, bank holidays apart', () => {
  const spans = termSpans(2026)
  const within = (kind: string, day: number) => spans.some(one => one.kind === kind && one.from <= day && day <= one.to)
  for (let day = dayOf('2026-08-01'); day < dayOf('2027-08-01'); day++) {
    const told = weekdayOf(day) < 5 && within('term', day) && !within('holiday', day)
    if (isoOf(day) !== '2027-05-03') assert.equal(told, isSchoolDay(day), isoOf(day))
  }
  assert.ok(within('training', spans[1] ? spans[1].from - 1 : 0))
})

test('a child of nine born in May is in Year 5 in November', () => {
  const born = bornAged(dayOf('2026-11-21'), 9, 5, 3)
  assert.equal(isoOf(born), '2017-05-03')
  assert.equal(ncYear(born, dayOf('2026-11-21')), '5')
  assert.equal(ncYear(born, dayOf('2026-05-04')), '4')
})
