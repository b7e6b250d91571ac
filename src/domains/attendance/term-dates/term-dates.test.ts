import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, type PlainDate, plainDate } from '../../../kernel/index.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import { countSchoolDays, readRegisterDue, readTermDates, type TermDateBoxes, termDateBoxes } from './term-dates.ts'

const boxes: TermDateBoxes = {
  'autumn-from': '2 9 2026',
  'autumn-to': '18 December 2026',
  'autumn-break-from': '26/10/2026',
  'autumn-break-to': '30.10.2026',
  'spring-from': '4 1 2027',
  'spring-to': '25 3 2027',
  'summer-from': '12 4 2027',
  'summer-to': '21 7 2027',
  'training-1': '1 9 2026',
  'closure-1-name': 'Polling day',
  'closure-1-from': '6 5 2027',
}
const faultsOf = (changed: TermDateBoxes) =>
  readTermDates({ ...boxes, ...changed }, 2026).faults.map(({ field, text }) => `${field}: ${text}`)

describe('a school’s term dates', () => {
  test('are read as people write days, with half-terms, training days and closures', () => {
    const { spans, faults } = readTermDates(boxes, 2026)
    assert.deepEqual(faults, [])
    assert.deepEqual(
      spans.map(({ kind, name, from, to }) => `${kind} ${name} ${from} ${to}`),
      [
        'term Autumn 2026 2026-09-02 2026-12-18',
        'term Spring 2027 2027-01-04 2027-03-25',
        'term Summer 2027 2027-04-12 2027-07-21',
        'holiday Half-term 2026-10-26 2026-10-30',
        'training Training day 2026-09-01 2026-09-01',
        'closure Polling day 2027-05-06 2027-05-06',
      ],
    )
  })

  test('with a fault are not taken, and each fault says which day it is and how to mend it', () => {
    assert.deepEqual(faultsOf({ 'autumn-from': '', 'spring-to': 'Easter' }), [
      'autumn-from: The first day of the autumn term needs a day, a month and a year, like 2 9 2026',
      'spring-to: The last day of the spring term needs a day, a month and a year, like 2 9 2026',
    ])
    assert.deepEqual(faultsOf({ 'summer-to': '21 7 2026' }), [
      'summer-to: The last day of the summer term must be in the school year 2026 to 2027',
    ])
    assert.deepEqual(faultsOf({ 'spring-from': '14 12 2026' }), [
      'spring-from: The Spring 2027 term begins before the Autumn 2026 term ends',
    ])
    assert.deepEqual(faultsOf({ 'autumn-break-from': '21 12 2026', 'autumn-break-to': '23 12 2026' }), [
      'autumn-break-from: Half-term in the autumn term must be within the term',
    ])
    assert.deepEqual(faultsOf({ 'training-1': '5 9 2026' }), ['training-1: Training day 1 is at a weekend'])
    assert.deepEqual(faultsOf({ 'closure-1-name': '' }), ['closure-1-name: Say why the school is closed, closure 1'])
    assert.deepEqual(faultsOf({ 'autumn-from': '5 10 2026' }), [
      'autumn-from: The autumn term must begin by the end of September, and the summer term reach into July',
    ])
  })

  test('that have been told stand in the form again, and saving them unchanged changes nothing', () => {
    const { spans } = readTermDates(boxes, 2026)
    assert.deepEqual(readTermDates(termDateBoxes(spans), 2026).spans, spans)
  })

  test('are written and read back the same, whatever the days', () => {
    const day = (from: PlainDate, most: number) => fc.nat(most).map(days => addDays(from, days))
    const written = (date: PlainDate) => date.split('-').map(Number).toReversed().join(' ')
    fc.assert(
      fc.property(
        day(plainDate(2026, 8, 20), 40),
        day(plainDate(2026, 12, 10), 14),
        day(plainDate(2027, 1, 2), 10),
        day(plainDate(2027, 3, 15), 20),
        day(plainDate(2027, 4, 8), 14),
        day(plainDate(2027, 7, 1), 30),
        (...days) => {
          const names = ['autumn-from', 'autumn-to', 'spring-from', 'spring-to', 'summer-from', 'summer-to']
          const read = readTermDates(Object.fromEntries(names.map((name, at) => [name, written(days[at]!)])), 2026)
          assert.deepEqual(read.faults, [])
          assert.deepEqual(
            read.spans.flatMap(span => [span.from, span.to]),
            days,
          )
          assert.deepEqual(readTermDates(termDateBoxes(read.spans), 2026), read)
        },
      ),
    )
  })

  test('come to the days on which pupils are in: no weekend, bank holiday, half-term or training day', () => {
    // 2 September to 18 December 2026, 4 January to 25 March and 12 April to 21 July 2027, counted by hand.
    assert.equal(countSchoolDays(exampleCalendar, 2026), 72 + 54 + 67)
  })
})

test('a time for registers is read as people write it, and must lie in a school day', () => {
  assert.deepEqual(['9:30', '09.30am', '1:15 pm', '12:05pm', '13:00'].map(readRegisterDue), [
    '09:30',
    '09:30',
    '13:15',
    '12:05',
    '13:00',
  ])
  for (const text of ['', '9', 'half past nine', '6:59', '18:00', '9:60', '25:00', '9:30 tomorrow'])
    assert.equal(readRegisterDue(text), undefined, text)
})
