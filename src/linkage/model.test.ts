import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, without } from './children.examples.ts'
import { defaultFrequencies, frequenciesFrom } from './frequencies.ts'
import { defaultModel, parseModel, withPopulation } from './model.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'

test('a stored model comes back as it was; one with a hole in it is refused with the reason', () => {
  const stored = JSON.parse(JSON.stringify(defaultModel)) as {
    version: string
    facts: Record<string, Record<string, unknown>>
  }
  assert.deepEqual(parseModel(stored), defaultModel)
  assert.throws(() => parseModel({ ...stored, version: '' }), /no version/)
  assert.throws(
    () => parseModel({ ...stored, facts: { ...stored.facts, sex: { same: stored.facts.sex?.same } } }),
    /sex, different/,
  )
  assert.throws(() => parseModel({ ...stored, thresholds: { link: 6 } }), /review is missing/)
  assert.throws(() => parseModel(null), /not a linkage model/)
})

test('the more records there are, the less the same evidence is worth', () => {
  const child = standardise(without(aChild(), 'surname', 'sex', 'postcode', 'house', 'street'))
  const few = score(child, child, withPopulation(defaultModel, 10_000))
  const many = score(child, child, withPopulation(defaultModel, 1_000_000))
  assert.ok(few.bits - many.bits > 6 && few.bits - many.bits < 7)
})

test('names counted from records are shares of them, and a name never met is taken for one met twice', () => {
  const counted = frequenciesFrom(
    new Map([
      ['mohammed', 3000],
      ['amelia', 6000],
    ]),
    new Map([['hartley', 9000]]),
  )
  assert.ok(Math.abs(counted.forename('mohammed') - 0.3) < 0.01)
  assert.ok(counted.surname('neverheard') > 0)
  assert.ok(counted.surname('neverheard') < 0.001)
})

test('the shipped shares know that Smith is commoner than Hartley, and Mohammed in any spelling than Zofia', () => {
  assert.ok(defaultFrequencies.surname('smith') > 20 * defaultFrequencies.surname('hartley'))
  assert.ok(defaultFrequencies.forename('mohammed') > defaultFrequencies.forename('zofia'))
})
