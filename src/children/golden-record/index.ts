export { readFacts, readFactsAhead, readMany, readPlaceFacts } from './facts.queries.ts'
export { type FoldAbout, fold } from './fold.ts'
export type { Address, Birth, Carer, GoldenRecord, Name, Numbered, School } from './golden-record.ts'
export { holdsOn, type KnownFact, saidByChild } from './known-fact.ts'
export { openRecordSummary, type RecordPart, type RecordSummary } from './record-summary.queries.ts'
export type {
  Candidate,
  SurviveBy,
  Survivor,
} from './survivorship.ts'
export { type Tie, tiesBetween } from './why-together.ts'
