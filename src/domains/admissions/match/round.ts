import type { Division } from './division.ts'

/**
 * One admissions round, frozen: children and schools are numbers, and what each child named stands in one row of typed arrays,
 * best first, so that all of England fits into memory and is walked in order.
 */
export type Round = {
  readonly children: readonly string[]
  readonly schools: readonly string[]
  /** How many places each school has. */
  readonly places: Int32Array
  /** The preferences of child c are those from `first[c]` up to and without `first[c + 1]`. */
  readonly first: Int32Array
  /** Of each preference: which school, as which choice (1 is the best), and the child's place in that school's order; 0: not eligible. */
  readonly school: Int32Array
  readonly rank: Int32Array
  readonly position: Int32Array
  /** How many children each school has in its order. */
  readonly ranked: Int32Array
  /** Schools whose places are divided, by number. */
  readonly divisions?: ReadonlyMap<number, Division>
}

/** What stands at an index that is known to be there. */
export const at = (numbers: Int32Array, index: number): number => numbers[index] as number

/** Whose each preference is. */
export const ownersOf = ({ first, school }: Pick<Round, 'first' | 'school'>): Int32Array => {
  const owner = new Int32Array(school.length)
  for (let child = 0; child + 1 < first.length; child++) owner.fill(child, at(first, child), at(first, child + 1))
  return owner
}

/** Of each child, the preference (its number in the round) at which they hold a place; -1: none. */
export type Held = Int32Array

export const noPlace = -1

/** The children, in the order of their ids' bytes. */
export const byBytes = (ids: readonly string[]): number[] => {
  const order = ids.map((_, index) => index)
  const plain = ids.every(id => /^[\x20-\x7e]*$/.test(id))
  if (plain) return order.sort((a, b) => compare(ids[a] ?? '', ids[b] ?? ''))
  // Code points sort as their UTF-8 bytes do; JavaScript's own order is that of UTF-16.
  const points = ids.map(id => [...id].map(letter => letter.codePointAt(0) ?? 0))
  return order.sort((a, b) => comparePoints(points[a] ?? [], points[b] ?? []))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const comparePoints = (a: readonly number[], b: readonly number[]): number => {
  const differs = a.findIndex((point, i) => point !== b[i])
  return differs === -1 ? a.length - b.length : (a[differs] ?? 0) - (b[differs] ?? -1)
}
