import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Round } from '../match/round.ts'
import { waitingKey, withPrecedence } from './precedence.ts'
import { waitingList } from './waiting.ts'

describe('on a waiting list', () => {
  test('a child who is or was looked after comes first, whatever the criteria say, and among such the criteria decide', () => {
    const faith = { id: 1, key: waitingKey([0, 20], false) }
    const [near, far] = [
      { id: 2, key: waitingKey([4, 100], true) },
      { id: 3, key: waitingKey([4, 900], true) },
    ]
    const list = waitingList([faith, far, near])
    assert.deepEqual(
      list.map(one => [one.id, one.position]),
      [
        [2, 1],
        [3, 2],
        [1, 3],
      ],
    )
  })

  test('in a school’s own order they come first as well, and nobody who is not ranked becomes so', () => {
    const round: Round = {
      children: ['A', 'B', 'C', 'D'],
      schools: ['X'],
      places: Int32Array.from([1]),
      first: Int32Array.from([0, 1, 2, 3, 4]),
      school: Int32Array.from([0, 0, 0, 0]),
      rank: Int32Array.from([1, 1, 1, 1]),
      position: Int32Array.from([1, 2, 0, 4]),
      ranked: Int32Array.from([4]),
    }
    assert.deepEqual([...withPrecedence(round, child => child >= 2).position], [2, 4, 0, 1])
  })
})
