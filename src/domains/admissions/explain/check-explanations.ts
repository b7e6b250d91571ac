import type { Division } from '../match/division.ts'
import { at, type Held, noPlace, type Round } from '../match/round.ts'
import { countOwn, placeByPlace } from './check-divisions.ts'
import { groundsFault } from './check-words.ts'
import type { Explanation, Ground } from './explain.ts'

/** What an explanation is held against: the round and who holds what, and nothing that made the explanation. */
export type Check = (child: number, preference: number, said: Explanation) => string | undefined

type Given = {
  readonly held: Held
  readonly seats: Int32Array
  readonly beyond: ReadonlySet<number>
}

/**
 * A check of explanations that counts everything again from the round and who holds what. Each call gives what is untrue in one
 * explanation, or undefined. To count a school it walks its whole order once.
 */
export const explanationCheck = (round: Round, { held, seats, beyond }: Given, ground?: Ground): Check => {
  const counts = new Map<string, Counted>()
  const wanting = wantingBySchool(round, held, beyond)
  const countedFor = (s: number, share: number): Counted => {
    const key = `${s}/${share}`
    const known = counts.get(key) ?? countLine(round, at(seats, s), s, share, wanting[s] ?? [])
    counts.set(key, known)
    return known
  }
  /** Whom the school takes of all who would rather be there than where they are: worked out once, as it is slow. */
  const taken = new Map<number, ReadonlySet<number>>()
  const takenBy = (s: number, division: Division): ReadonlySet<number> => {
    const all = (wanting[s] ?? []).map(one => one.preference)
    const known = taken.get(s) ?? placeByPlace(division, at(seats, s), all, round.position)
    taken.set(s, known)
    return known
  }
  return (child, preference, said) => {
    const s = at(round.school, preference)
    const division = round.divisions?.get(s)
    const own = at(round.position, preference)
    const kept = at(held, child)
    if (kept !== noPlace && kept <= preference) return 'The child holds this school or a better one.'
    if (own === 0)
      return said.reason === 'R4' && said.position === null ? undefined : 'The school did not rank the child.'
    const line = countedFor(s, division ? at(division.share, preference) : 0)
    if (line.there.length !== at(seats, s)) return 'The school has places left.'
    if (division && takenBy(s, division).has(preference)) return 'The school would have taken the child.'
    const holder = line.own.at(-1) ?? noPlace
    const last = holder === noPlace ? null : at(round.position, holder)
    if (last !== null && last > own) return 'A child with lower priority has a place.'
    if (said.position !== own || said.last_position !== last) return 'A position is not so.'
    if (said.ranked !== at(round.ranked, s) || said.places !== at(round.places, s))
      return 'A number of the school is not so.'
    if (said.reason === 'R5' && said.share_places !== line.own.length) return 'The places of the band are not so.'
    if (said.waiting !== line.waiting.length) return 'The length of the waiting list is not so.'
    // The list is in order, so whoever stands there by number must be this child.
    const stands = said.waiting_position === null ? undefined : line.waiting[said.waiting_position - 1]
    if (stands !== own) return 'The place on the waiting list is not so.'
    return groundsFault(said, s, preference, holder, ground)
  }
}

/** Of one line: who has a place at the school, whose place counts for this line, in order, and who waits in it. */
type Counted = {
  readonly there: readonly number[]
  readonly own: readonly number[]
  readonly waiting: readonly number[]
}
type Wanting = { readonly preference: number; readonly holds: boolean }

const wantingBySchool = (round: Round, held: Held, beyond: ReadonlySet<number>): Wanting[][] => {
  const wanting: Wanting[][] = round.schools.map(() => [])
  for (let c = 0; c < round.children.length; c++)
    for (let p = at(round.first, c); p < at(round.first, c + 1); p++) {
      const kept = at(held, c)
      if (at(round.position, p) > 0 && (kept === noPlace || p <= kept) && !beyond.has(p))
        wanting[at(round.school, p)]?.push({ preference: p, holds: p === kept })
    }
  return wanting
}

const countLine = (round: Round, seats: number, s: number, share: number, wanting: readonly Wanting[]): Counted => {
  const division = round.divisions?.get(s)
  const there = wanting.filter(one => one.holds).map(one => one.preference)
  const isOfLine = (p: number): boolean => !division || at(division.share, p) === share
  const inOrder = (preferences: readonly number[]) =>
    preferences.toSorted((a, b) => at(round.position, a) - at(round.position, b))
  const own = inOrder(there.filter(isOfLine))
  const counted = division?.kind === 'bands' && share >= 0 ? countOwn(division, seats, there, share) : own.length
  const waiting = wanting.filter(one => !one.holds && isOfLine(one.preference)).map(one => one.preference)
  return { there, own: own.slice(0, counted), waiting: inOrder(waiting).map(p => at(round.position, p)) }
}
