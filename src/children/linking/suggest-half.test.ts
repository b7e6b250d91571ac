import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Clues, suggestHalf } from './suggest-half.ts'

const nothing: Clues = {
  corrects: undefined,
  words: 'Rang, no answer.',
  said: { a: ['Mohammed', 'Khan', 'High Street', 'NM1 1AA'], b: ['Mohammed', 'Khan', 'Beach Road', 'NM9 9ZZ'] },
  workedThen: ['a', 'b'],
  worksWith: ['a', 'b'],
  seenThrough: ['a', 'b'],
}
const suggests = (clues: Partial<Clues>) => suggestHalf({ ...nothing, ...clues })

describe('whose is this?', () => {
  test('nothing is suggested where both children fit', () => {
    assert.deepEqual(suggests({}), { to: undefined, why: 'nothing' })
    assert.deepEqual(suggests({ words: 'Mohammed Khan was seen' }), { to: undefined, why: 'nothing' })
  })
  test('a street that only one child’s sources know speaks for that child', () => {
    assert.deepEqual(suggests({ words: 'Visited at Beach Road' }), { to: 'b', why: 'names' })
    assert.deepEqual(suggests({ words: 'Moved from High Street to Beach Road' }), { to: undefined, why: 'nothing' })
  })
  test('a correction goes with what it corrects, whatever else it says', () => {
    assert.deepEqual(suggests({ corrects: 'a', words: 'Visited at Beach Road' }), { to: 'a', why: 'corrects' })
  })
  test('an author who worked with one of them on that day comes before one who does now', () => {
    assert.deepEqual(suggests({ workedThen: ['a'], worksWith: ['b'] }), { to: 'a', why: 'worker-then' })
    assert.deepEqual(suggests({ workedThen: [], worksWith: ['b'] }), { to: 'b', why: 'worker' })
  })
  test('the sources that were tied to the record when it was written speak last', () => {
    assert.deepEqual(suggests({ seenThrough: ['b', 'b'] }), { to: 'b', why: 'seen-through' })
  })
})
