import { type InfantAdmission, infantLimit, isExcepted } from '../criteria/infant-class.ts'
import type { CriteriaRound } from '../files/read-criteria-round.actions.ts'
import type { Allocation } from '../match/allocate.ts'
import { at, noPlace, ownersOf } from '../match/round.ts'
import type { Ground } from './explain.ts'

/** How the orders of a round came about, and how full its infant classes are with `nearest`, the schools by child of who got theirs in the second pass. */
export const groundOf = (
  made: CriteriaRound,
  { supernumerary, outcome }: Allocation,
  nearest: ReadonlyMap<number, number> = new Map(),
): Ground => {
  const owner = ownersOf(made.round)
  const { named, afterOffers } = made.special
  const [byPlan, late] = [new Int32Array(supernumerary.length), new Int32Array(supernumerary.length)]
  for (const [child, s] of named.entries()) {
    if (s === noPlace) continue
    const counts = isExcepted(planOf(afterOffers.has(child))) ? late : byPlan
    counts[s] = at(counts, s) + 1
  }
  const filled = outcome.offered.slice()
  for (const s of nearest.values()) filled[s] = at(filled, s) + 1
  return {
    standings: made.standings,
    settings: made.settings.map(one => (one.own_order ? undefined : one)),
    isProtected: preference => made.isProtected(at(owner, preference)),
    infantCount: s => {
      const classes = made.settings[s]?.infant_classes
      if (!classes) return undefined
      const twins = isExcepted({ twinOf: 'normal round' }) ? at(supernumerary, s) : 0
      const excepted = at(late, s) + twins
      return { limit: infantLimit(classes), counted: at(byPlan, s) + at(filled, s) - twins, excepted }
    },
  }
}

const planOf = (isLate: boolean): InfantAdmission =>
  isLate ? 'plan outside the normal round' : 'plan in the normal round'
