import type { LetterDoor } from './address-gate.queries.ts'
import type { LetterAddress } from './address-gate.ts'

/** A letter that is due and where the gate lets it go. */
export type ReadyLetter<T> = { readonly due: T; readonly to: LetterAddress }

/**
 * The first letters of a list that the gate lets go, at most so many, and those before them that it holds. The gate is asked on and on, so that letters
 * that wait for an address keep no other from going.
 */
export const firstReady = async <T extends { readonly childId: number | null }>(
  list: readonly T[],
  door: LetterDoor,
  most: number,
): Promise<{ readonly ready: readonly ReadyLetter<T>[]; readonly held: readonly T[] }> => {
  const [ready, held]: [ReadyLetter<T>[], T[]] = [[], []]
  for (let start = 0; start < list.length && ready.length < most; start += most) {
    const some = list.slice(start, start + most)
    const open = await door(some.map(one => one.childId))
    for (const due of some) {
      const to = due.childId === null ? undefined : open.get(due.childId)
      if (!to) held.push(due)
      else if (ready.length < most) ready.push({ due, to })
    }
  }
  return { ready, held }
}
