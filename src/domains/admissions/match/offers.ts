import type { Allocation, Special } from './allocate.ts'
import { offerAndRelease } from './offer-and-release.ts'
import { at, byBytes, noPlace, type Round } from './round.ts'

/** What a child is offered: the school, and as which choice; no rank where it was not one of theirs, no school where there is none. */
export type Offer = {
  readonly child: number
  readonly school: number | undefined
  readonly rank: number | undefined
  readonly by: 'preference' | 'plan' | 'second pass' | 'none'
}

/** The offers of a round, by child as bytes. */
export const offersOf = (
  round: Round,
  { held }: Allocation,
  special?: Special,
  nearest: ReadonlyMap<number, number> = new Map(),
): Offer[] =>
  byBytes(round.children).map(child => {
    const named = special ? at(special.named, child) : noPlace
    if (named !== noPlace) return { child, school: named, rank: rankOf(round, child, named), by: 'plan' }
    const kept = at(held, child)
    if (kept !== noPlace) return { child, school: at(round.school, kept), rank: at(round.rank, kept), by: 'preference' }
    const school = nearest.get(child)
    return { child, school, rank: undefined, by: school === undefined ? 'none' : 'second pass' }
  })

const rankOf = (round: Round, child: number, school: number): number | undefined => {
  for (let p = at(round.first, child); p < at(round.first, child + 1); p++)
    if (at(round.school, p) === school) return at(round.rank, p)
  return undefined
}

/** The preferences that a child has not, and named above what they hold; none for a child whose plan names a school. */
export const refusedOf = (round: Round, { held }: Allocation, child: number, special?: Special): number[] => {
  if (special && at(special.named, child) !== noPlace) return []
  const kept = at(held, child)
  const end = kept === noPlace ? at(round.first, child + 1) : kept
  return Array.from({ length: end - at(round.first, child) }, (_, i) => at(round.first, child) + i)
}

/** How many children have their first choice, their second, and so on. */
export const countByRank = (offers: readonly Offer[]): Record<string, number> => {
  const counts = new Map<number, number>()
  for (const { rank } of offers) if (rank !== undefined) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => a - b))
}

/** A child to whom today's method would have given another school. */
export type Difference = {
  readonly child_id: string
  readonly school_id: string
  readonly preference_rank: number
  readonly offer_and_release_school_id: string
  readonly offer_and_release_rank: number
}

/** Children who are better off than by offer-and-release, with both schools. By theorem nobody is worse off; that is counted, not assumed. */
export const differencesFrom = (
  round: Round,
  { held, seats, beyond }: Allocation,
): { better: Difference[]; worse: number } => {
  const theirs = offerAndRelease(round, seats, beyond)
  const better: Difference[] = []
  let worse = 0
  for (const child of byBytes(round.children)) {
    const [ours, other] = [at(held, child), at(theirs, child)]
    if (ours === other) continue
    if (ours === noPlace || other === noPlace || ours > other) worse++
    else
      better.push({
        child_id: round.children[child] ?? '',
        school_id: round.schools[at(round.school, ours)] ?? '',
        preference_rank: at(round.rank, ours),
        offer_and_release_school_id: round.schools[at(round.school, other)] ?? '',
        offer_and_release_rank: at(round.rank, other),
      })
  }
  return { better, worse }
}
