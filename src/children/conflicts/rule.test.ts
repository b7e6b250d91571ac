import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findBannedWords, page } from '../../platform/views/index.ts'
import type { SaidValue } from '../golden-record/index.ts'
import { checkChoice, type Offered, offered } from './choose.ts'
import { conflictRoutes } from './index.ts'
import { conflictRules, mayDecide, rulesThatChoose, sampleSize, weighRules } from './rule.ts'

const said = (key: string, source: string, rank: number, on: string): SaidValue => ({
  ...{ key, words: key, entry: 1, source, said: source, from: undefined, until: undefined },
  ...{ knownFrom: new Date(`${on}T10:00:00Z`), category: 'identity', sensitivity: 1, rank },
  ...{ author: undefined, saidByChild: false },
})
const census = said('2014', 'census', 3, '2026-01-15')
const youth = said('2014', 'youth', 6, '2026-02-01')
const care = said('2013', 'care', 4, '2026-10-02')

describe('a rule for conflicts that are alike', () => {
  test('takes what the record shows, what was told last, who is trusted most, or what most tell', () => {
    assert.deepEqual(
      conflictRules.map(rule => [rule.key, rule.choose([census, youth, care])]),
      [
        ['shown', '2014'],
        ['newest', '2013'],
        ['trusted', '2014'],
        ['most', '2014'],
      ],
    )
  })

  test('does not decide where two values stand alike', () => {
    const two = [census, said('2013', 'care', 3, '2026-01-15')]
    for (const key of ['newest', 'trusted', 'most'])
      assert.equal(conflictRules.find(rule => rule.key === key)?.choose(two), undefined, key)
  })

  test('decides the rest only after a whole sample in all of which it would have chosen the same', () => {
    const choice = { rules: rulesThatChoose([census, youth, care], '2014') }
    const otherwise = { rules: rulesThatChoose([census, youth, care], '2013') }
    const may = (sample: readonly { rules: readonly string[] }[]) =>
      weighRules(sample)
        .filter(mayDecide)
        .map(a => a.rule.key)
    assert.deepEqual(may(Array(sampleSize).fill(choice)), ['shown', 'trusted', 'most'])
    assert.deepEqual(may(Array(sampleSize - 1).fill(choice)), [], 'one too few')
    assert.deepEqual(may([...Array(sampleSize - 1).fill(choice), otherwise]), [], 'one decided otherwise')
  })
})

describe('who tells a value', () => {
  test('is named once, since the first day: two services that may not be named read as one', () => {
    const hidden = [said('2014', 'care', 4, '2026-10-02'), said('2014', 'youth', 6, '2026-02-01')]
    const values = offered([census, ...hidden.map(v => ({ ...v, said: 'Another service' })), census])
    assert.deepEqual(values[0]?.tellers, [
      { said: 'census', on: '2026-01-15' },
      { said: 'Another service', on: '2026-02-01' },
    ])
  })
})

describe('a choice', () => {
  const values: Offered[] = [
    { key: 'a', words: 'A', tellers: [], shown: true },
    { key: 'b', words: 'B', tellers: [], shown: false },
  ]
  test('must be one of the values; none is taken for granted', () => {
    for (const choice of ['', '2', '-1', 'a', '0x1']) assert.ok(!checkChoice({ choice, reason: 'family' }, values).ok)
  })
  test('needs a reason where it goes against the rule of the record', () => {
    assert.ok(checkChoice({ choice: '0', reason: '' }, values).ok)
    assert.ok(!checkChoice({ choice: '1', reason: '' }, values).ok)
    assert.ok(checkChoice({ choice: '1', reason: 'family' }, values).ok)
  })
})

describe('the pages of conflicts', () => {
  const frame = { at: new Date('2026-11-20T10:00:00Z'), csrf: 'c', reader: {} as never }
  for (const route of conflictRoutes) {
    if (route.sort !== 'desk-page') continue
    for (const [state, data] of Object.entries(route.examples)) {
      test(`${route.path}, ${state}: says it in our words, under one heading`, () => {
        const answer = route.answer(data, frame)
        assert.ok('page' in answer)
        const html = String(
          page({ council: 'Northmere', user: { name: 'Sam', role: 'x' }, nav: [], csrf: 'c', ...answer.page }),
        )
        assert.deepEqual(findBannedWords(html), [])
        assert.equal(html.match(/<h1/g)?.length, 1)
        assert.doesNotMatch(html, /undefined|\[object/)
      })
    }
  }
})
