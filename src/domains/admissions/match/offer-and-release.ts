import { at, type Held, noPlace, ownersOf, type Round } from './round.ts'
import { choose } from './shares.ts'

/**
 * What most councils' systems do today, to compare with: each school offers its places down its own order; a child with several
 * offers keeps the best and releases the others, which are offered on, until nothing moves. It too refuses no child for one with lower
 * priority, but may leave two children each holding the place that the other wanted (domain.md 1.5, F5).
 */
export const offerAndRelease = (
  round: Round,
  seats: Int32Array = round.places,
  beyond: ReadonlySet<number> = new Set(),
): Held => {
  const { children, schools, school, divisions, position } = round
  const { from, order } = ordersOf(round)
  const owner = ownersOf(round)
  const held: Held = new Int32Array(children.length).fill(noPlace)
  const next = from.slice(0, schools.length)
  const free = seats.slice()
  const offering = schools.map((_, index) => index)
  for (const granted of beyond) {
    const kept = at(held, at(owner, granted))
    if (kept === noPlace || granted < kept) held[at(owner, granted)] = granted
  }
  const take = (offered: number): void => {
    const child = at(owner, offered)
    const kept = at(held, child)
    held[child] = offered
    if (kept === noPlace || beyond.has(kept)) return
    const released = at(school, kept)
    free[released] = at(free, released) + 1
    offering.push(released)
  }
  for (let s = offering.pop(); s !== undefined; s = offering.pop()) {
    const division = divisions?.get(s)
    if (division) {
      const open = [...order.subarray(at(from, s), at(from, s + 1))].filter(offered => {
        const kept = at(held, at(owner, offered))
        return !beyond.has(offered) && (kept === noPlace || kept >= offered)
      })
      for (const offered of choose(division, at(seats, s), open, position).chosen)
        if (at(held, at(owner, offered)) !== offered) take(offered)
      continue
    }
    for (; at(free, s) > 0 && at(next, s) < at(from, s + 1); next[s] = at(next, s) + 1) {
      const offered = at(order, at(next, s))
      const kept = at(held, at(owner, offered))
      // A child's preferences stand best first.
      if (kept !== noPlace && kept <= offered) continue
      free[s] = at(free, s) - 1
      take(offered)
    }
  }
  return held
}

/** The preferences for each school, side by side, in its order; those of children who are not in it are left out. */
export const ordersOf = ({ schools, school, position }: Round): { from: Int32Array; order: Int32Array } => {
  const from = new Int32Array(schools.length + 1)
  for (let p = 0; p < school.length; p++)
    if (at(position, p) > 0) from[at(school, p) + 1] = at(from, at(school, p) + 1) + 1
  for (let s = 0; s < schools.length; s++) from[s + 1] = at(from, s + 1) + at(from, s)
  const order = new Int32Array(at(from, schools.length))
  const fill = from.slice()
  for (let p = 0; p < school.length; p++) {
    if (at(position, p) === 0) continue
    const slot = at(fill, at(school, p))
    order[slot] = p
    fill[at(school, p)] = slot + 1
  }
  for (let s = 0; s < schools.length; s++)
    order.subarray(at(from, s), at(from, s + 1)).sort((a, b) => at(position, a) - at(position, b))
  return { from, order }
}
