import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atPrecision } from './criteria.ts'

test('a distance is rounded half up as it is written, at whatever precision the school publishes', () => {
  const cases: [number, number, number][] = [
    [1.005, 2, 101],
    [1.115, 2, 112],
    [0.285, 2, 29],
    [0.2849999, 2, 28],
    [0.35, 2, 35],
    [2.5, 0, 3],
    [0, 3, 0],
    [1e-7, 6, 0],
    [5e-7, 6, 1],
    [123456789.4999, 0, 123456789],
  ]
  for (const [distance, decimals, whole] of cases)
    assert.equal(atPrecision(distance, decimals), whole, String(distance))
})
