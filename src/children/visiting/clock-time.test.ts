import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { formatClock } from '../../kernel/index.ts'
import { readClock } from './clock-time.ts'

describe('the time of a visit', () => {
  test('is read as people write it', () => {
    for (const [typed, time] of [
      ['4pm', '16:00'],
      ['4.30 PM', '16:30'],
      ['16:00', '16:00'],
      ['0930', '09:30'],
      ['9', '09:00'],
      ['4', '16:00'],
      ['12am', '00:00'],
      ['12pm', '12:00'],
      ['midday', '12:00'],
      [' ', undefined],
    ] as const)
      assert.deepEqual(readClock(typed), { time }, typed)
  })
  test('is asked for again where it is none', () => {
    for (const typed of ['after tea', '25:00', '13pm', '4:75', '16:0', '0pm'])
      assert.ok('problem' in readClock(typed), typed)
  })
  test('that the page shows is read back as the same', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
        if (time !== '00:00') assert.deepEqual(readClock(formatClock(time)), { time })
      }),
    )
  })
})
