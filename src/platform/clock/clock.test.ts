import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockFrom, fixedClock, systemClock } from './index.ts'

test('a fixed clock says the same instant every time, and cannot be moved from outside', () => {
  const clock = fixedClock('2025-10-06T09:00:00Z')
  clock.now().setFullYear(1999)
  assert.equal(clock.now().toISOString(), '2025-10-06T09:00:00.000Z')
})

test('what is not an instant is refused', () => {
  assert.throws(() => fixedClock('Monday'), /not an instant/)
})

test('THROUGHLINE_NOW stops the clock for a demonstration, and a production server refuses it', () => {
  const pretended = { THROUGHLINE_NOW: '2025-10-06T09:00:00Z' }
  assert.equal(clockFrom(pretended).now().getUTCFullYear(), 2025)
  assert.equal(clockFrom({}), systemClock)
  assert.throws(() => clockFrom({ ...pretended, NODE_ENV: 'production' }), /production/)
})
