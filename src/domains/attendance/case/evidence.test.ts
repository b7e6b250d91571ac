import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import { registerExtracts } from './evidence.ts'

const day = (text: string) => text as PlainDate

test('an extract says how many sessions of school days have no mark, so that nobody certifies a register that is not whole', () => {
  // From Monday 9 November 2026: absent, attended, nothing came, a morning alone, attended.
  const marks = `${'-'.repeat((weekdayIndex(2026, day('2026-11-09')) ?? 0) * 2)}OO/\\--/-/\\`
  const register = { school: 'Mill Primary', year: 2026, marks, changedAt: new Date('2026-11-13T16:00:00Z') }
  const extract = (calendar?: typeof exampleCalendar) =>
    registerExtracts(
      [{ ...register, ...(calendar ? { calendar } : {}) }],
      [day('2026-11-09')],
      [],
      day('2026-11-20'),
    )[0]
  assert.equal(extract(exampleCalendar)?.unmarked, 3)
  assert.equal(extract(exampleCalendar)?.counts.possible, 7)
  assert.equal(extract()?.unmarked, undefined)
})
