import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import { type Arrival, isLate, type SentFacts, sentDays } from './registers-sent.ts'

const day = (text: string) => text as PlainDate
const at = (text: string): Arrival => ({ firstAt: new Date(text), lastAt: new Date(text) })
const facts = (more: Partial<SentFacts> = {}): SentFacts => ({
  calendar: exampleCalendar,
  dueBy: '09:30',
  arrivals: new Map(),
  marks: [],
  ...more,
})
const states = (known: SentFacts, from: string, to: string, now: string) =>
  sentDays(known, day(from), day(to), new Date(now)).map(one => [one.day, one.state])

test('a register that comes after its hour, by London’s clock, or on a later day is late', () => {
  assert.equal(isLate(day('2026-06-10'), new Date('2026-06-10T08:30:00Z'), '09:30'), false)
  assert.equal(isLate(day('2026-06-10'), new Date('2026-06-10T08:31:00Z'), '09:30'), true)
  assert.equal(isLate(day('2026-06-10'), new Date('2026-06-11T06:00:00Z'), '09:30'), true)
})

test('a school day without a register is missing once it was due; holidays, training days and weekends are none', () => {
  const arrivals = new Map([[day('2026-10-23'), at('2026-10-23T08:00:00Z')]])
  assert.deepEqual(states(facts({ arrivals }), '2026-10-22', '2026-11-03', '2026-11-03T09:00:00Z'), [
    [day('2026-11-03'), 'not-due'],
    [day('2026-11-02'), 'missing'],
    [day('2026-10-23'), 'on-time'],
    [day('2026-10-22'), 'missing'],
  ])
  assert.deepEqual(states(facts(), '2026-09-02', '2026-09-02', '2026-09-03T09:00:00Z'), [])
})

test('without term dates each weekday but a bank holiday is taken for a school day', () => {
  const known = facts({ calendar: [] })
  assert.deepEqual(
    states(known, '2026-08-28', '2026-09-01', '2026-09-01T12:00:00Z').map(([one]) => one),
    ['2026-09-01', '2026-08-28'],
  )
})

test('who is without a mark is counted for each session; a day that the school says is closed is told only where pupils were expected', () => {
  const marks = [
    { day: day('2026-11-02'), am: '/', pm: '-' },
    { day: day('2026-11-02'), am: '-', pm: '-' },
    { day: day('2026-10-26'), am: '/', pm: '/' },
    { day: day('2026-10-27'), am: '#', pm: '#' },
  ]
  const arrivals = new Map(['2026-11-02', '2026-10-26', '2026-10-27'].map(one => [day(one), at(`${one}T08:00:00Z`)]))
  const days = sentDays(
    facts({ arrivals, marks }),
    day('2026-10-26'),
    day('2026-11-02'),
    new Date('2026-11-02T12:00:00Z'),
  )
  assert.deepEqual(
    days.map(one => [one.day, one.pupils, one.withoutMorning, one.withoutAfternoon, one.closed]),
    [
      ['2026-11-02', 2, 1, 2, false],
      ['2026-10-26', 1, 0, 0, true],
    ],
  )
})
