import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { leastShown, roundRow, suppressRow } from './suppress.ts'

const row = fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 3, maxLength: 3 })

describe('small numbers', () => {
  test('one to five are hidden, nought and six are not', () => {
    assert.deepEqual(suppressRow([200, 6, 0]), { counts: [200, 6, 0], total: 206 })
    assert.deepEqual(suppressRow([0, 0, 0]), { counts: [0, 0, 0], total: 0 })
  })
  test('one that is hidden alone takes another with it, or the total would tell it', () => {
    assert.deepEqual(suppressRow([200, 40, 3]), { counts: [200, undefined, undefined], total: 243 })
    assert.deepEqual(suppressRow([200, 4, 0]), { counts: [undefined, undefined, 0], total: 204 })
  })
  test('of two that are alike both are hidden, or which of them is hidden would tell it', () =>
    assert.deepEqual(suppressRow([7, 7, 5]), { counts: [undefined, undefined, undefined], total: 19 }))
  test('a row of few pupils is hidden whole', () =>
    assert.deepEqual(suppressRow([2, 2, 1]), { counts: [undefined, undefined, undefined], total: undefined }))

  test('no number that is small is shown', () => {
    fc.assert(
      fc.property(row, counts => {
        for (const shown of suppressRow(counts).counts) assert.ok(!shown || shown >= leastShown)
      }),
    )
  })
  test('what is shown of a row never says a hidden number: another row that shows the same has another there', () => {
    const numbers = Array.from({ length: 26 }, (_, number) => number)
    const rows = numbers.flatMap(a => numbers.flatMap(b => numbers.map(c => [a, b, c])))
    const alike = Map.groupBy(rows, counts => JSON.stringify(suppressRow(counts)))
    for (const [published, those] of alike) {
      const shown = suppressRow(those[0] ?? [])
      for (const at of [0, 1, 2].filter(at => shown.counts[at] === undefined))
        assert.ok(new Set(those.map(counts => counts[at])).size > 1, `${those[0]} shows ${published}`)
    }
  })
  test('another way of grouping the same pupils is told in tens, so that its sums give nothing hidden away', () => {
    assert.deepEqual(roundRow([203, 44, 3]), { counts: [200, 40, undefined], total: 250 })
    assert.deepEqual(roundRow([1, 2, 0]), { counts: [undefined, undefined, 0], total: undefined })
    assert.deepEqual(roundRow([5, 5, 5]).total, undefined, '20 could be nothing else')
    fc.assert(
      fc.property(row, counts => {
        const { counts: shown, total } = roundRow(counts)
        for (const count of [...shown, total]) assert.ok(count === undefined || count % 10 === 0)
      }),
    )
  })
})
