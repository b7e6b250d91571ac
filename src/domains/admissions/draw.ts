import type { Criteria } from './criteria/criteria-schema.ts'
import type { Ground } from './explain/explain.ts'
import type { Outcome } from './match/outcome.ts'
import { at, noPlace, type Round } from './match/round.ts'

/** The draw of a round, as it is kept: who watched, the seed, and which children it parted (domain.md 1.5, F7). */
export type Draw = {
  readonly seed: string
  readonly commitment: string
  readonly supervisor: string | null
  readonly decided: readonly {
    readonly school_id: string
    readonly last_offered_child_id: string
    readonly next_child_id: string
  }[]
}

/** Where the last child offered and the next on the waiting list are equal in all but the lot. */
export const drawOf = (
  { seed, commitment, supervisor }: Criteria,
  round: Round,
  owner: Int32Array,
  { line, last, waitingPlace }: Outcome,
  { standings: { criterion, measure } }: Ground,
): Draw => {
  const id = (preference: number): string => round.children[at(owner, preference)] ?? ''
  const decided = [...round.school.keys()].flatMap(p => {
    const holder = at(last, at(line, p))
    if (at(waitingPlace, p) !== 1 || holder === noPlace || at(criterion, p) < 0) return []
    if (at(criterion, p) !== at(criterion, holder) || at(measure, p) !== at(measure, holder)) return []
    return [
      { school_id: round.schools[at(round.school, p)] ?? '', last_offered_child_id: id(holder), next_child_id: id(p) },
    ]
  })
  const bySchool = decided.toSorted((a, b) => (a.school_id < b.school_id ? -1 : 1))
  return { seed, commitment, supervisor: supervisor ?? null, decided: bySchool }
}
