import { match } from './match.ts'
import { countOut, type Outcome } from './outcome.ts'
import { at, type Held, noPlace, ownersOf, type Round } from './round.ts'

/** What is known beyond preferences and orders, where it is: by child, -1 for none. */
export type Special = {
  /** The school that the child's plan names: it must admit, outside its criteria (Children and Families Act 2014, section 43). */
  readonly named: Int32Array
  /** Children born together have one number. */
  readonly birthGroup: Int32Array
  /** Schools that admit the other twin when one has the last place. */
  readonly twinClause: ReadonlySet<number>
}

export type Allocation = {
  readonly held: Held
  /** Places that are left for the orders once the named have theirs, with those given beyond the number for a twin. */
  readonly seats: Int32Array
  readonly supernumerary: Int32Array
  readonly outcome: Outcome
}

/** Gives the places of a round: first to children whose plan names the school, then by match, then to twins under a twin clause. */
export const allocate = (round: Round, special?: Special): Allocation => {
  const supernumerary = new Int32Array(round.schools.length)
  if (!special) {
    const held = match(round)
    return { held, seats: round.places, supernumerary, outcome: countOut(round, held) }
  }
  const seats = round.places.slice()
  for (const s of special.named) if (s !== noPlace) seats[s] = Math.max(0, at(seats, s) - 1)
  const open = withoutNamed(round, special.named)
  for (;;) {
    const held = match(open, seats)
    const outcome = countOut(open, held)
    const more = twinsNext(open, outcome, special)
    if (more.length === 0) return { held, seats, supernumerary, outcome }
    for (const s of more) {
      seats[s] = at(seats, s) + 1
      supernumerary[s] = at(supernumerary, s) + 1
    }
  }
}

/** A child whose plan names a school asks nowhere: their preferences are as if no school ranked them. */
const withoutNamed = (round: Round, named: Int32Array): Round => {
  const position = round.position.slice()
  for (let c = 0; c < round.children.length; c++)
    if (at(named, c) !== noPlace) position.fill(0, at(round.first, c), at(round.first, c + 1))
  return { ...round, position }
}

/**
 * Schools where a child born with the one who has the last place is the next to be refused: they get a place beyond the number, and all
 * else is given anew, by which nobody is worse off (domain.md 1.7; P8). Twins only move up, so this comes to an end.
 */
const twinsNext = (round: Round, { last, waitingPlace }: Outcome, { birthGroup, twinClause }: Special): number[] => {
  const owner = ownersOf(round)
  const groupOf = (preference: number): number => at(birthGroup, at(owner, preference))
  const found: number[] = []
  for (let p = 0; p < round.school.length; p++) {
    if (at(waitingPlace, p) !== 1) continue
    const s = at(round.school, p)
    const holder = at(last, s)
    if (!twinClause.has(s) || holder === noPlace) continue
    const group = groupOf(p)
    if (group !== noPlace && group === groupOf(holder)) found.push(s)
  }
  return found
}
