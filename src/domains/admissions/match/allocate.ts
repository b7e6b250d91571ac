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
  /** Children whose plan named the school after the offers: they take no place of those that were offered. */
  readonly afterOffers: ReadonlySet<number>
}

export type Allocation = {
  readonly held: Held
  /** Places that are left for the orders once the named have theirs. */
  readonly seats: Int32Array
  /** Preferences granted beyond the places, to a twin. */
  readonly beyond: ReadonlySet<number>
  /** How many of them are held, by school. */
  readonly supernumerary: Int32Array
  readonly outcome: Outcome
}

/** Gives the places of a round: first to children whose plan names the school, then by match, then to twins under a twin clause. */
export const allocate = (round: Round, special?: Special): Allocation => {
  const seats = round.places.slice()
  const beyond = new Set<number>()
  const named = special?.named ?? new Int32Array()
  for (const [child, s] of named.entries())
    if (s !== noPlace && !special?.afterOffers.has(child)) seats[s] = Math.max(0, at(seats, s) - 1)
  const open = special ? withoutNamed(round, named) : round
  for (;;) {
    const held = match(open, seats, beyond)
    const outcome = countOut(open, held, seats, beyond)
    const more = special ? twinsNext(open, outcome, special) : []
    if (more.length === 0) return { held, seats, beyond, supernumerary: countBeyond(round, held, beyond), outcome }
    for (const preference of more) beyond.add(preference)
  }
}

const countBeyond = ({ schools, school }: Round, held: Held, beyond: ReadonlySet<number>): Int32Array => {
  const count = new Int32Array(schools.length)
  for (const p of held) if (beyond.has(p)) count[at(school, p)] = at(count, at(school, p)) + 1
  return count
}

/** A child whose plan names a school asks nowhere: their preferences are as if no school ranked them. */
const withoutNamed = (round: Round, named: Int32Array): Round => {
  const position = round.position.slice()
  for (let c = 0; c < round.children.length; c++)
    if (at(named, c) !== noPlace) position.fill(0, at(round.first, c), at(round.first, c + 1))
  return { ...round, position }
}

/**
 * Children who are the next to be refused where one born with them has the last place: they are granted theirs beyond the number, and all
 * else is given anew, by which nobody is worse off (domain.md 1.7; P8). Twins only move up, so this comes to an end.
 */
const twinsNext = (
  round: Round,
  { line, last, waitingPlace }: Outcome,
  { birthGroup, twinClause }: Special,
): number[] => {
  const owner = ownersOf(round)
  const groupOf = (preference: number): number => at(birthGroup, at(owner, preference))
  const found: number[] = []
  for (let p = 0; p < round.school.length; p++) {
    const holder = at(last, at(line, p))
    if (at(waitingPlace, p) !== 1 || !twinClause.has(at(round.school, p)) || holder === noPlace) continue
    const group = groupOf(p)
    if (group !== noPlace && group === groupOf(holder)) found.push(p)
  }
  return found
}
