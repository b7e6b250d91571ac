import { chanceOf } from './chance.ts'
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
  compareTowns,
  compareUlns,
  compareUpns,
} from './compare-others.ts'
import { codeOf, factAt } from './facts.ts'
import { calledBy, defaultFrequencies, type NameFrequencies } from './frequencies.ts'
import { defaultModel, type LinkModel } from './model.ts'
import { areNextDoor, isSpokenAgainst, isToldByNoSchool, isUndated } from './namesakes.ts'
import type { Standard } from './standard.ts'
import { vetoRules } from './veto-rules.ts'
import { isCorroborated, vetoMask } from './vetoes.ts'
import { type Weights, weigh } from './weights.ts'

/** How two records compare. Small and numeric, for millions; `explain` puts it in words. */
export type Score = {
  /** log2 odds that both are of one child, priors included. */
  readonly bits: number
  /** The share of such pairs that are of one child: see `chanceOf`. */
  readonly probability: number
  /** A level code for each fact, in the order of `factNames`; 0 where it cannot be compared. */
  readonly vector: readonly number[]
  /** The bits of the rules broken: see `vetoRules`. */
  readonly vetoes: number
  /** How common the forename and surname are, as reckoned with; 1 where they do not agree. */
  readonly commonness: readonly [forename: number, surname: number]
}

/** Compares two standard forms under one model. */
export type Scorer = (a: Standard, b: Standard) => Score

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
  compareTowns(a, b),
]

/** Peter Frank and Frank Peters may well be two: names in another order link with nothing beside them under no number of bits. */
const swappedNames = codeOf('forename', 'swapped')

const isByFrequency = ({ width, byFrequency }: Weights, vector: readonly number[], fact: number): boolean =>
  byFrequency[fact * width + vector[fact]!] !== 0

/** Whether the forename and the surname agree, at levels that weigh by how common the name is. */
export const namesAgreeing = (
  weights: Weights,
  vector: readonly number[],
): readonly [forename: boolean, surname: boolean] => [
  isByFrequency(weights, vector, factAt.forename),
  isByFrequency(weights, vector, factAt.surname),
]

/** The four classes' log2 weights of the vector last reckoned: match, stranger, household, twin. One list, for speed. */
const reckoned = new Float64Array(4)

/** Reckons how well a vector fits each class under weights, their priors included. Gives a list that the next call writes over. */
export const classBitsOf = (
  weights: Weights,
  vector: readonly number[],
  commonness: Score['commonness'],
): Float64Array => {
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
    stranger += weights.together
  reckoned[0] = match
  reckoned[1] = stranger
  reckoned[2] = household
  reckoned[3] = twin
  return reckoned
}

/** The bits of a vector under weights: the odds of "one child" against strangers, household and twins taken together. */
export const bitsOf = (weights: Weights, vector: readonly number[], commonness: Score['commonness']): number => {
  const its = classBitsOf(weights, vector, commonness)
  const [match, stranger, household, twin] = [its[0]!, its[1]!, its[2]!, its[3]!]
  const most = Math.max(stranger, household, twin)
  return match - most - Math.log2(2 ** (stranger - most) + 2 ** (household - most) + 2 ** (twin - most))
}

/** The share of the commoner of two names. Most pairs have one name, which is looked up once. */
const commoner = (shareOf: (name: string) => number, one: string, other: string): number =>
  one === other ? shareOf(one) : Math.max(shareOf(one), shareOf(other))

/** Makes the one scorer that bulk and online linking share. Build it once and use it for every pair. */
export const scorer = (model: LinkModel = defaultModel, frequencies: NameFrequencies = defaultFrequencies): Scorer => {
  const weights = weigh(model)
  const { alone, aloneAgainst = alone } = model.thresholds
  return (a, b) => {
    const vector = compare(a, b)
    const [isForename, isSurname] = namesAgreeing(weights, vector)
    const first = isForename ? commoner(frequencies.forename, calledBy(a), calledBy(b)) : 1
    const last = isSurname ? commoner(frequencies.surname, a.surnameCanonical, b.surnameCanonical) : 1
    const commonness = [first, last] as const
    const bits = bitsOf(weights, vector, commonness)
    let vetoes = vetoMask(a, b, vector)
    const isThin =
      bits < alone || vector[factAt.forename] === swappedNames || (bits < aloneAgainst && isSpokenAgainst(vector))
    const mayBeNamesakes = (isThin && !isCorroborated(vector)) || areNextDoor(vector) || isUndated(vector)
    if (vetoes === 0 && mayBeNamesakes) vetoes = vetoRules[isToldByNoSchool(a, b) ? 'namesake-young' : 'namesake'].bit
    return { bits, probability: chanceOf(model.calibration, bits, vetoes), vector, vetoes, commonness }
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
