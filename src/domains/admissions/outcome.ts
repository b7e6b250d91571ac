import { ordersOf } from './offer-and-release.ts'
import { at, type Held, noPlace, ownersOf, type Round } from './round.ts'

/** What came of a round at each school, and who waits where. */
export type Outcome = {
  readonly held: Held
  readonly offered: Int32Array
  /** The preference by which the last place was given, in the school's order; -1 where it has given none by its order. */
  readonly last: Int32Array
  /** How many wait: children in its order who named it above what they hold. */
  readonly waiting: Int32Array
  /** Of each preference, its place on the school's waiting list; 0 where it is on none. */
  readonly waitingPlace: Int32Array
}

/** Counts a round out. A child waits for each school that they named above what they hold, and for no other (domain.md 1.9). */
export const countOut = (round: Round, held: Held): Outcome => {
  const { schools, school, position } = round
  const { from, order } = ordersOf(round)
  const owner = ownersOf(round)
  const [offered, waiting] = [new Int32Array(schools.length), new Int32Array(schools.length)]
  const last = new Int32Array(schools.length).fill(noPlace)
  const waitingPlace = new Int32Array(school.length)
  for (let s = 0; s < schools.length; s++) {
    for (let slot = at(from, s); slot < at(from, s + 1); slot++) {
      const preference = at(order, slot)
      const kept = at(held, at(owner, preference))
      if (kept === preference) {
        offered[s] = at(offered, s) + 1
        const before = at(last, s)
        if (before === noPlace || at(position, before) < at(position, preference)) last[s] = preference
      } else if (kept === noPlace || preference < kept) {
        waiting[s] = at(waiting, s) + 1
        waitingPlace[preference] = at(waiting, s)
      }
    }
  }
  return { held, offered, last, waiting, waitingPlace }
}
