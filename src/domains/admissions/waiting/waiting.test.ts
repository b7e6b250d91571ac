import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { drawn, movesOf, type Waits, waitingList } from './waiting.ts'
import { movedWords, waitingWords } from './waiting-words.ts'

/** Every way in which up to four children can be on a list: absent, or with one of three keys. */
const lists = (): Waits[][] => {
  const made: Waits[][] = []
  for (let code = 0; code < 4 ** 4; code++)
    made.push(
      [0, 1, 2, 3].flatMap(id => {
        const key = Math.floor(code / 4 ** id) % 4
        return key === 0 ? [] : [{ id, key: [[], [0, 5], [0, 7], [2, 1]][key] as number[] }]
      }),
    )
  return made
}
const told = { equal: false, of: 9, criterion: 'Criterion 3 (other)', distance: '0.52 miles', ownOrder: false }

describe('a waiting list', () => {
  test('goes by the criteria, and is the same in whatever order the children came', () => {
    for (const list of lists()) {
      const [forth, back] = [waitingList(list), waitingList(list.toReversed())]
      assert.deepEqual(forth, back)
      for (const one of forth) {
        const before = list.filter(
          other =>
            other.key < one.key ||
            (other.key[0] ?? 0) < (one.key[0] ?? 0) ||
            (other.key[0] === one.key[0] && (other.key[1] ?? 0) < (one.key[1] ?? 0)),
        )
        assert.equal(one.position, before.length + 1)
      }
    }
  })

  test('every move is accounted for, from each list of up to four children to each other', () => {
    const all = lists().map(waitingList)
    for (const before of all)
      for (const after of all) {
        const moves = movesOf(before, after)
        for (const one of after) {
          const moved = moves.get(one.id)
          if (!before.some(other => other.id === one.id)) assert.equal(moved, undefined)
          else if (moved) {
            assert.equal(one.position, moved.from + moved.joined - moved.left + moved.risen - moved.fallen)
            if (!moved.own && before.length === after.length && one.position !== moved.from)
              assert.ok(moved.joined + moved.left + moved.risen + moved.fallen > 0)
          } else assert.fail('a child who stayed has no reason')
        }
      }
  })

  test('a family reads why they are 4th and why they went from 3rd to 4th, and of nobody else', () => {
    const moved = { from: 3, joined: 1, left: 0, risen: 0, fallen: 0, own: false }
    assert.deepEqual(waitingWords({ ...told, position: 4, moved }), [
      'You are 4th of 9 on the waiting list.',
      'Criterion 3 (other). 0.52 miles.',
      '3 children with higher priority stand before you.',
      'You were 3rd before: one child with higher priority joined the list.',
      'How long you have waited and when you applied play no part. The place can go down as well as up.',
    ])
    assert.equal(
      movedWords({ from: 5, joined: 0, left: 2, risen: 1, fallen: 0, own: false }, 4),
      'You were 5th before: 2 children before you left it; one child now stands before you by something that changed.',
    )
    assert.match(
      movedWords({ from: 2, joined: 0, left: 0, risen: 3, fallen: 0, own: true }, 5),
      /^You were 2nd before: what we know of your child changed\.$/,
    )
    assert.equal(
      movedWords({ from: 5, joined: 0, left: 2, risen: 0, fallen: 0, own: false }, 3, 'officer'),
      'Was 5th before: 2 children before them left it.',
    )
  })

  test('who is equal in everything shares a place, and a draw takes the lowest lot', () => {
    const list = waitingList([
      { id: 1, key: [1, 4] },
      { id: 2, key: [1, 4] },
      { id: 3, key: [2, 0] },
    ])
    assert.deepEqual(
      list.map(one => [one.position, one.equal]),
      [
        [1, true],
        [1, true],
        [3, false],
      ],
    )
    assert.equal(
      drawn([1, 2], id => ['', 'b', 'a'][id] ?? ''),
      2,
    )
    assert.equal(
      drawn([], () => ''),
      undefined,
    )
  })
})
