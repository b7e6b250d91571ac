import { noShare, outside } from './division.ts'
import { ordersOf } from './offer-and-release.ts'
import { at, type Held, noPlace, ownersOf, type Round } from './round.ts'
import { choose } from './shares.ts'

/** What came of a round at each school, and who waits where. */
export type Outcome = {
  readonly held: Held
  readonly offered: Int32Array
  /** Of each preference, its line: those who stand behind one another for the same places. A school without a division has one, of its own number. */
  readonly line: Int32Array
  /** By line: the preference by which its last place was given, in the school's order; -1 where it has given none. Who is beyond the places is left out. */
  readonly last: Int32Array
  /** By line: how many places that is, and how many wait: children in its order who named it above what they hold. */
  readonly given: Int32Array
  readonly waiting: Int32Array
  /** Of each preference, its place on the waiting list of its line; 0 where it is on none. */
  readonly waitingPlace: Int32Array
}

/** Counts a round out. A child waits for each school that they named above what they hold, and for no other (domain.md 1.9). */
export const countOut = (
  round: Round,
  held: Held,
  seats: Int32Array,
  beyond: ReadonlySet<number> = new Set(),
): Outcome => {
  const { schools, school } = round
  const { from, order } = ordersOf(round)
  const owner = ownersOf(round)
  const { line, lines, ownPlaces } = linesOf(round, held, seats, beyond)
  const offered = new Int32Array(schools.length)
  const [given, waiting] = [new Int32Array(lines), new Int32Array(lines)]
  const last = new Int32Array(lines).fill(noPlace)
  const waitingPlace = new Int32Array(school.length)
  for (let s = 0; s < schools.length; s++) {
    for (let slot = at(from, s); slot < at(from, s + 1); slot++) {
      const preference = at(order, slot)
      const kept = at(held, at(owner, preference))
      const l = at(line, preference)
      if (kept === preference) {
        offered[s] = at(offered, s) + 1
        if (beyond.has(preference) || at(given, l) === (ownPlaces.get(l) ?? -1)) continue
        given[l] = at(given, l) + 1
        last[l] = preference
      } else if (kept === noPlace || preference < kept) {
        waiting[l] = at(waiting, l) + 1
        waitingPlace[preference] = at(waiting, l)
      }
    }
  }
  return { held, offered, line, last, given, waiting, waitingPlace }
}

/** The line of each share of each school that divides its places stands behind those of the schools; a band's counts its own places. */
const linesOf = (round: Round, held: Held, seats: Int32Array, beyond: ReadonlySet<number>) => {
  const { schools, school, divisions, position } = round
  const ownPlaces = new Map<number, number>()
  if (!divisions) return { line: school, lines: schools.length, ownPlaces }
  const line = school.slice()
  let lines = schools.length
  const firstLine = new Map<number, number>()
  for (const [s, { shares }] of divisions) {
    firstLine.set(s, lines)
    lines += shares.length + 1
  }
  for (let p = 0; p < school.length; p++) {
    const division = divisions.get(at(school, p))
    if (division) line[p] = lineIn(firstLine.get(at(school, p)) ?? 0, at(division.share, p), at(school, p))
  }
  for (const [s, division] of divisions) {
    if (division.kind === 'reserved') continue
    const there = [...held].filter(p => p !== noPlace && at(school, p) === s && !beyond.has(p))
    choose(division, at(seats, s), there, position).own.forEach((count, k) => {
      ownPlaces.set((firstLine.get(s) ?? 0) + 1 + k, count)
    })
  }
  return { line, lines, ownPlaces }
}

const lineIn = (first: number, share: number, school: number): number =>
  share === noShare ? school : share === outside ? first : first + 1 + share
