import { match } from './match.ts'
import { type Lot, orderAt, type Standings } from './ranking.ts'
import { at, noPlace, type Round } from './round.ts'

/** What is known of any child at any school, whether they named it or not. */
export type Nearby = {
  /** The criterion met (from 0), or undefined where the school would not rank them. */
  criterion(child: number, school: number): number | undefined
  /** The distance at the school's precision, and in metres to compare schools by; undefined where it is not known. */
  distance(child: number, school: number): { readonly measure: number; readonly metres: number } | undefined
  readonly lot: Lot
}

/**
 * Children without a place are offered the nearest school that has one left, all at once: they ask in order of distance, the schools
 * hold by their own criteria (domain.md 1.9, F8: one after another would depend on who comes first). Gives each child's school, or -1.
 */
export const secondPass = (children: readonly number[], vacancies: Int32Array, nearby: Nearby): Map<number, number> => {
  const open = [...vacancies.keys()].filter(s => at(vacancies, s) > 0)
  const lists = children.map(child => nearest(child, open, nearby))
  const first = new Int32Array(children.length + 1)
  lists.forEach((list, c) => {
    first[c + 1] = at(first, c) + list.length
  })
  const flat = lists.flat()
  const standings: Standings = {
    criterion: Int32Array.from(flat, one => one.criterion),
    measure: Int32Array.from(flat, one => one.measure),
  }
  const owner = new Int32Array(flat.length)
  children.forEach((_, c) => {
    owner.fill(c, at(first, c), at(first, c + 1))
  })
  const lot: Lot = (school, c) => nearby.lot(school, children[c] as number)
  const position = new Int32Array(flat.length)
  const ranked = new Int32Array(vacancies.length)
  for (const s of open) {
    const preferences = flat.flatMap((one, p) => (one.school === s ? [p] : []))
    const order = orderAt(s, preferences, standings, owner, lot)
    ranked[s] = order.length
    order.forEach((preference, i) => {
      position[preference] = i + 1
    })
  }
  const round: Round = {
    children: children.map(String),
    schools: [...vacancies].map(String),
    places: vacancies,
    first,
    school: Int32Array.from(flat, one => one.school),
    rank: Int32Array.from(flat, (_, p) => p + 1),
    position,
    ranked,
  }
  const held = match(round)
  const placed = [...held].flatMap((preference, c) =>
    preference === noPlace ? [] : [[children[c] as number, at(round.school, preference)] as const],
  )
  return new Map(placed)
}

const nearest = (child: number, open: readonly number[], nearby: Nearby) =>
  open
    .flatMap(school => {
      const [criterion, distance] = [nearby.criterion(child, school), nearby.distance(child, school)]
      return criterion === undefined || !distance ? [] : [{ school, criterion, ...distance }]
    })
    .sort((a, b) => a.metres - b.metres || a.school - b.school)
