import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { match } from './match.ts'
import { offerAndRelease } from './offer-and-release.ts'
import { aRound, type Town, townOf } from './round.examples.ts'
import { type Held, noPlace, type Round } from './round.ts'

const placesOf = (round: Round, held: Held): Record<string, string | undefined> =>
  Object.fromEntries(
    round.children.map((child, c) => [
      child,
      held[c] === noPlace ? undefined : round.schools[round.school[held[c] ?? 0] ?? 0],
    ]),
  )
const outcomeOf = (town: Town, allocate: typeof match = match): Record<string, string | undefined> => {
  const round = aRound(town)
  return placesOf(round, allocate(round))
}

describe('places are given', () => {
  test('F1: to five residents of three hospitals, as the reference library gives them', () => {
    const town = {
      places: { M: 2, C: 2, G: 2 },
      wants: { A: ['C'], S: ['C', 'M'], D: ['C', 'M', 'G'], J: ['C', 'G', 'M'], L: ['M', 'C', 'G'] },
      orders: { M: ['D', 'L', 'S', 'J'], C: ['D', 'A', 'S', 'L', 'J'], G: ['D', 'J', 'L'] },
    }
    assert.deepEqual(outcomeOf(town), { A: 'C', S: 'M', D: 'C', J: 'G', L: 'M' })
  })
  test('F2: and some schools stay empty', () => {
    const town = {
      places: { F: 2, IP: 2, P: 2, SM: 2 },
      wants: { G1: ['IP', 'P'], G2: ['P', 'F'], G3: ['P', 'SM'] },
      orders: { F: ['G2'], IP: ['G1'], P: ['G3', 'G2', 'G1'], SM: ['G3'] },
    }
    assert.deepEqual(outcomeOf(town), { G1: 'IP', G2: 'P', G3: 'P' })
  })
  test('F3: a child whose list is at its end is left without, and nothing breaks', () => {
    const town = { places: { X: 1, Y: 1 }, wants: { A: ['X'], B: ['X', 'Y'] }, orders: { X: ['B', 'A'], Y: ['B'] } }
    assert.deepEqual(outcomeOf(town), { A: undefined, B: 'X' })
  })
  test('F4: a child who is in no order of a school is never given it, and an order’s strangers are left out', () => {
    const town = {
      places: { X: 2, Y: 1 },
      wants: { A: ['X', 'Y'], B: ['Y'], C: [] },
      orders: { X: ['B', 'C'], Y: ['C', 'A', 'B'] },
    }
    assert.deepEqual(outcomeOf(town), { A: 'Y', B: undefined, C: undefined })
  })
  test('F4: a hundred children and fifty schools, of whom many name what does not rank them, and the reverse', () => {
    const lists = (own: string, others: readonly string[], step: number): [string, string[]][] =>
      Array.from({ length: own === 'c' ? 100 : 50 }, (_, i) => [
        `${own}${i}`,
        i % 9 === 0 ? [] : others.filter((_, j) => (i * step + j * 7) % 11 < 2),
      ])
    const [children, schools] = [100, 50].map((n, k) =>
      Array.from({ length: n }, (_, i) => `${k === 0 ? 'c' : 's'}${i}`),
    )
    const town = {
      places: Object.fromEntries((schools ?? []).map((school, i) => [school, i % 4])),
      wants: Object.fromEntries(lists('c', schools ?? [], 3)),
      orders: Object.fromEntries(lists('s', children ?? [], 5)),
    }
    const given = Object.entries(outcomeOf(town)).filter(([, school]) => school !== undefined)
    assert.ok(given.length > 0)
    for (const [child, school = ''] of given)
      assert.ok(town.wants[child]?.includes(school) && town.orders[school]?.includes(child))
  })
  test('F5: Ann and Ben each get the school they wanted, where today’s method gives each the other’s', () => {
    const town = {
      places: { Oak: 1, Elm: 1 },
      wants: { Ann: ['Oak', 'Elm'], Ben: ['Elm', 'Oak'] },
      orders: { Oak: ['Ben', 'Ann'], Elm: ['Ann', 'Ben'] },
    }
    assert.deepEqual(outcomeOf(town), { Ann: 'Oak', Ben: 'Elm' })
    assert.deepEqual(outcomeOf(town, offerAndRelease), { Ann: 'Elm', Ben: 'Oak' })
  })
})

// The bench asks for ten thousand.
const runs = { numRuns: Number(process.env.ADMISSIONS_ROUNDS ?? 500) }

describe('in any round', () => {
  const rankOf = (town: Town, child: string, school: string | undefined): number =>
    school === undefined ? Number.POSITIVE_INFINITY : (town.wants[child] ?? []).indexOf(school)
  const placeOf = (town: Town, school: string, child: string): number => (town.orders[school] ?? []).indexOf(child)

  test('P1 and P2: no school is over its places, and no child is at a school they did not name or that did not rank them', () => {
    fc.assert(
      fc.property(townOf(), town => {
        const given = outcomeOf(town)
        for (const [school, places] of Object.entries(town.places))
          assert.ok(Object.values(given).filter(s => s === school).length <= places)
        for (const [child, school] of Object.entries(given))
          if (school !== undefined) assert.ok(rankOf(town, child, school) >= 0 && placeOf(town, school, child) >= 0)
      }),
      runs,
    )
  })

  test('P3: nobody is refused a place that is empty, or that went to a child with lower priority', () => {
    fc.assert(
      fc.property(townOf(), town => assert.deepEqual(envied(town, outcomeOf(town)), [])),
      runs,
    )
  })
  const envied = (town: Town, given: Record<string, string | undefined>): string[] =>
    Object.entries(town.wants).flatMap(([child, wants]) =>
      wants
        .slice(0, Math.min(wants.length, rankOf(town, child, given[child])))
        .filter(school => {
          const own = placeOf(town, school, child)
          if (own < 0) return false
          const there = Object.keys(given).filter(c => given[c] === school)
          return there.length < (town.places[school] ?? 0) || there.some(c => placeOf(town, school, c) > own)
        })
        .map(school => `${child} should have ${school}`),
    )

  test('P4: of all fair outcomes, tried one by one, none gives any child a school they named higher', () => {
    fc.assert(
      fc.property(townOf({ children: 4, schools: 3 }), town => {
        const best = outcomeOf(town)
        for (const other of everyOutcome(town)) {
          if (envied(town, other).length > 0) continue
          for (const child of Object.keys(best))
            assert.ok(rankOf(town, child, best[child]) <= rankOf(town, child, other[child]))
        }
      }),
      runs,
    )
  })
  const everyOutcome = (town: Town): Record<string, string | undefined>[] =>
    Object.entries(town.wants).reduce<Record<string, string | undefined>[]>(
      (made, [child, wants]) =>
        made.flatMap(outcome =>
          [undefined, ...wants.filter(school => placeOf(town, school, child) >= 0)]
            .filter(
              school =>
                school === undefined ||
                Object.values(outcome).filter(s => s === school).length < (town.places[school] ?? 0),
            )
            .map(school => ({ ...outcome, [child]: school })),
        ),
      [{}],
    )

  test('P5: it does not matter in which order the children stand', () => {
    fc.assert(
      fc.property(townOf(), fc.infiniteStream(fc.nat()), (town, draws) => {
        const shuffled = Object.entries(town.wants)
          .map(entry => [draws.next().value as number, entry] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, entry]) => entry)
        assert.deepEqual(outcomeOf({ ...town, wants: Object.fromEntries(shuffled) }), outcomeOf(town))
      }),
      runs,
    )
  })

  test('P6: as many children, and the same ones, have a place as by today’s method, and each school has as many', () => {
    fc.assert(
      fc.property(townOf(), town => {
        const [ours, theirs] = [outcomeOf(town), outcomeOf(town, offerAndRelease)]
        assert.deepEqual(
          Object.keys(ours).filter(c => ours[c]),
          Object.keys(ours).filter(c => theirs[c]),
        )
        for (const school of Object.keys(town.places))
          assert.equal(
            Object.values(ours).filter(s => s === school).length,
            Object.values(theirs).filter(s => s === school).length,
          )
        for (const child of Object.keys(ours))
          assert.ok(rankOf(town, child, ours[child]) <= rankOf(town, child, theirs[child]))
      }),
      runs,
    )
  })

  test('P7: no family does better by putting the schools they named in another order, or by leaving some out', () => {
    fc.assert(
      fc.property(townOf({ children: 5, schools: 3 }), town => {
        const honest = outcomeOf(town)
        for (const [child, wants] of Object.entries(town.wants))
          for (const other of orderingsOf(wants)) {
            const given = outcomeOf({ ...town, wants: { ...town.wants, [child]: other } })
            assert.ok(rankOf(town, child, honest[child]) <= rankOf(town, child, given[child]))
          }
      }),
      runs,
    )
  })
  const orderingsOf = (items: readonly string[]): string[][] => [
    [],
    ...items.flatMap(item => orderingsOf(items.filter(i => i !== item)).map(rest => [item, ...rest])),
  ]

  test('P8: one place more, at any school, makes no child worse off', () => {
    fc.assert(
      fc.property(townOf(), fc.nat(), (town, draw) => {
        const schools = Object.keys(town.places)
        const school = schools[draw % schools.length] ?? ''
        const before = outcomeOf(town)
        const after = outcomeOf({ ...town, places: { ...town.places, [school]: (town.places[school] ?? 0) + 1 } })
        for (const child of Object.keys(before))
          assert.ok(rankOf(town, child, after[child]) <= rankOf(town, child, before[child]))
      }),
      runs,
    )
  })
})
