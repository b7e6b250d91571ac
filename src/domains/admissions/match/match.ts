import { at, type Held, noPlace, ownersOf, type Round } from './round.ts'
import { choose } from './shares.ts'

/**
 * Applicant-proposing deferred acceptance (Gale and Shapley 1962): each child asks for the best school that has not refused them;
 * each school holds the best of those who asked, up to its places. The outcome does not depend on who asks first; no child is refused
 * a place that goes to a child with lower priority; and of all outcomes of which that is true, it is the best for every child.
 * Cost grows with the number of preferences, times the logarithm of a school's places. A preference of `beyond` is granted beyond the seats.
 */
export const match = (
  round: Round,
  seats: Int32Array = round.places,
  beyond: ReadonlySet<number> = new Set(),
): Held => {
  const { children, first, school, position } = round
  const heaps = heapsFor(round, seats)
  const divided = dividedFor(round, seats)
  const next = first.slice(0, children.length)
  const held: Held = new Int32Array(children.length).fill(noPlace)
  const owner = ownersOf(round)

  const offer = (asked: number): number => {
    if (at(position, asked) === 0) return asked
    if (beyond.size > 0 && beyond.has(asked)) return noPlace
    const s = at(school, asked)
    return (divided?.get(s) ?? heaps.offer)(s, asked)
  }

  /** Lets a child ask on until somebody holds them or their list is at its end; gives the child who is refused thereby. */
  const ask = (child: number): number => {
    const end = at(first, child + 1)
    for (let asked = at(next, child); asked < end; asked++) {
      const refused = offer(asked)
      if (refused === asked) continue
      next[child] = asked + 1
      held[child] = asked
      if (refused === noPlace) return noPlace
      const loser = at(owner, refused)
      held[loser] = noPlace
      return loser
    }
    next[child] = end
    return noPlace
  }

  for (let child = 0; child < children.length; child++)
    for (let asking = child; asking !== noPlace; asking = ask(asking));
  return held
}

/** The schools that divide their places: each looks anew at whom it holds and who asks. */
const dividedFor = ({ divisions, position }: Round, seats: Int32Array) =>
  divisions &&
  new Map(
    [...divisions].map(([s, division]) => {
      let holds: readonly number[] = []
      const offer = (_: number, asked: number): number => {
        const before = [...holds, asked]
        const { chosen } = choose(division, at(seats, s), before, position)
        holds = [...chosen]
        return before.find(preference => !chosen.has(preference)) ?? noPlace
      }
      return [s, offer] as const
    }),
  )

/** What the schools hold: one heap for each, side by side in one array, the child who is last in its order on top. */
const heapsFor = ({ ranked, position }: Round, seats: Int32Array) => {
  const from = new Int32Array(seats.length + 1)
  for (let s = 0; s < seats.length; s++) from[s + 1] = at(from, s) + Math.max(0, Math.min(at(seats, s), at(ranked, s)))
  const heap = new Int32Array(at(from, seats.length))
  const size = new Int32Array(seats.length)
  const placeAt = (slot: number): number => at(position, at(heap, slot))

  const rise = (base: number, count: number, preference: number): void => {
    const place = at(position, preference)
    let slot = count
    while (slot > 0) {
      const above = (slot - 1) >> 1
      if (placeAt(base + above) >= place) break
      heap[base + slot] = at(heap, base + above)
      slot = above
    }
    heap[base + slot] = preference
  }

  const sink = (base: number, count: number, preference: number): void => {
    const place = at(position, preference)
    let slot = 0
    for (let below = 1; below < count; below = 2 * slot + 1) {
      if (below + 1 < count && placeAt(base + below + 1) > placeAt(base + below)) below++
      if (placeAt(base + below) <= place) break
      heap[base + slot] = at(heap, base + below)
      slot = below
    }
    heap[base + slot] = preference
  }

  return {
    /** Asks the school to hold a preference; gives the one that it refuses for it, which may be the same, or noPlace. */
    offer: (school: number, preference: number): number => {
      const base = at(from, school)
      const most = at(from, school + 1) - base
      if (most === 0) return preference
      const count = at(size, school)
      if (count < most) {
        size[school] = count + 1
        rise(base, count, preference)
        return noPlace
      }
      const last = at(heap, base)
      if (at(position, preference) > at(position, last)) return preference
      sink(base, most, preference)
      return last
    },
  }
}
