import { aBlindHome, whereaboutsOf } from './blind-homes.examples.ts'
import { aBlindInnocent } from './blind-innocents.examples.ts'
import { aBlindLeak } from './blind-leaks.examples.ts'
import { leakGuard } from './leak-guard.ts'
import { aHome, aLeak, aNeighbour, chances, placesOf } from './variants.examples.ts'

type Trial = { readonly missed: number; readonly stopped: number }

/** The guard on as many ways to write a place, and as many texts about others, by the hand that wrote the guard. */
export const ownTrial = (many: number): Trial => {
  const chance = chances(20_261_128)
  let [missed, stopped] = [0, 0]
  for (let at = 0; at < many; at++) {
    const home = aHome(chance)
    const found = leakGuard(placesOf(home))
    if (found(aLeak(chance, home)).length === 0) missed++
    if (found(aNeighbour(chance, home)).length > 0) stopped++
  }
  return { missed, stopped }
}

/** The same by another hand, which wrote its texts from security.md before it had read the guard. */
export const blindTrial = (many: number): Trial => {
  const chance = chances(2026)
  let [missed, stopped] = [0, 0]
  for (let at = 0; at < many; at++) {
    const home = aBlindHome(chance)
    const found = leakGuard(whereaboutsOf(home))
    if (found(aBlindLeak(chance, home).text).length === 0) missed++
    if (found(aBlindInnocent(chance, home).text).length > 0) stopped++
  }
  return { missed, stopped }
}
