import fc from 'fast-check'
import type { Division } from './division.ts'
import type { Round } from './round.ts'

/** A little town in words: places of schools, what families want, best first, and the schools' orders. */
export type Town = {
  readonly places: Readonly<Record<string, number>>
  readonly wants: Readonly<Record<string, readonly string[]>>
  readonly orders: Readonly<Record<string, readonly string[]>>
}

/** The same as a round. */
export const aRound = ({ places, wants, orders }: Town): Round => {
  const [children, schools] = [Object.keys(wants), Object.keys(places)]
  const lists = children.map(child => wants[child] ?? [])
  const named = lists.flat()
  const first = [0]
  for (const list of lists) first.push((first.at(-1) ?? 0) + list.length)
  return {
    children,
    schools,
    places: Int32Array.from(schools, school => places[school] ?? 0),
    first: Int32Array.from(first),
    school: Int32Array.from(named, school => schools.indexOf(school)),
    rank: Int32Array.from(lists.flatMap(list => list.map((_, i) => i + 1))),
    position: Int32Array.from(
      children.flatMap((child, c) => (lists[c] ?? []).map(school => (orders[school] ?? []).indexOf(child) + 1)),
    ),
    ranked: Int32Array.from(schools, school => (orders[school] ?? []).length),
  }
}

/**
 * Any town of at most so many children and schools, in which some schools leave some children out of their order. Without fast-check's
 * leaning to small values: in towns of one or two children no two ways of giving places differ.
 */
export const townOf = ({ children = 8, schools = 4 } = {}): fc.Arbitrary<Town> => {
  const size = (most: number) => fc.integer({ min: Math.ceil(most / 2), max: most })
  const town = fc.record({ children: size(children), schools: size(schools) }).chain(size => {
    const childIds = Array.from({ length: size.children }, (_, i) => `child ${i + 1}`)
    const schoolIds = Array.from({ length: size.schools }, (_, i) => `school ${i + 1}`)
    const some = fc.oneof(
      { weight: 1, arbitrary: fc.shuffledSubarray(schoolIds) },
      { weight: 4, arbitrary: fc.shuffledSubarray(schoolIds, { minLength: Math.min(2, size.schools) }) },
    )
    const most = fc.shuffledSubarray(childIds, { minLength: Math.max(1, size.children - 2) })
    const forEach = <T>(ids: string[], value: fc.Arbitrary<T>) =>
      fc.tuple(...ids.map(() => value)).map(values => Object.fromEntries(ids.map((id, i) => [id, values[i] as T])))
    return fc.record({
      places: forEach(schoolIds, fc.constantFrom(0, 1, 1, 1, 2, 2, 3)),
      wants: forEach(childIds, some),
      orders: forEach(schoolIds, most),
    })
  })
  return fc.noBias(town)
}

/** Any such town as a round, in which some schools have bands or kept places, and some children are in none or come before them. */
export const dividedRoundOf = (size: { children?: number; schools?: number } = {}): fc.Arbitrary<Round> =>
  townOf(size).chain(town => {
    const round = aRound(town)
    const one: fc.Arbitrary<Pick<Division, 'kind' | 'unfilled' | 'by' | 'taken'> & { sizes: number[] }> = fc.record({
      kind: fc.constantFrom<Division['kind'][]>('bands', 'reserved'),
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      taken: fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }),
      unfilled: fc.constantFrom<Division['unfilled'][]>('order', 'higher first', 'lower first'),
      by: fc.constantFrom<Division['by'][]>('order', 'score'),
    })
    const parts = fc
      .record({
        divided: fc.array(fc.option(one), { minLength: round.schools.length, maxLength: round.schools.length }),
        shares: fc.array(fc.integer({ min: -2, max: 2 }), {
          minLength: round.school.length,
          maxLength: round.school.length,
        }),
        scores: fc.array(fc.nat(5), { minLength: round.school.length, maxLength: round.school.length }),
      })
      .map(({ divided, shares, scores }) => {
        const divisions = new Map<number, Division>()
        for (const [s, made] of divided.entries()) {
          if (!made) continue
          const { sizes, kind, ...rest } = made
          const share = Int32Array.from(shares, k => (k >= sizes.length || (kind === 'reserved' && k < 0) ? -1 : k))
          const named = sizes.map((size, k) => ({ name: `share ${k}`, size }))
          divisions.set(s, { ...rest, kind, share, score: Float64Array.from(scores), shares: named })
        }
        return { ...round, divisions }
      })
    return fc.noBias(parts)
  })
