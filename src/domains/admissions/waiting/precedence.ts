import { isYes } from '../criteria/criteria.ts'
import type { CriteriaRound } from '../files/read-criteria-round.actions.ts'
import { at, ownersOf, type Round } from '../match/round.ts'

/**
 * Whether a child takes precedence over those on a waiting list, whatever the school's criteria say: who is looked after or was before (School Admissions
 * Code 2021, 2.15). Whom the fair access protocol gives a place needs no precedence here: the place is theirs at once.
 */
export const takesPrecedence = ({ applicant }: Pick<CriteriaRound, 'applicant'>, child: number): boolean =>
  isYes(applicant(child).cell('looked_after'))

/** A number that comes before every criterion and every place in a school's own order. */
const first = -1

/** What a waiting list compares of a child: the numbers of the school's order, before them all where the child takes precedence. */
export const waitingKey = (order: readonly number[], precedes: boolean): readonly number[] =>
  precedes ? [first, ...order] : order
/** The numbers of the school's order alone. */
export const orderOf = (key: readonly number[]): readonly number[] => (key[0] === first ? key.slice(1) : key)

/** The round with who takes precedence at the head of every school's order, as it stood among them and among the rest; nobody who is not ranked. */
export const withPrecedence = (round: Round, precedes: (child: number) => boolean): Round => {
  const owner = ownersOf(round)
  const of: number[][] = round.schools.map(() => [])
  for (let p = 0; p < round.school.length; p++) if (at(round.position, p) > 0) of[at(round.school, p)]?.push(p)
  const position = new Int32Array(round.position)
  for (const preferences of of) {
    const rest = (p: number): number => (precedes(at(owner, p)) ? 0 : 1)
    const sorted = preferences.toSorted((a, b) => rest(a) - rest(b) || at(round.position, a) - at(round.position, b))
    const places = preferences.map(p => at(round.position, p)).toSorted((a, b) => a - b)
    for (const [i, p] of sorted.entries()) position[p] = places[i] ?? 0
  }
  return { ...round, position }
}
