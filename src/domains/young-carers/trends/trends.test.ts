import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { addShown, addUp, allOf, schoolsTold, silentSources, spanOf, trendsOf, wholeMonths } from './trends.ts'

const day = (text: string) => text as PlainDate
const months = wholeMonths(day('2026-05-04'))

describe('who tells us', () => {
  test('is of the last twelve whole months: the month that runs would change as one looks', () => {
    assert.deepEqual([months.length, months[0], months[11]], [12, '2025-05-01', '2026-04-01'])
    assert.deepEqual(spanOf(months), ['2025-05-01', '2026-04-30'])
    assert.equal(wholeMonths(day('2026-05-31'))[11], '2026-04-01')
  })
  test('hides one to five, whatever stands beside it, and shows nought and six', () => {
    for (let told = 0; told < 12; told += 1) {
      const [row] = trendsOf(['gp'], months, [{ source: 'gp', month: day('2026-04-01'), told }])
      assert.equal(row?.counts[11], told > 0 && told < 6 ? undefined : told)
    }
  })
  test('adds up a source’s year and a month of all sources from what is shown: whatever the small numbers are, the sums are the same', () => {
    const sums = (small: number) => {
      const told = [9, small, 0, small].map((told, at) => ({ source: 'gp', month: months[at] as PlainDate, told }))
      const trends = trendsOf(['gp', 'school'], months, [
        ...told,
        { source: 'school', month: day('2025-05-01'), told: 7 },
      ])
      return [addShown(trends[0]?.counts ?? []), allOf(trends)[0], allOf(trends)[1], addUp(allOf(trends))]
    }
    const between = (least: number, most: number) => ({ least, most })
    for (const small of [1, 3, 5])
      assert.deepEqual(sums(small), [between(11, 19), between(16, 16), between(1, 5), between(18, 26)])
  })
  test('leaves no source out that told of nobody, and no other tells it apart from one whose numbers are small', () => {
    const trends = trendsOf(['gp', 'school'], months, [{ source: 'school', month: day('2026-04-01'), told: 2 }])
    assert.deepEqual(silentSources(trends), ['gp'])
  })
})

describe('schools whose census names nobody', () => {
  const school = (name: string, pupils: number, more: object = {}) => ({
    ...{ school: name, pupils, counted: pupils, named: 0, helped: 0 },
    ...more,
  })
  const told = (...list: ReturnType<typeof school>[]) => schoolsTold(list)
  test('are of more than 200 pupils; one whose census never came is told apart', () => {
    assert.deepEqual(told(school('Small', 200)), { large: 0, uncounted: [], silent: [] })
    assert.deepEqual(
      told(school('A', 201), school('B', 912), school('C', 300, { named: 1 }), school('D', 400, { counted: 0 })),
      {
        large: 4,
        uncounted: ['D'],
        silent: [
          { school: 'B', pupils: 910, helped: undefined },
          { school: 'A', pupils: 200, helped: undefined },
        ],
      },
    )
  })
  test('are told no number below ten, and nobody whom we know there reads as a few', () => {
    const helped = (count: number) => told(school('A', 300, { helped: count })).silent[0]?.helped
    assert.deepEqual([0, 1, 5].map(helped), [undefined, undefined, undefined])
    assert.deepEqual([6, 14, 15].map(helped), [10, 10, 20])
  })
})
