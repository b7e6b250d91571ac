import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hash53, hashAfter } from './hash.ts'
import { areMisread, closeness, edits, isClose } from './similarity.ts'

const names = (
  'ann anne anna hannah joanna mohammed muhammad mohamed mohammad sebastian sbeastian seb siobhan shivaun zara zahra ' +
  'catherine katherine kathryn oconnor connor o li lee leigh jean-paul kowalski kovalska alexander alexandra'
).split(' ')

const pairs = names.flatMap(one => names.map(other => [one, other] as const))

/** Edits as the definition says, without looking ahead: delete, insert, replace, or swap two neighbours. */
const plainEdits = (a: string, b: string): number => {
  if (a === '' || b === '') return a.length + b.length
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)]
  const least = Math.min(plainEdits(x, b) + 1, plainEdits(a, y) + 1, plainEdits(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1))
  const isSwap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
  return isSwap ? Math.min(least, plainEdits(x.slice(0, -1), y.slice(0, -1)) + 1) : least
}

test('letters that the other name has nowhere end the count of edits early, and never change it', () => {
  for (const [one, other] of pairs) {
    if (one.length > 6 || other.length > 6) continue
    const all = plainEdits(one, other)
    for (const limit of [1, 2, 3]) assert.equal(edits(one, other, limit), Math.min(all, limit + 1), `${one} ${other}`)
  }
})

test('whether two names are close enough is answered as by how close they are, at every limit in use', () => {
  for (const [one, other] of pairs)
    for (const least of [0.7, 0.85, 0.88, 0.93, 0.94, 0.95, closeness(one, other)])
      assert.equal(isClose(one, other, least), closeness(one, other) >= least, `${one} ${other} ${least}`)
})

test('a key is one number for the same parts wherever it is made, since keys are kept in the database', () => {
  assert.equal(hashAfter('kind')('khan'), hash53('kind', 'khan'))
  assert.equal(hashAfter('kind')(20_140_309), hash53('kind', 20_140_309))
  assert.equal(hashAfter('names-day')('aisha', 'khan', 309), 2_634_055_876_537_830)
})

test('names that look alike in print are one misread, and no others', () => {
  assert.ok(areMisread('bumett', 'burnett') && areMisread('he11er', 'heller') && areMisread('0brien', 'obrien'))
  assert.ok(!areMisread('heller', 'hiller') && !areMisread('arnold', 'ronald') && !areMisread('tumer', 'turnor'))
})
