export { blockingKeys, blockingNumbers } from './blocking.ts'
export {
  type Clustering,
  type Constraints,
  cluster,
  type Edge,
  type ReviewPair,
  type ReviewReason,
  verdictOf,
} from './cluster.ts'
export { type ComparedFact, compareForPeople } from './compare-for-people.ts'
export { type Candidate, type Case, type Decision, decide } from './decide.ts'
export { type Evidence, evidenceInWords, explain, pointsTowards, stopAndThink } from './explain.ts'
export { type Fact, factNames, type Level, levelsOf } from './facts.ts'
export { countFrequencies, defaultFrequencies, type NameFrequencies } from './frequencies.ts'
export type { Identity } from './identity.ts'
export type { Mark } from './marks.ts'
export { defaultModel, type LevelChances, type LinkModel, parseModel, withPopulation } from './model.ts'
export { canonicalForename, canonicalSurname, fullForenames } from './name-tables.ts'
export { relatedNames } from './related-names.ts'
export { type Score, type Scorer, score, scorer } from './score.ts'
export { type Standard, standardise } from './standard.ts'
export { trainModel } from './train.ts'
export { rulesIn, type VetoRule, vetoRules } from './vetoes.ts'
