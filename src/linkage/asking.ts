import { type VetoRule, vetoRules } from './veto-rules.ts'
import { isSeldomAsked, showsTwin } from './vetoes.ts'

/**
 * Bits by which people are asked sooner than the model's review threshold, or later (below 0), by what stands against a pair. Counted
 * in 500,000 invented children (docs/linkage.md): between there and the threshold every second pair was of one child where nothing stood
 * against it, nearly every one where the names are alike; one in eight, at the threshold, where the birth dates or surnames differ.
 */
const sooner: Readonly<Partial<Record<VetoRule, number>>> = {
  'twin-close': 3,
  unnamed: 3,
  'surname-differs': -2,
}
const soonerWithoutRule = 1

/** This one counts whatever stands beside it. */
const bornApart = { bit: vetoRules['birth-differs'].bit, sooner: -2 }

const soonerByMask = new Map<number, number>([
  [0, soonerWithoutRule],
  ...Object.entries(sooner).map(([rule, bits]) => [vetoRules[rule as VetoRule].bit, bits] as const),
])

const soonerFor = (vetoes: number): number =>
  (vetoes & bornApart.bit) === 0 ? (soonerByMask.get(vetoes) ?? 0) : bornApart.sooner

type Scored = { readonly bits: number; readonly vetoes: number; readonly vector: readonly number[] }

/** True where a pair of these bits and rules broken is worth a question to people, under a model's thresholds. */
export const isWorthAsking = (
  score: Scored,
  { review, link }: { readonly review: number; readonly link: number },
): boolean => {
  const { bits, vetoes } = score
  if (bits < review - soonerFor(vetoes)) return false
  return !isSeldomAsked(score) || bits >= link
}

/** So far under the review threshold two forenames of one birthday and household may still be one child's. */
const farApart = 10

/** True where nothing but two forenames says that two records of one birthday and household are of two children. */
export const mayBeOneUnderTwoNames = (score: Scored, { review }: { readonly review: number }): boolean =>
  score.vetoes === vetoRules['twin-pattern'].bit && score.bits >= review - farApart && showsTwin(score)
