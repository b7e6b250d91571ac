import type { Explanation } from './explain.ts'
import { at, type Held, noPlace, type Round } from './round.ts'

/** What an explanation is held against: the round and who holds what, and nothing that made the explanation. */
export type Check = (child: number, preference: number, said: Explanation) => string | undefined

/**
 * A check of explanations that counts everything again from the round and who holds what. Each call gives what is untrue in one
 * explanation, or undefined. To count a school it walks its whole order once.
 */
export const explanationCheck = (round: Round, held: Held, seats: Int32Array): Check => {
  const counts = new Map<number, Counted>()
  const wanting = wantingBySchool(round, held)
  return (child, preference, said) => {
    const s = at(round.school, preference)
    const school = counts.get(s) ?? countSchool(round, wanting[s] ?? [])
    counts.set(s, school)
    const own = at(round.position, preference)
    const kept = at(held, child)
    if (kept !== noPlace && kept <= preference) return 'The child holds this school or a better one.'
    if (own === 0)
      return said.reason === 'R4' && said.position === null ? undefined : 'The school did not rank the child.'
    if (school.positions.length !== at(seats, s)) return 'The school has places left.'
    const last = school.positions.at(-1) ?? null
    if (last !== null && last > own) return 'A child with lower priority has a place.'
    if (said.position !== own || said.last_position !== last) return 'A position is not so.'
    if (said.ranked !== at(round.ranked, s) || said.places !== at(round.places, s))
      return 'A number of the school is not so.'
    if (said.waiting !== school.waiting.length) return 'The length of the waiting list is not so.'
    // The list is in order, so whoever stands there by number must be this child.
    const stands = said.waiting_position === null ? undefined : school.waiting[said.waiting_position - 1]
    return stands === own ? undefined : 'The place on the waiting list is not so.'
  }
}

type Counted = { readonly positions: readonly number[]; readonly waiting: readonly number[] }
type Wanting = { readonly preference: number; readonly holds: boolean }

const wantingBySchool = (round: Round, held: Held): Wanting[][] => {
  const wanting: Wanting[][] = round.schools.map(() => [])
  for (let c = 0; c < round.children.length; c++)
    for (let p = at(round.first, c); p < at(round.first, c + 1); p++) {
      const kept = at(held, c)
      if (at(round.position, p) > 0 && (kept === noPlace || p <= kept))
        wanting[at(round.school, p)]?.push({ preference: p, holds: p === kept })
    }
  return wanting
}

const countSchool = (round: Round, wanting: readonly Wanting[]): Counted => {
  const positionsOf = (holds: boolean) =>
    wanting
      .filter(one => one.holds === holds)
      .map(one => at(round.position, one.preference))
      .sort((a, b) => a - b)
  return { positions: positionsOf(true), waiting: positionsOf(false) }
}
