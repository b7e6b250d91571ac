import { compareBirths } from './compare-birth.ts'
import { compareForenames, compareMiddles, compareSurnames } from './compare-names.ts'
import {
  compareAddresses,
  compareEmails,
  compareLocals,
  compareNhs,
  compareParents,
  comparePhones,
  compareSchools,
  compareSexes,
  compareUlns,
  compareUpns,
} from './compare-others.ts'
import { factAt } from './facts.ts'
import { calledBy, defaultFrequencies, type NameFrequencies } from './frequencies.ts'
import { defaultModel, type LinkModel } from './model.ts'
import type { Standard } from './standard.ts'
import { isCorroborated, vetoMask, vetoRules } from './vetoes.ts'
import { type Weights, weigh } from './weights.ts'

/** How two records compare. Small and numeric, for millions; `explain` puts it in words. */
export type Score = {
  /** log2 odds that both are of one child, priors included. */
  readonly bits: number
  readonly probability: number
  /** A level code for each fact, in the order of `factNames`; 0 where it cannot be compared. */
  readonly vector: readonly number[]
  /** The bits of the rules broken: see `vetoRules`. */
  readonly vetoes: number
  /** How common the forename and surname are, as reckoned with. */
  readonly commonness: readonly [forename: number, surname: number]
}

/** Compares two standard forms under one model. */
export type Scorer = (a: Standard, b: Standard) => Score

/** Two names at once are commoner than by chance, since both go with one heritage: Mohammed with Khan, Oliwia with Nowak. */
const namesGoTogether = 4

/** Every fact, in the order of `factNames`: written out because a list literal is the fastest vector. */
const compare = (a: Standard, b: Standard): number[] => [
  compareForenames(a, b),
  compareMiddles(a, b),
  compareSurnames(a, b),
  compareBirths(a, b),
  compareSexes(a, b),
  compareNhs(a, b),
  compareUpns(a, b),
  compareUlns(a, b),
  compareAddresses(a, b),
  comparePhones(a, b),
  compareEmails(a, b),
  compareParents(a, b),
  compareSchools(a, b),
  compareLocals(a, b),
]

const isByFrequency = ({ width, byFrequency }: Weights, vector: readonly number[], fact: number): boolean =>
  byFrequency[fact * width + vector[fact]!] !== 0

/** The bits of a vector under weights: the odds of "one child" against strangers, household and twins taken together. */
export const bitsOf = (weights: Weights, vector: readonly number[], commonness: Score['commonness']): number => {
  let { match, stranger, household, twin } = weights.start
  for (let fact = 0; fact < vector.length; fact++) {
    const code = vector[fact]!
    if (code === 0) continue
    const at = fact * weights.width + code
    match += weights.match[at]!
    household += weights.household[at]!
    twin += weights.twin[at]!
    const share = weights.byFrequency[at]!
    stranger +=
      share === 0 ? weights.stranger[at]! : Math.log2(Math.min(1, share * commonness[fact === factAt.forename ? 0 : 1]))
  }
  if (isByFrequency(weights, vector, factAt.forename) && isByFrequency(weights, vector, factAt.surname))
    stranger += Math.log2(namesGoTogether)
  const most = Math.max(stranger, household, twin)
  return match - most - Math.log2(2 ** (stranger - most) + 2 ** (household - most) + 2 ** (twin - most))
}

/** Makes the one scorer that bulk and online linking share. Build it once and use it for every pair. */
export const scorer = (model: LinkModel = defaultModel, frequencies: NameFrequencies = defaultFrequencies): Scorer => {
  const weights = weigh(model)
  const { alone } = model.thresholds
  return (a, b) => {
    const vector = compare(a, b)
    const first = Math.max(frequencies.forename(calledBy(a)), frequencies.forename(calledBy(b)))
    const last = Math.max(frequencies.surname(a.surnameCanonical), frequencies.surname(b.surnameCanonical))
    const commonness = [first, last] as const
    const bits = bitsOf(weights, vector, commonness)
    let vetoes = vetoMask(a, b, vector)
    if (vetoes === 0 && bits < alone && !isCorroborated(vector)) vetoes = vetoRules.namesake.bit
    return { bits, probability: 1 / (1 + 2 ** -bits), vector, vetoes, commonness }
  }
}

const scorers = new WeakMap<LinkModel, WeakMap<NameFrequencies, Scorer>>()

/** Compares two standard forms; the scorer of each model is made once. */
export const score = (
  a: Standard,
  b: Standard,
  model: LinkModel = defaultModel,
  frequencies: NameFrequencies = defaultFrequencies,
): Score => scorerFor(model, frequencies)(a, b)

/** The scorer of a model and frequencies, made at the first asking. */
export const scorerFor = (model: LinkModel, frequencies: NameFrequencies): Scorer => {
  const known = scorers.get(model) ?? new WeakMap<NameFrequencies, Scorer>()
  const made = known.get(frequencies) ?? scorer(model, frequencies)
  known.set(frequencies, made)
  scorers.set(model, known)
  return made
}
