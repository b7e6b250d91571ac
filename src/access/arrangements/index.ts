export { type BarrierFault, barRecords, type RecordPair } from './barriers.actions.ts'
export type {
  Conflict as ConflictOfInterest,
  Principal,
  SchoolLink,
  Shield,
  WorkWithChild,
} from './children.actions.ts'
export type { Establishment, Staff, Team } from './people.actions.ts'
export {
  type ChildArrangements,
  findChildren,
  type People,
  provisionBarriers,
  provisionChildren,
  provisionPeople,
  type SourceKey,
} from './provision.ts'
