import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { placeByPlace } from '../explain/check-divisions.ts'
import { explanationCheck } from '../explain/check-explanations.ts'
import { explain } from '../explain/explain.ts'
import { allocate } from './allocate.ts'
import { match } from './match.ts'
import { offerAndRelease } from './offer-and-release.ts'
import { refusedOf } from './offers.ts'
import { dividedRoundOf } from './round.examples.ts'
import { at, type Held, noPlace, ownersOf, type Round } from './round.ts'
import { choose } from './shares.ts'

// The bench asks for ten thousand.
const runs = { numRuns: Number(process.env.ADMISSIONS_ROUNDS ?? 500) }

/** Whom a school takes of those who ask: by its division, or the first in its order. */
const takes = (round: Round, s: number, asked: readonly number[]): ReadonlySet<number> => {
  const division = round.divisions?.get(s)
  if (division) return choose(division, at(round.places, s), asked, round.position).chosen
  return new Set(asked.toSorted((a, b) => at(round.position, a) - at(round.position, b)).slice(0, at(round.places, s)))
}
const there = (round: Round, held: Held, s: number): number[] =>
  [...held].filter(p => p !== noPlace && at(round.school, p) === s)
const askersOf = (round: Round, s: number): number[] =>
  [...round.school.keys()].filter(p => at(round.school, p) === s && at(round.position, p) > 0)
const isNoWorse = (one: number, other: number): boolean => other === noPlace || (one !== noPlace && one <= other)

/** Preferences that their child would rather have than what they hold, and that the school would take beside those whom it has. */
const envied = (round: Round, held: Held): number[] => {
  const owner = ownersOf(round)
  return [...round.school.keys()].filter(p => {
    const kept = at(held, at(owner, p))
    if (at(round.position, p) === 0 || isNoWorse(kept, p)) return false
    return takes(round, at(round.school, p), [...there(round, held, at(round.school, p)), p]).has(p)
  })
}

describe('a school that divides its places, whoever asks', () => {
  const anyAsk = dividedRoundOf({ children: 9, schools: 2 }).filter(({ divisions }) => divisions?.size !== 0)
  const forEachDivision = (check: (round: Round, s: number, asked: number[]) => void): void =>
    fc.assert(
      fc.property(anyAsk, fc.infiniteStream(fc.boolean()), (round, coins) => {
        for (const s of round.divisions?.keys() ?? []) {
          const asked = askersOf(round, s).filter(() => coins.next().value)
          check(round, s, asked)
        }
      }),
      runs,
    )

  test('takes the same as when it is worked out place by place', () => {
    forEachDivision((round, s, asked) => {
      const division = round.divisions?.get(s)
      assert.ok(division)
      const slow = placeByPlace(division, at(round.places, s), asked, round.position)
      assert.deepEqual(new Set(takes(round, s, asked)), slow)
    })
  })
  test('leaves no place empty while somebody asks', () => {
    forEachDivision((round, s, asked) =>
      assert.equal(takes(round, s, asked).size, Math.min(asked.length, at(round.places, s))),
    )
  })
  test('refuses nobody whom it would take if more asked: without that, no outcome is best for all', () => {
    forEachDivision((round, s, asked) => {
      const all = takes(round, s, asked)
      for (const missing of asked) {
        const fewer = takes(
          round,
          s,
          asked.filter(p => p !== missing),
        )
        for (const p of all) if (p !== missing) assert.ok(fewer.has(p))
      }
    })
  })
  test('has no fewer places for anybody when it has one more', () => {
    forEachDivision((round, s, asked) => {
      const more = { ...round, places: round.places.map((count, i) => (i === s ? count + 1 : count)) }
      const taken = takes(more, s, asked)
      for (const p of takes(round, s, asked)) assert.ok(taken.has(p))
    })
  })
})

describe('in any round where schools divide their places', () => {
  test('P1 and P2: no school is over its places, and no child is where the school did not rank them', () => {
    fc.assert(
      fc.property(dividedRoundOf(), round => {
        const held = match(round)
        for (const s of round.schools.keys()) assert.ok(there(round, held, s).length <= at(round.places, s))
        for (const p of held) assert.ok(p === noPlace || at(round.position, p) > 0)
      }),
      runs,
    )
  })
  test('P3: no school would take a child whom it refused; in each share nobody with lower priority has its place', () => {
    fc.assert(
      fc.property(dividedRoundOf(), round => {
        const held = match(round)
        assert.deepEqual(envied(round, held), [])
      }),
      runs,
    )
  })
  test('P4: of all fair outcomes, tried one by one, none gives any child a school they named higher', () => {
    fc.assert(
      fc.property(dividedRoundOf({ children: 4, schools: 3 }), round => {
        const best = match(round)
        for (const other of everyOutcome(round)) {
          const isFair = round.schools.every((_, s) => {
            const children = there(round, other, s)
            return takes(round, s, children).size === children.length
          })
          if (!isFair || envied(round, other).length > 0) continue
          for (const c of round.children.keys()) assert.ok(isNoWorse(at(best, c), at(other, c)))
        }
      }),
      runs,
    )
  })
  const everyOutcome = (round: Round): Held[] =>
    round.children
      .reduce<number[][]>(
        (made, _, c) => {
          const options = [noPlace]
          for (let p = at(round.first, c); p < at(round.first, c + 1); p++)
            if (at(round.position, p) > 0) options.push(p)
          return made.flatMap(outcome => options.map(p => [...outcome, p]))
        },
        [[]],
      )
      .map(outcome => Int32Array.from(outcome))

  test('P6: the same children have a place as by today’s method, each school has as many, and nobody is worse off', () => {
    fc.assert(
      fc.property(dividedRoundOf(), round => {
        const [ours, theirs] = [match(round), offerAndRelease(round)]
        for (const c of round.children.keys()) {
          assert.equal(at(ours, c) === noPlace, at(theirs, c) === noPlace)
          assert.ok(isNoWorse(at(ours, c), at(theirs, c)))
        }
        for (const s of round.schools.keys()) assert.equal(there(round, ours, s).length, there(round, theirs, s).length)
      }),
      runs,
    )
  })
  test('P7: no family does better by leaving schools out or by putting them in another order', () => {
    fc.assert(
      fc.property(dividedRoundOf({ children: 5, schools: 3 }), round => {
        const honest = match(round)
        for (const c of round.children.keys())
          for (const other of orderingsOf([...round.school.keys()].slice(at(round.first, c), at(round.first, c + 1)))) {
            const given = at(match(saying(round, c, other)), c)
            const truly = given === noPlace ? noPlace : (other[given - at(round.first, c)] ?? noPlace)
            assert.ok(isNoWorse(at(honest, c), truly))
          }
      }),
      runs,
    )
  })
  const orderingsOf = (items: readonly number[]): number[][] => [
    [],
    ...items.flatMap(item => orderingsOf(items.filter(i => i !== item)).map(rest => [item, ...rest])),
  ]
  /** The round in which a child names these of their preferences, in this order; what is left out is as if no school ranked it. */
  const saying = (round: Round, child: number, said: readonly number[]): Round => {
    const from = at(round.first, child)
    const source = [...round.school.keys()]
    const all = source.slice(from, at(round.first, child + 1))
    for (const [i, p] of [...said, ...all.filter(p => !said.includes(p))].entries()) source[from + i] = p
    const moved = (row: Int32Array) => Int32Array.from(source, p => at(row, p))
    const position = moved(round.position).fill(0, from + said.length, at(round.first, child + 1))
    const divisions = new Map(
      [...(round.divisions ?? [])].map(([s, division]) => [
        s,
        { ...division, share: moved(division.share), score: Float64Array.from(source, p => division.score[p] ?? 0) },
      ]),
    )
    return { ...round, school: moved(round.school), position, divisions }
  }

  test('P9: every refusal’s explanation is true when it is counted anew, and a changed one is found', () => {
    fc.assert(
      fc.property(dividedRoundOf(), round => {
        const given = allocate(round)
        const check = explanationCheck(round, given)
        for (const c of round.children.keys())
          for (const p of refusedOf(round, given, c)) {
            const said = explain(round, given, c, p)
            assert.equal(check(c, p, said), undefined)
            if (said.reason === 'R4') continue
            assert.notEqual(check(c, p, { ...said, last_position: (said.last_position ?? 0) + 1 }), undefined)
            assert.notEqual(check(c, p, { ...said, waiting_position: (said.waiting_position ?? 0) + 1 }), undefined)
          }
      }),
      runs,
    )
  })
})
