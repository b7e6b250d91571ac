import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceOf } from '../chance.ts'
import { defaultModel } from '../model.ts'
import { vetoRules } from '../veto-rules.ts'
import { calibrate } from './calibrate.ts'
import type { Edges } from './edges.ts'

type Pair = { a: number; b: number; bits: number; vetoes?: number }

const edgesOf = (pairs: readonly Pair[]): Edges => ({
  a: Uint32Array.from(pairs, ({ a }) => a),
  b: Uint32Array.from(pairs, ({ b }) => b),
  bits: Float64Array.from(pairs, ({ bits }) => bits),
  vetoes: Uint32Array.from(pairs, ({ vetoes = 0 }) => vetoes),
  low: new Uint32Array(pairs.length),
  high: new Uint32Array(pairs.length),
})

/** Child n has record 2n at school, with a UPN, and 2n + 1 at the doctor's, with an NHS number; the two are tied for the first half. */
const children = 8000
const numbers = {
  upn: Float64Array.from({ length: 2 * children }, (_, record) => (record % 2 === 0 ? record + 1 : 0)),
  nhs: Float64Array.from({ length: 2 * children }, (_, record) => (record % 2 === 1 ? record + 1 : 0)),
}
const ties = Array.from({ length: children / 2 }, (_, n) => ({ a: 2 * n, b: 2 * n + 1, bits: 20 }))
const strangers = Array.from({ length: 1000 }, (_, n) => ({ a: 2 * n, b: 2 * n + 3, bits: -10 }))
/** Under a common name and nothing else: the tied children's records met with one another's, the untied children's with their own. */
const namesake = vetoRules.namesake.bit
const commonNames = Array.from({ length: 1000 }, (_, n) => ({ a: 2 * n, b: 2 * n + 5, bits: 6.5, vetoes: namesake }))
const ownRecords = Array.from({ length: 3000 }, (_, n) => children + 2 * n).map(a => ({
  a,
  b: a + 1,
  bits: 6.5,
  vetoes: namesake,
}))
const pairs = [...ties, ...strangers, ...commonNames, ...ownRecords]

test('a band is worth what its pairs turn out to be, told by surer ties to other records', () => {
  const learnt = calibrate(edgesOf(pairs), numbers, defaultModel)
  const chance = chanceOf(learnt, 6.5, namesake)
  // The shipped calibration, which counts for 300 pairs a band, says nine in ten.
  assert.ok(Math.abs(chance - 0.75) < 0.04, String(chance))
  assert.ok(chanceOf(learnt, 6.5, 0) > 0.97, 'pairs with nothing against them are a matter of their own')
})

test('the order of the pairs changes nothing', () => {
  assert.deepEqual(
    calibrate(edgesOf(pairs.toReversed()), numbers, defaultModel),
    calibrate(edgesOf(pairs), numbers, defaultModel),
  )
})

test('where no record has a number, nothing is learnt and the shipped calibration stands', () => {
  const none = { upn: new Float64Array(2 * children), nhs: new Float64Array(2 * children) }
  assert.equal(calibrate(edgesOf(pairs), none, defaultModel), defaultModel.calibration)
})

test('the line learnt never falls', () => {
  const learnt = calibrate(edgesOf(pairs), numbers, defaultModel)
  for (const line of Object.values(learnt))
    line.forEach(([bits, odds], at) => {
      assert.ok(at === 0 || (bits! > line[at - 1]![0]! && odds! >= line[at - 1]![1]!))
    })
})
