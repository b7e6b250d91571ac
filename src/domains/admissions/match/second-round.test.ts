import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, noPlace, type Round } from './round.ts'
import { secondRound } from './second-round.ts'

/** Lists of two schools, best first. */
const lists = [[], [0], [1], [0, 1], [1, 0]]
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]
type Made = { readonly round: Round; readonly holds: Int32Array; readonly wants: readonly number[][] }

/** Every round of three children and two schools of one place, with every way in which places can be held, one held beyond the places too. */
function* rounds(): Generator<Made> {
  for (let w = 0; w < 5 ** 3; w++) {
    const wants = [0, 1, 2].map(c => lists[Math.floor(w / 5 ** c) % 5] as number[])
    for (const here of orders)
      for (const there of orders)
        for (let h = 0; h < 3 ** 3; h++) {
          const holds = Int32Array.from([0, 1, 2], c => (Math.floor(h / 3 ** c) % 3) - 1)
          const first = Int32Array.from([0, ...wants.map((_, c) => wants.slice(0, c + 1).flat().length)])
          const school = Int32Array.from(wants.flat())
          const position = Int32Array.from(
            wants.flatMap((list, c) => list.map(s => ((s === 0 ? here : there)[c] ?? 0) + 1)),
          )
          const ranked = Int32Array.from([3, 3])
          const places = Int32Array.from([1, 1])
          const children = ['A', 'B', 'C']
          yield {
            round: { children, schools: ['X', 'Y'], places, first, school, rank: school, position, ranked },
            holds,
            wants,
          }
        }
  }
}

describe('a second round', () => {
  test('takes no offer from anybody, wastes no place, and passes over nobody with higher priority: every small round', () => {
    let moved = 0
    for (const { round, holds, wants } of rounds()) {
      const upTo = Int32Array.from(round.children, (_, c) => {
        const kept = (wants[c] ?? []).indexOf(at(holds, c))
        return kept === -1 ? at(round.first, c + 1) : at(round.first, c) + kept
      })
      const { given, free } = secondRound(round, { holds, upTo, taken: new Int32Array(2) })
      const place = round.children.map((_, c) =>
        at(given, c) === noPlace ? at(holds, c) : at(round.school, at(given, c)),
      )
      const liked = (c: number, s: number): number => {
        const rank = (wants[c] ?? []).indexOf(s)
        return s === noPlace ? 9 : rank === -1 ? 8 : rank
      }
      for (const s of [0, 1]) {
        const had = [...holds].filter(one => one === s).length
        const has = place.filter(one => one === s).length
        assert.ok(has <= Math.max(1, had), 'a school takes more than it has places')
        assert.equal(at(free, s), Math.max(0, 1 - has))
      }
      for (const c of [0, 1, 2]) {
        assert.ok(liked(c, place[c] ?? noPlace) <= liked(c, at(holds, c)), 'a child lost an offer')
        if (place[c] !== at(holds, c)) moved++
        for (const s of wants[c] ?? []) {
          if (liked(c, s) >= liked(c, place[c] ?? noPlace)) continue
          assert.equal(at(free, s), 0, 'a place stays empty that a child wants')
          for (const other of [0, 1, 2])
            if (place[other] === s && at(holds, other) !== s) {
              const at1 = round.position[at(round.first, other) + (wants[other] ?? []).indexOf(s)] ?? 0
              const at2 = round.position[at(round.first, c) + (wants[c] ?? []).indexOf(s)] ?? 0
              assert.ok(at1 < at2, 'a place went to lower priority')
            }
        }
      }
    }
    assert.ok(moved > 10_000)
  })

  test('places that children outside the round hold are not given', () => {
    const round: Round = {
      children: ['A'],
      schools: ['X'],
      places: Int32Array.from([1]),
      first: Int32Array.from([0, 1]),
      school: Int32Array.from([0]),
      rank: Int32Array.from([1]),
      position: Int32Array.from([1]),
      ranked: Int32Array.from([1]),
    }
    const asked = { holds: Int32Array.from([noPlace]), upTo: Int32Array.from([1]) }
    assert.deepEqual([...secondRound(round, { ...asked, taken: Int32Array.from([1]) }).given], [noPlace])
    assert.deepEqual([...secondRound(round, { ...asked, taken: Int32Array.from([0]) }).given], [0])
  })
})
