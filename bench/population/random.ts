/** Numbers that look like chance and are the same for the same seed. */
export type Chance = {
  /** At least 0, less than 1. */
  next(): number
  /** Whether something of this probability happens. */
  hits(probability: number): boolean
  /** A whole number from 0 to `end`, without `end`. */
  below(end: number): number
  pick<T>(list: readonly T[]): T
  /** An index, each as likely as its weight. */
  weighted(weights: readonly number[]): number
}

/** sfc32 (Doty-Humphrey, PractRand): small, fast, and good enough for millions of draws. */
export const chanceFrom = (seed: number): Chance => {
  let [a, b, c, counter] = [seed | 0, (seed ^ 0x9e3779b9) | 0, 0x243f6a88 | 0, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let at = 0; at < 20; at++) next()
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    hits: probability => next() < probability,
    pick: list => list[below(list.length)]!,
    weighted: weights => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      for (const [at, weight] of weights.entries()) {
        left -= weight
        if (left < 0) return at
      }
      return weights.length - 1
    },
  }
}

/** The same rows in another order, the same for the same seed. */
export const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const [chance, copy] = [chanceFrom(seed), [...list]]
  for (let at = copy.length - 1; at > 0; at--) {
    const other = chance.below(at + 1)
    const kept = copy[at]!
    copy[at] = copy[other]!
    copy[other] = kept
  }
  return copy
}
