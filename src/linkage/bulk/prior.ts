import type { Score } from '../score.ts'
import { isHard } from '../veto-rules.ts'

const [lowest, perBit, bins] = [-40, 8, 1024]

/** How many pairs scored about so many bits, under a model's own prior. Pairs that cannot be of one child are left out. */
export const noBits = (): Float64Array => new Float64Array(bins)

export const countBits = (histogram: Float64Array, { bits, vetoes }: Score): void => {
  if (isHard(vetoes)) return
  histogram[Math.min(bins - 1, Math.max(0, Math.round((bits - lowest) * perBit)))]!++
}

/** Counts taken in several places, together. */
export const addBits = (all: readonly Float64Array[]): Float64Array =>
  noBits().map((_, bin) => all.reduce((sum, counts) => sum + counts[bin]!, 0))

const rounds = 50

/**
 * The expected number of other records of the same child, per record, under which the pairs' probabilities add up to
 * it: the one thing that can be learnt without labels, since all else is held fast (linkage.md §0.6). `before` is the
 * number under which the bits were reckoned.
 */
export const learnPrior = (histogram: Float64Array, records: number, before: number): number => {
  let prior = before
  for (let round = 0; round < rounds; round++) {
    let pairs = 0
    const shift = Math.log2(prior / before)
    for (let bin = 0; bin < bins; bin++) {
      const bits = lowest + bin / perBit + shift
      pairs += histogram[bin]! / (1 + 2 ** -bits)
    }
    prior = Math.min(8, Math.max(0.01, (2 * pairs) / Math.max(1, records)))
  }
  return Number(prior.toPrecision(4))
}
