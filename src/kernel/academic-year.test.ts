import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  academicYearDays,
  academicYearLabel,
  academicYearOf,
  dayOfWeek,
  firstMonday,
  fromEpochDay,
  isWeekday,
  plainDate,
  schoolYearLabel,
  schoolYearOf,
  weekdayAt,
  weekdayIndex,
} from './index.ts'

test('an academic year is 1 August to 31 July', () => {
  assert.equal(academicYearOf(plainDate(2026, 7, 31)), 2025)
  assert.equal(academicYearOf(plainDate(2026, 8, 1)), 2026)
  assert.equal(academicYearLabel(2025), '2025 to 2026')
  assert.deepEqual(academicYearDays(2025), { from: '2025-08-01', to: '2026-07-31' })
})

test('a year’s marks begin on the Monday on or before 1 August', () => {
  assert.equal(firstMonday(2025), '2025-07-28')
  assert.equal(firstMonday(2022), '2022-08-01')
  assert.equal(firstMonday(2021), '2021-07-26')
  assert.equal(weekdayIndex(2025, plainDate(2025, 8, 1)), 4)
  assert.equal(weekdayIndex(2025, plainDate(2025, 8, 4)), 5)
  assert.equal(weekdayIndex(2025, plainDate(2025, 8, 2)), undefined)
  assert.equal(weekdayIndex(2025, plainDate(2026, 8, 3)), undefined)
})

test('every weekday of a year has one place, in order, in at most 530 marks; 532 where 31 July is the 266th weekday, as in 2028', () => {
  let longest: string[] = []
  for (let day = 10_957; day < 40_000; day += 1) {
    const date = fromEpochDay(day)
    const index = weekdayIndex(academicYearOf(date), date)
    assert.equal(index === undefined, !isWeekday(date))
    if (index === undefined) continue
    assert.ok(index >= 0 && index <= 265)
    if (index === 265) longest = [...longest, date]
    assert.equal(weekdayAt(academicYearOf(date), index), date)
    assert.equal(dayOfWeek(date) - 1, index % 5)
  }
  assert.deepEqual(longest, ['2000-07-31', '2028-07-31', '2056-07-31'])
})

test('children start reception in the September after they turn four', () => {
  const autumn = plainDate(2026, 11, 23)
  assert.equal(schoolYearOf(plainDate(2022, 8, 31), autumn), 'R')
  assert.equal(schoolYearOf(plainDate(2022, 9, 1), autumn), 'N2')
  assert.equal(schoolYearOf(plainDate(2021, 9, 1), autumn), 'R')
  assert.equal(schoolYearOf(plainDate(2023, 12, 1), autumn), 'N1')
  assert.equal(schoolYearOf(plainDate(2018, 1, 5), autumn), '4')
  assert.equal(schoolYearOf(plainDate(2008, 9, 1), autumn), '13')
  assert.equal(schoolYearOf(plainDate(2008, 8, 31), autumn), undefined)
  assert.equal(schoolYearOf(plainDate(2025, 1, 1), autumn), undefined)
})

test('a leap-day child’s school year changes on 1 September like everybody’s', () => {
  const born = plainDate(2012, 2, 29)
  assert.equal(schoolYearOf(born, plainDate(2026, 8, 31)), '9')
  assert.equal(schoolYearOf(born, plainDate(2026, 9, 1)), '10')
})

test('school years are said in words', () => {
  assert.deepEqual((['4', 'R', 'N2'] as const).map(schoolYearLabel), ['Year 4', 'Reception', 'Nursery'])
})
