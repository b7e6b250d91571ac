import type { LinkModel } from '../model.ts'

/** How well each of some pairs fits the four classes: log2 of match, stranger, household and twin, priors included. */
export type ClassBits = Float32Array

const rounds = 100
const classes = 4

/** A file may have no brothers and sisters in it, or no twins, but that is never certain. */
const least = { match: 0.01, household: 0.005, twin: 0.001 }

/**
 * The priors under which the pairs' shares in each class add up to them: how many other records there are, per record, of the
 * same child, of brothers and sisters, of a twin. Nothing else is learnt without labels (linkage.md §0.6), and brothers,
 * sisters and twins never become more than the model says, for those who were not compared cannot be counted. `each` is
 * how many pairs one of the pairs given stands for.
 */
export const learnPriors = (
  fits: readonly ClassBits[],
  records: number,
  each: number,
  { priors }: LinkModel,
): LinkModel['priors'] => {
  let [match, household, twin] = [priors.match, priors.household, priors.twin]
  for (let round = 0; round < rounds; round++) {
    const [m, h, t] = [
      Math.log2(match / priors.match),
      Math.log2(household / priors.household),
      Math.log2(twin / priors.twin),
    ]
    let [matches, households, twins] = [0, 0, 0]
    for (const fit of fits)
      for (let at = 0; at < fit.length; at += classes) {
        const [one, stranger] = [2 ** (fit[at]! + m), 2 ** fit[at + 1]!]
        const [two, three] = [2 ** (fit[at + 2]! + h), 2 ** (fit[at + 3]! + t)]
        const all = one + stranger + two + three
        matches += one / all
        households += two / all
        twins += three / all
      }
    const perRecord = (2 * each) / Math.max(1, records)
    match = Math.min(8, Math.max(least.match, matches * perRecord))
    household = Math.min(priors.household, Math.max(least.household, households * perRecord))
    twin = Math.min(priors.twin, Math.max(least.twin, twins * perRecord))
  }
  const rounded = (value: number): number => Number(value.toPrecision(4))
  return { match: rounded(match), household: rounded(household), twin: rounded(twin) }
}
