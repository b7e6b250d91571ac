import { match } from './match.ts'
import { at, noPlace, type Round } from './round.ts'

/** What a second round is made of: who holds which school, and how far down their own list each child still asks. */
export type SecondInput = {
  /** By child: the school whose place they hold; -1 for none. */
  readonly holds: Int32Array
  /** By child: the preference before which they stop asking. */
  readonly upTo: Int32Array
  /** By school: places that are held by children who are not in the round. */
  readonly taken: Int32Array
}
export type SecondOutcome = {
  /** By child: the preference that they are given; -1 where they keep what they hold, or have nothing. */
  readonly given: Int32Array
  /** By school: places that are left. */
  readonly free: Int32Array
}

/**
 * Gives freed places and late children's wishes by the match of the first round, in which whoever holds a place comes first at that school: nobody
 * loses an offer, who moves up frees theirs for the next, and of all such results it is the best for every child. A school with more holders than
 * places (twins, plans after the offers) keeps them all and takes nobody.
 */
export const secondRound = (round: Round, { holds, upTo, taken }: SecondInput): SecondOutcome => {
  const { children, schools, places } = round
  const first = new Int32Array(children.length + 1)
  const of: number[] = []
  const school: number[] = []
  const position: number[] = []
  const holders = new Int32Array(schools.length)
  for (const s of holds) if (s !== noPlace) holders[s] = at(holders, s) + 1
  const seats = places.map((count, s) => Math.max(count - at(taken, s), at(holders, s)))
  const before = new Int32Array(schools.length)
  for (let c = 0; c < children.length; c++) {
    const held = at(holds, c)
    for (let p = at(round.first, c); p < at(upTo, c); p++) {
      const s = at(round.school, p)
      if (at(round.position, p) === 0 || s === held) continue
      of.push(p)
      school.push(s)
      position.push(at(holders, s) + at(round.position, p))
    }
    if (held !== noPlace) {
      before[held] = at(before, held) + 1
      of.push(noPlace)
      school.push(held)
      position.push(at(before, held))
    }
    first[c + 1] = of.length
  }
  const ranked = round.ranked.map((count, s) => count + at(holders, s))
  const asks: Round = {
    children,
    schools,
    places: seats,
    first,
    school: Int32Array.from(school),
    rank: Int32Array.from(of, (_, p) => p + 1),
    position: Int32Array.from(position),
    ranked,
  }
  const result = match(asks, seats)
  const free = places.map((count, s) => count - at(taken, s))
  for (const p of result) if (p !== noPlace) free[at(asks.school, p)] = at(free, at(asks.school, p)) - 1
  return {
    given: result.map(p => (p === noPlace ? noPlace : (of[p] ?? noPlace))),
    free: free.map(count => Math.max(0, count)),
  }
}
