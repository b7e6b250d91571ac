import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { leastShown, roundRow, type SafeRow, suppressRow } from './suppress.ts'

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
    fc.assert(
      fc.property(row, counts => {
        const shown = suppressRow(counts)
        const published = JSON.stringify(shown)
        shown.counts.forEach((count, at) => {
          if (count !== undefined) return
          const twin = rowsLike(shown).some(
            other => other[at] !== counts[at] && JSON.stringify(suppressRow(other)) === published,
          )
          assert.ok(twin, `${counts} shows ${published}`)
        })
      }),
    )
  })
  test('another way of grouping the same pupils is told in tens, so that its sums give nothing hidden away', () => {
    assert.deepEqual(roundRow([203, 44, 3]), { counts: [200, 40, undefined], total: 250 })
    assert.deepEqual(roundRow([1, 2, 0]), { counts: [undefined, undefined, 0], total: undefined })
    fc.assert(
      fc.property(row, counts => {
        const { counts: shown, total } = roundRow(counts)
        for (const count of [...shown, total]) assert.ok(count === undefined || count % 10 === 0)
      }),
    )
  })
})

/** Every row that keeps what is shown of this one: its shown numbers, and its total where that is shown. */
const rowsLike = (shown: SafeRow): number[][] => {
  const totals = shown.total === undefined ? Array.from({ length: leastShown }, (_, total) => total) : [shown.total]
  const places = (at: number): number[] => {
    const count = shown.counts[at]
    return count === undefined ? Array.from({ length: Math.max(...totals) + 1 }, (_, one) => one) : [count]
  }
  return totals
    .flatMap(total =>
      places(0).flatMap(a =>
        places(1).flatMap(b =>
          shown.counts[2] === undefined || shown.counts[2] === total - a - b ? [[a, b, total - a - b]] : [],
        ),
      ),
    )
    .filter(one => one.every(count => count >= 0))
}
