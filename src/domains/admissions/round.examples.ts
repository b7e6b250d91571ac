import fc from 'fast-check'
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

/** Any town of at most so many children and schools, in which some schools leave some children out of their order. */
export const townOf = ({ children = 8, schools = 4 } = {}): fc.Arbitrary<Town> =>
  fc
    .record({ children: fc.integer({ min: 1, max: children }), schools: fc.integer({ min: 1, max: schools }) })
    .chain(size => {
      const childIds = Array.from({ length: size.children }, (_, i) => `child ${i + 1}`)
      const schoolIds = Array.from({ length: size.schools }, (_, i) => `school ${i + 1}`)
      const some = (ids: string[]) => fc.shuffledSubarray(ids)
      const most = (ids: string[]) => fc.shuffledSubarray(ids, { minLength: Math.ceil(ids.length / 2) })
      const forEach = <T>(ids: string[], value: fc.Arbitrary<T>) =>
        fc.tuple(...ids.map(() => value)).map(values => Object.fromEntries(ids.map((id, i) => [id, values[i] as T])))
      return fc.record({
        places: forEach(schoolIds, fc.integer({ min: 0, max: 3 })),
        wants: forEach(childIds, some(schoolIds)),
        orders: forEach(schoolIds, most(childIds)),
      })
    })
