import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultModel } from '../model.ts'
import { learnPriors } from './classes.ts'

const fits = (count: number, ...bits: readonly [number, number, number, number]): Float32Array =>
  Float32Array.from({ length: count * 4 }, (_, at) => bits[at % 4]!)

test('a file of strangers and copies is found to have no brothers and sisters, and one with them keeps them', () => {
  const copies = fits(500, 20, 0, 5, 0)
  const siblings = fits(800, -10, 0, 20, 5)
  const without = learnPriors([copies, fits(5000, -20, 10, -10, -20)], 1000, 1, defaultModel)
  assert.equal(without.match, 1)
  assert.ok(without.household < 0.01)
  const found = learnPriors([copies, siblings], 1000, 1, defaultModel)
  assert.ok(Math.abs(found.household - 1.6) < 0.01, String(found.household))
})
