export { blockingKeys } from './blocking.ts'
export { mostRecords } from './bulk/blocks.ts'
export { type Engine, engine, type Share } from './bulk/engine.ts'
export { type Evaluation, evaluate } from './bulk/evaluate.ts'
export { type Linked, linkTable } from './bulk/link-table.ts'
export { type RecordTable, recordTable, type SharedTable, type Told } from './bulk/record-table.ts'
export { growing, hashTable, type TextPool, textPool, textsOf } from './bulk/text-pool.ts'
export { reasonInWords, whyOf } from './bulk/why.ts'
export { chanceOf } from './chance.ts'
export {
  type Clustering,
  type Constraints,
  cluster,
  type Edge,
  mattersIn,
  type ReviewPair,
  type ReviewReason,
  verdictOf,
} from './cluster.ts'
export { type ComparedFact, compareForPeople } from './compare-for-people.ts'
export type { Candidate, Case, Decision } from './decide.ts'
export { type Evidence, evidenceInWords, explain } from './explain.ts'
export { type Fact, factNames, type Level, levelsOf } from './facts.ts'
export type { NameFrequencies } from './frequencies.ts'
export { hash53 } from './hash.ts'
export type { Identity } from './identity.ts'
export type { Mark } from './marks.ts'
export { defaultModel, type LevelChances, type LinkModel, parseModel } from './model.ts'
export { isOnlyLed } from './namesakes.ts'
export { relatedNames } from './related-names.ts'
export { type Score, type Scorer, score, scorer } from './score.ts'
export { type Standard, standardise } from './standard.ts'
export type { VetoRule } from './veto-rules.ts'
