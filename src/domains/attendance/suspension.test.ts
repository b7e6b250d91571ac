import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { exampleCalendar } from './school-calendar.examples.ts'
import type { SchoolCalendar } from './school-calendar.ts'
import {
  boardDuty,
  countSuspended,
  type Exclusion,
  isOverYearLimit,
  meetBy,
  reviewPanelBy,
  sixthDay,
} from './suspension.ts'

const day = (text: string) => text as PlainDate
const suspended = (from: string, days: number, more: Partial<Exclusion> = {}): Exclusion => ({
  category: 'SUSP',
  from: day(from),
  halfDays: days * 2,
  calendar: exampleCalendar,
  ...more,
})
const inTerm = (list: readonly Exclusion[], on: string) => {
  const found = countSuspended(list, exampleCalendar, day(on))
  assert.ok(found.known)
  return found
}

describe('15 days in a term and 45 days in a year', () => {
  test('5 and 10 days are 15: not more than 15, so the board meets if parents ask', () => {
    const { term } = inTerm([suspended('2026-09-14', 5), suspended('2026-11-09', 10)], '2026-11-20')
    assert.equal(term, 30)
    assert.deepEqual(boardDuty('SUSP', term), { duty: 'meet-if-asked', withinSchoolDays: 50, mayReinstate: true })
  })
  test('15 and half a day: the board must meet within 15 school days', () => {
    const { term } = inTerm([suspended('2026-09-14', 15), suspended('2026-11-09', 0.5)], '2026-11-20')
    const duty = boardDuty('SUSP', term)
    assert.deepEqual([term, duty.duty, duty.withinSchoolDays], [31, 'meet', 15])
    assert.equal(meetBy(exampleCalendar, duty, day('2026-11-09')), '2026-11-30')
  })
  test('five days: the board considers what parents say, and cannot take the pupil back; five and a half: it can', () => {
    assert.deepEqual(boardDuty('SUSP', 10), { duty: 'consider-representations', mayReinstate: false })
    assert.equal(meetBy(exampleCalendar, boardDuty('SUSP', 10), day('2026-11-09')), undefined)
    assert.equal(boardDuty('SUSP', 11).mayReinstate, true)
  })
  test('one day through which an examination would be missed: the board meets', () =>
    assert.equal(boardDuty('SUSP', 2, true).duty, 'meet'))
  test('44.5 days and one more are 45.5: not lawful; 45 is', () => {
    const year = [suspended('2025-09-08', 20), suspended('2026-01-12', 20), suspended('2026-04-20', 4.5)]
    const { year: before } = inTerm(year, '2026-06-30')
    assert.equal(before, 89)
    assert.deepEqual([isOverYearLimit(before + 1), isOverYearLimit(before + 2)], [false, true])
  })
  test('a lunchtime is half a day', () => {
    const lunches = suspended('2026-11-09', 2.5, { category: 'LNCH' })
    assert.equal(inTerm([lunches], '2026-11-20').term, 5)
  })
  test('days fall in the term they are in, not the one it began in, and the year counts both', () => {
    // Eight school days of autumn, two of spring.
    const over = [suspended('2026-12-09', 10)]
    assert.deepEqual(inTerm(over, '2026-12-18'), { known: true, term: 16, year: 20 })
    assert.deepEqual(inTerm(over, '2027-01-05'), { known: true, term: 4, year: 20 })
  })
  test('a child who moves carries the days, each school’s by its own calendar', () => {
    const other: SchoolCalendar = exampleCalendar.map(span =>
      span.name === 'Half-term' && span.from === '2026-10-26'
        ? { ...span, from: day('2026-10-19'), to: day('2026-10-23') }
        : span,
    )
    const moved = [suspended('2026-10-16', 2, { calendar: other }), suspended('2026-11-09', 3)]
    assert.equal(inTerm(moved, '2026-11-20').term, 10)
  })
  test('from the day the board takes the pupil back, days are not counted', () =>
    assert.equal(inTerm([suspended('2026-11-09', 10, { reinstatedOn: day('2026-11-12') })], '2026-11-20').term, 6))
  test('without term dates nothing is counted: the school years to ask for are named', () => {
    assert.deepEqual(countSuspended([], [], day('2026-11-20')), { known: false, yearsMissing: [2026] })
    const unknown = suspended('2026-09-14', 3, { calendar: [] })
    assert.deepEqual(countSuspended([unknown], exampleCalendar, day('2026-11-20')), {
      known: false,
      yearsMissing: [2026],
    })
  })
})

describe('the sixth school day', () => {
  test('suspended for 8 days from Monday 9 November 2026: the school arranges education from Monday 16', () =>
    assert.deepEqual(sixthDay(suspended('2026-11-09', 8)), { on: '2026-11-16', owedBy: 'school' }))
  test('excluded for good from Thursday 19 November 2026: the council arranges it from Thursday 26', () =>
    assert.deepEqual(sixthDay(suspended('2026-11-19', 0, { category: 'PERM' })), {
      on: '2026-11-26',
      owedBy: 'council',
    }))
  test('a training day in between moves it by one', () => {
    const calendar: SchoolCalendar = [
      ...exampleCalendar,
      { kind: 'training', name: 'Training day', from: day('2026-11-23'), to: day('2026-11-23') },
    ]
    assert.equal(sixthDay(suspended('2026-11-19', 0, { category: 'PERM', calendar }))?.on, '2026-11-27')
  })
  test('five days, or lunchtimes, have none; nor has a pupil who is back before it', () => {
    assert.equal(sixthDay(suspended('2026-11-09', 5)), undefined)
    assert.equal(sixthDay(suspended('2026-11-09', 8, { category: 'LNCH' })), undefined)
    assert.equal(sixthDay(suspended('2026-11-09', 8, { reinstatedOn: day('2026-11-13') })), undefined)
  })
  test('over half-term, school days are counted', () =>
    assert.equal(sixthDay(suspended('2026-10-21', 8))?.on, '2026-11-04'))
  test('suspensions that follow one another are one: five days, then three, are owed education from the sixth', () => {
    const first = suspended('2026-11-09', 5)
    assert.deepEqual(sixthDay(suspended('2026-11-16', 3), [first]), {
      on: '2026-11-16',
      owedBy: 'school',
      since: '2026-11-09',
    })
    const third = sixthDay(suspended('2026-11-13', 2), [suspended('2026-11-11', 2), suspended('2026-11-09', 2)])
    assert.deepEqual([third?.on, third?.since], ['2026-11-16', '2026-11-09'])
    assert.equal(sixthDay(suspended('2026-11-16', 0, { category: 'PERM' }), [first])?.on, '2026-11-23')
  })
  test('two and a half days, then three from that afternoon, are five and a half', () => {
    const from = suspended('2026-11-11', 3)
    assert.equal(sixthDay(from, [{ ...suspended('2026-11-09', 2), halfDays: 5 }])?.on, '2026-11-16')
    assert.equal(sixthDay(from, [suspended('2026-11-09', 2)]), undefined)
  })
  test('a day in school between parts them, and one suspension told twice is counted once', () => {
    assert.equal(sixthDay(suspended('2026-11-17', 3), [suspended('2026-11-09', 5)]), undefined)
    assert.equal(sixthDay(suspended('2026-11-10', 4), [suspended('2026-11-09', 4)]), undefined)
    const backEarly = suspended('2026-11-09', 5, { reinstatedOn: day('2026-11-11') })
    assert.equal(sixthDay(suspended('2026-11-16', 3), [backEarly]), undefined)
  })
})

test('permanent exclusion: the board meets within 15 school days, and a review may be asked for in 15 of its letter', () => {
  const duty = boardDuty('PERM', 0)
  assert.deepEqual([duty.duty, duty.mayReinstate], ['meet', true])
  assert.equal(meetBy(exampleCalendar, duty, day('2026-11-19')), '2026-12-10')
  assert.equal(reviewPanelBy(exampleCalendar, day('2026-12-10')), '2027-01-14')
})
