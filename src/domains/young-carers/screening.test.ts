import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type ItemAnswer, scoreSheet } from './screening.ts'

const filled = (items: number, total: number): ItemAnswer[] =>
  Array.from({ length: items }, (_, at) => Math.max(0, Math.min(2, total - at * 2)) as ItemAnswer)
const byItem = (answers: Readonly<Record<number, ItemAnswer>>): ItemAnswer[] =>
  Array.from({ length: 20 }, (_, at) => answers[at + 1] ?? 0)

describe('MACA-YC18', () => {
  test('the worked example is 20, very high, with its six parts', () => {
    const { scores, missing } = scoreSheet('18', [2, 2, 2, 1, 2, 1, 0, 0, 1, 0, 0, 0, 2, 2, 1, 1, 2, 1])
    assert.deepEqual(
      scores.map(s => s.score),
      [20, 6, 4, 1, 0, 5, 4],
    )
    assert.deepEqual([scores[0]?.band, scores[0]?.concern, missing], ['very high', true, []])
  })
  test('9 is low, 10 and 13 moderate, 14 and 17 high, 18 very high, 0 none', () => {
    for (const [total, band] of [
      [0, 'none'],
      [1, 'low'],
      [9, 'low'],
      [10, 'moderate'],
      [13, 'moderate'],
      [14, 'high'],
      [17, 'high'],
      [18, 'very high'],
      [36, 'very high'],
    ] as const) {
      const score = scoreSheet('18', filled(18, total)).scores[0]
      assert.deepEqual([score?.score, score?.band], [total, band])
    }
  })
  test('with an item missing there is no total, and each part that is whole has its own', () => {
    const answers: ItemAnswer[] = filled(18, 12)
    answers[16] = null
    const { scores, missing } = scoreSheet('18', answers)
    assert.deepEqual(missing, [17])
    assert.deepEqual(
      [scores[0]?.score, scores[0]?.band, scores[1]?.score, scores[6]?.score],
      [undefined, undefined, 6, undefined],
    )
  })
})

describe('PANOC-YC20', () => {
  const example = {
    1: 2,
    2: 2,
    3: 1,
    4: 1,
    7: 1,
    8: 2,
    15: 1,
    19: 1,
    20: 1,
    5: 1,
    6: 2,
    9: 1,
    10: 1,
    11: 1,
    12: 2,
    14: 1,
    17: 2,
  } as const
  test('the worked example: 12 good outcomes and 11 hard ones, both a concern, and nothing to speak of today', () => {
    const { scores, speakToday } = scoreSheet('20', byItem(example))
    assert.deepEqual(
      scores.map(s => [s.score, s.band, s.concern]),
      [
        [12, 'few', true],
        [11, 'high', true],
      ],
    )
    assert.equal(speakToday, false)
  })
  test('13 good and 8 hard are no concern', () => {
    const { scores } = scoreSheet('20', byItem({ ...example, 18: 1, 5: 0, 9: 0, 10: 0 }))
    assert.deepEqual(
      scores.map(s => [s.score, s.concern]),
      [
        [13, false],
        [8, false],
      ],
    )
  })
  test('item 16 above never is spoken of today, whatever the scores and whatever is missing', () => {
    for (const answer of [1, 2] as const) assert.equal(scoreSheet('20', byItem({ 16: answer })).speakToday, true)
    assert.equal(
      scoreSheet(
        '20',
        Array.from({ length: 20 }, (_, at) => (at === 15 ? 1 : null)),
      ).speakToday,
      true,
    )
  })
})

test('any sheet: whole sheets add up to their answers, and nothing is totalled with a gap in it', () => {
  const answer = fc.constantFrom<ItemAnswer>(0, 1, 2, null)
  fc.assert(
    fc.property(
      fc.array(answer, { minLength: 18, maxLength: 18 }),
      fc.array(answer, { minLength: 20, maxLength: 20 }),
      (a, b) => {
        const [maca, panoc] = [scoreSheet('18', a), scoreSheet('20', b)]
        const sum = (list: readonly ItemAnswer[]) => list.reduce<number>((total, one) => total + (one ?? 0), 0)
        assert.equal(maca.scores[0]?.score, a.includes(null) ? undefined : sum(a))
        assert.equal(maca.missing.length, a.filter(one => one === null).length)
        if (!b.includes(null)) assert.equal((panoc.scores[0]?.score ?? 0) + (panoc.scores[1]?.score ?? 0), sum(b))
      },
    ),
  )
  assert.throws(() => scoreSheet('18', [1]), /has 18 items, not 1/)
})
