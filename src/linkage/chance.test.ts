import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chanceOf } from './chance.ts'
import { defaultModel, parseModel } from './model.ts'
import { vetoRules } from './veto-rules.ts'

const { calibration } = defaultModel
const bits = fc.double({ min: -40, max: 60, noNaN: true })
const rules = fc.constantFrom(0, ...Object.values(vetoRules).map(({ bit }) => bit))

test('more bits never mean a smaller chance, and a chance is a share', () => {
  fc.assert(
    fc.property(bits, bits, rules, (x, y, vetoes) => {
      const [less, more] = [
        chanceOf(calibration, Math.min(x, y), vetoes),
        chanceOf(calibration, Math.max(x, y), vetoes),
      ]
      assert.ok(less >= 0 && less <= more && more <= 1)
    }),
  )
})

test('a pair that may be of twins is less likely one child than one with nothing against it, bit for bit', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 30, noNaN: true }), x => {
      assert.ok(chanceOf(calibration, x, vetoRules['twin-pattern'].bit) < chanceOf(calibration, x, 0))
    }),
  )
})

test('between two points of the line the odds rise evenly, and beyond it they follow the bits', () => {
  const line = [
    [0, -1],
    [2, 3],
  ]
  const oddsAt = (at: number): number => {
    const chance = chanceOf({ none: line, soft: line, hard: line }, at, 0)
    return Math.log2(chance / (1 - chance))
  }
  for (const [at, odds] of [
    [1, 1],
    [2, 3],
    [5, 6],
    [-4, -5],
  ] as const)
    assert.ok(Math.abs(oddsAt(at) - odds) < 1e-9, `${at}: ${oddsAt(at)}`)
})

test('a model whose calibration falls, or is not there, is refused with the reason', () => {
  const falling = [
    [0, 2],
    [1, 1],
  ]
  assert.throws(() => parseModel({ ...defaultModel, calibration: undefined }), /it has no calibration/)
  assert.throws(
    () => parseModel({ ...defaultModel, calibration: { ...calibration, soft: falling } }),
    /calibration, soft: bits must rise/,
  )
  assert.throws(
    () => parseModel({ ...defaultModel, calibration: { ...calibration, hard: [[0]] } }),
    /calibration, hard: must be a list/,
  )
})
