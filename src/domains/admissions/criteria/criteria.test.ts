import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allocated, aRound, oak } from '../testing/index.ts'
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

describe('a school', () => {
  test('without any place refuses everybody as full, whichever criterion they meet', () => {
    const { explanations, report } = allocated(
      aRound({ places: oak(0), wants: [['A', 1, 'OAK']], children: [['A', 1, 0]] }),
    )
    assert.deepEqual([explanations[0]?.reason, report.explanations.untrue], ['R0', 0])
    assert.match(explanations[0]?.words ?? '', /^Criterion 1 \(other\)\. 1 metre\. The school has no places/)
  })
})
