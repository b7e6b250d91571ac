import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { goneWords, lettersNamed } from './letters-gone.ts'

describe('letters that have gone', () => {
  test('are named one by one, each once, or not at all', () => {
    assert.deepEqual([...lettersNamed(undefined)], [])
    assert.deepEqual([...lettersNamed('7')], ['7'])
    assert.deepEqual([...lettersNamed(['7', '8', '7'])], ['7', '8'])
  })
  test('are told of, and those that the gate stopped are to be taken out of the tray', () => {
    assert.equal(goneWords(3, 3), '3 letters are noted as gone.')
    assert.equal(goneWords(1, 3), '1 letter is noted as gone. 2 are not: take them out of the tray.')
    assert.equal(goneWords(0, 1), '0 letters are noted as gone. 1 is not: take it out of the tray.')
  })
})
