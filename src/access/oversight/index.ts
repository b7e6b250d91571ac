export {
  answerOversight,
  askForOversight,
  endOversight,
  type OversightDraft,
  proposeOversight,
  rehearseAgain,
  reviewOversight,
  withdrawOversight,
} from './oversight.actions.ts'
export {
  countOversightWaiting,
  findOversight,
  findStaffNamed,
  listOversight,
  listTeamsToOversee,
  type ProposedOversight,
  type StaffFound,
  type TeamToOversee,
} from './oversight.queries.ts'
export {
  mostCounted,
  type OversightRehearsal,
  overseeable,
  oversightSettings,
  oversightState,
  reviewDueOn,
} from './oversight.ts'
