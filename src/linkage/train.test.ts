import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, born, nhs, without } from './children.examples.ts'
import type { Identity } from './identity.ts'
import { defaultModel, parseModel } from './model.ts'
import { type Score, score } from './score.ts'
import { standardise } from './standard.ts'
import { addLevels, countLevels, learnStrangers, noCounts, trainModel } from './train.ts'

const pairs = (count: number, a: Identity, b: Identity) => {
  const found = score(standardise(a), standardise(b))
  return Array.from({ length: count }, () => found)
}

const train = (scores: readonly Score[], version: string) => {
  const counts = noCounts()
  for (const score of scores) countLevels(counts, score)
  return trainModel(defaultModel, counts, version)
}

const child = aChild({ nhsNumber: nhs(640000001) })

test('where records that share an NHS number often differ in address, a different address counts less against a match', () => {
  const moved = { ...child, postcode: 'NM9 1AA', house: '3', street: 'Quay' }
  const trained = train([...pairs(4000, child, moved), ...pairs(4000, child, child)], 'trained-1')
  assert.equal(trained.version, 'trained-1')
  assert.deepEqual(parseModel(JSON.parse(JSON.stringify(trained))), trained)
  const chance = trained.facts.address.different?.match ?? 0
  assert.ok(chance > 0.45 && chance < 0.55, String(chance))
  assert.ok(
    score(standardise(child), standardise(moved), trained).bits > score(standardise(child), standardise(moved)).bits,
  )
})

test('pairs without a shared number, and pairs whose number conflicts, teach nothing', () => {
  const sister = aChild({ forename: 'Grace', nhsNumber: child.nhsNumber ?? '' })
  const scores = [
    ...pairs(500, child, sister),
    ...pairs(500, without(child, 'nhsNumber'), without(sister, 'nhsNumber')),
  ]
  const trained = train(scores, defaultModel.version)
  for (const [fact, levels] of Object.entries(trained.facts)) {
    for (const [level, { match }] of Object.entries(levels)) {
      const before = defaultModel.facts[fact as 'sex'][level]?.match ?? 0
      assert.ok(Math.abs(match - before) < 0.06 * before + 1e-9, `${fact} ${level}`)
    }
  }
})

test('where strangers seldom share a birth date, sharing one counts for more, and numbers keep their chances', () => {
  const [a, b] = [aChild(), aChild({ forename: 'Oliwia', surname: 'Nowak', birthDate: born(1951, 7, 30) })]
  const levels = noCounts()
  for (const score of pairs(100_000, a, b)) addLevels(levels, score)
  const fitted = learnStrangers(defaultModel, {
    levels,
    names: { pairs: 100_000, forename: 900, surname: 900, both: 8 },
  })
  assert.ok((fitted.facts.birth.same?.stranger ?? 1) < 1e-5)
  assert.equal(fitted.facts.nhs.same?.stranger, defaultModel.facts.nhs.same?.stranger)
  assert.ok(fitted.together < defaultModel.together)
})
