import { ordersOf } from '../src/domains/admissions/match/offer-and-release.ts'
import { at, noPlace, ownersOf, type Round } from '../src/domains/admissions/match/round.ts'

/**
 * Offer-and-release as councils' systems run it: in each round every school offers its places to the first children of its order who have
 * not turned it down, every child keeps the best offer and turns the others down, until nobody turns anything down.
 */
export const offerRoundByRound = (round: Round): { held: Int32Array; rounds: number } => {
  const { from, order } = ordersOf(round)
  const owner = ownersOf(round)
  const turnedDown = new Uint8Array(round.school.length)
  const held = new Int32Array(round.children.length)
  for (let rounds = 1; ; rounds++) {
    held.fill(noPlace)
    let moved = false
    for (let s = 0; s < round.schools.length; s++) {
      let left = at(round.places, s)
      for (let slot = at(from, s); slot < at(from, s + 1) && left > 0; slot++) {
        const offered = at(order, slot)
        if (turnedDown[offered]) continue
        left--
        const child = at(owner, offered)
        const kept = at(held, child)
        if (kept === noPlace) held[child] = offered
        else {
          moved = true
          turnedDown[Math.max(kept, offered)] = 1
          held[child] = Math.min(kept, offered)
        }
      }
    }
    if (!moved) return { held, rounds }
  }
}
