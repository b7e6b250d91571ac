export { type HeadFact, headFacts, markOf } from './chosen.ts'
export { conflictsOf, drawChildren, readHeadFacts } from './conflicts.queries.ts'
export { bestOf, eventsOf, type KnownEvent, textIn } from './events.ts'
export { heldPlaces, readFacts, readFactsAhead, readMany, readPlaceFacts } from './facts.queries.ts'
export { type FoldAbout, fold } from './fold.ts'
export type { Address, Birth, Carer, GoldenRecord, Name, Numbered, School } from './golden-record.ts'
export { aboutFact, type SaidFact, type SaidValue, sexWords } from './head-fact.ts'
export { holdsOn, isKeepable, type KnownFact, saidByChild } from './known-fact.ts'
export { anotherService, namedSource } from './named-source.ts'
export { projectConflicts } from './project-conflicts.actions.ts'
export { openRecordSummary, type RecordPart, type RecordSummary } from './record-summary.queries.ts'
export { listChildrenWith, type ReturnFact, readForReturn } from './return-facts.queries.ts'
export { numberInReturn } from './return-number.ts'
export type {
  Candidate,
  SurviveBy,
  Survivor,
} from './survivorship.ts'
export { type Tie, tiesBetween } from './why-together.ts'
