export { blockingKeys } from './blocking.ts'
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
export type { Candidate, Case, Decision } from './decide.ts'
export { type Evidence, evidenceInWords, explain } from './explain.ts'
export { type Fact, factNames, type Level, levelsOf } from './facts.ts'
export type { NameFrequencies } from './frequencies.ts'
export type { Identity } from './identity.ts'
export type { Mark } from './marks.ts'
export { defaultModel, type LevelChances, type LinkModel } from './model.ts'
export { relatedNames } from './related-names.ts'
export { type Score, type Scorer, score, scorer } from './score.ts'
export { type Standard, standardise } from './standard.ts'
export type { VetoRule } from './vetoes.ts'
