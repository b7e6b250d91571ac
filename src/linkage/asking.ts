import { sharesNumber } from './namesakes.ts'
import { type VetoRule, vetoRules } from './veto-rules.ts'
import { isSeldomAsked, showsTwin } from './vetoes.ts'

/**
 * Bits by which people are asked sooner than the model's review threshold, or later (below 0), by what stands against a pair. Counted
 * in 500,000 invented children (docs/linkage.md): between there and the threshold every second pair was of one child where nothing stood
 * against it, nearly every one where the names are alike, four in six of namesakes whom no school tells; at the threshold
 * one in three where the birth dates differ, one in seven where two NHS numbers do.
 */
const sooner: Readonly<Partial<Record<VetoRule, number>>> = {
  'twin-close': 3,
  unnamed: 4.5,
  'namesake-young': 2,
  'nhs-differs': -2,
  'surname-differs': -2,
}
const soonerWithoutRule = 1

/** This one counts whatever stands beside it; a number in common may be a brother's, and people are asked of that. */
const bornApart = { bit: vetoRules['birth-differs'].bit, sooner: -4, soonerUnderOneNumber: -2 }

const soonerByMask = new Map<number, number>([
  [0, soonerWithoutRule],
  ...Object.entries(sooner).map(([rule, bits]) => [vetoRules[rule as VetoRule].bit, bits] as const),
])

type Scored = { readonly bits: number; readonly vetoes: number; readonly vector: readonly number[] }

const soonerFor = ({ vetoes, vector }: Scored): number => {
  if ((vetoes & bornApart.bit) === 0) return soonerByMask.get(vetoes) ?? 0
  return sharesNumber(vector) ? bornApart.soonerUnderOneNumber : bornApart.sooner
}

/** True where a pair of these bits and rules broken is worth a question to people, under a model's thresholds. */
export const isWorthAsking = (
  score: Scored,
  { review, link }: { readonly review: number; readonly link: number },
): boolean => {
  if (score.bits < review - soonerFor(score)) return false
  return !isSeldomAsked(score) || score.bits >= link
}

/** So far under the review threshold two forenames of one birthday and household may still be one child's. */
const farApart = 10

/** True where nothing but two forenames says that two records of one birthday and household are of two children. */
export const mayBeOneUnderTwoNames = (score: Scored, { review }: { readonly review: number }): boolean =>
  score.vetoes === vetoRules['twin-pattern'].bit && score.bits >= review - farApart && showsTwin(score)
