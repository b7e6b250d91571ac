import { type Calibration, calibrationFault } from './chance.ts'
import document from './default-model.json' with { type: 'json' }
import { type Fact, factNames, levelsOf } from './facts.ts'

/** How likely a level is for two records of one child, and for two of different children of each class. */
export type LevelChances = {
  readonly match: number
  readonly stranger: number
  readonly household: number
  readonly twin: number
  /** Where set, the stranger's chance is the name's frequency times this. */
  readonly byFrequency?: number
}

/** The versioned document a score is reckoned by. Kept with each decision by its version. */
export type LinkModel = {
  readonly version: string
  readonly about: string
  /** How many records there are to be mistaken for one another. */
  readonly population: number
  /** Expected number of other records, per record: of the same child, of the household's other children, of a twin. */
  readonly priors: { readonly match: number; readonly household: number; readonly twin: number }
  readonly thresholds: {
    /** Bits from which the machine may link, from which people are asked, and from which a pair is kept as evidence. */
    readonly link: number
    readonly review: number
    readonly keep: number
    /** Bits under which two records are taken for different children when rivals are weighed. */
    readonly impossible: number
    /** Bits by which the best candidate must lead one that cannot be the same child. */
    readonly margin: number
    /** Bits that names and birth date must reach to link with nothing beside them: what they say is not independent. */
    readonly alone: number
    /** The same where home, telephone, e-mail or parents speak against it; `alone` where unset. */
    readonly aloneAgainst?: number
  }
  /** How many times commoner two names at once are than by chance: both go with one heritage, Mohammed with Khan. */
  readonly together: number
  /** What the bits turn out to be worth. The chance that people read comes from it; it decides nothing. */
  readonly calibration: Calibration
  readonly facts: Readonly<Record<Fact, Readonly<Record<string, LevelChances>>>>
}

const classes = ['match', 'stranger', 'household', 'twin'] as const

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isChance = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= 1

/** The first fault of a would-be model document, in words; undefined if it has none. */
const faultOf = (value: unknown): string | undefined => {
  if (!isRecord(value) || typeof value.version !== 'string' || value.version === '') return 'it has no version'
  const { facts, priors, thresholds, population } = value
  if (typeof value.together !== 'number' || !(value.together > 0)) return 'together must be above 0'
  if (typeof population !== 'number' || !(population >= 2)) return 'population must be 2 or more'
  for (const part of [priors, thresholds]) {
    if (!isRecord(part) || !Object.values(part).every(Number.isFinite)) return 'priors and thresholds must be numbers'
  }
  const needed = { ...defaultModel.priors, ...defaultModel.thresholds }
  for (const name of Object.keys(needed))
    if (!(name in { ...(priors as object), ...(thresholds as object) })) return `${name} is missing`
  if (!Object.values(priors as object).every(prior => prior > 0)) return 'priors must be above 0'
  if (!isRecord(facts)) return 'it has no facts'
  for (const fact of factNames) {
    for (const level of levelsOf[fact]) {
      const chances = (facts[fact] as Record<string, unknown> | undefined)?.[level]
      if (!isRecord(chances) || !classes.every(name => isChance(chances[name])))
        return `${fact}, ${level}: chances must be above 0 and at most 1`
    }
  }
  return calibrationFault(value.calibration)
}

/** The model shipped with the product, for a council with nothing to train on. */
export const defaultModel: LinkModel = document

/** A stored JSON document as a model. Throws RangeError, saying what is wrong, if it is not one. */
export const parseModel = (value: unknown): LinkModel => {
  const fault = faultOf(value)
  if (fault !== undefined) throw new RangeError(`This is not a linkage model: ${fault}`)
  return value as LinkModel
}

/** The same model for another number of records: the more there are, the more it takes to tell one child. */
export const withPopulation = (model: LinkModel, population: number): LinkModel => ({
  ...model,
  population: Math.max(2, population),
})
