export * from './arrangements/index.ts'
export * from './assessed-rules/index.ts'
export { type AccessEvent, recordAccess, recordRefusal } from './audit.ts'
export * from './audit-trail/index.ts'
export { askable, categoryWords } from './category-words.ts'
export { formPace, networksFrom } from './circumstances.ts'
export { asColleague, findColleague } from './colleague.queries.ts'
export { actConcerns } from './concerned.ts'
export { type Consent, type ConsentRule, consentRules, consentSentence } from './consent.ts'
export { type Actor, actorContext, type Context } from './context.ts'
export { keepContextKey } from './context-key.actions.ts'
export { destroyedMark, keyDestroyed, sealedDestroyedKey } from './destroyed-rows.actions.ts'
export { type ExplainedAccess, explainAccess } from './explain.ts'
export {
  answerLift,
  askToLift,
  changedMeanwhile,
  type SealKind,
  sealFact,
  sealKinds,
  shortestSealReason,
} from './fact-seals.actions.ts'
export { type FactSeal, findSeal, listLiftsToAnswer } from './fact-seals.queries.ts'
export {
  closeAccountPages,
  dropFamilyDraft,
  type FamilyOptions,
  familyCookie,
  familySignInPages,
  findFamilyDraft,
  forgetAccounts,
  forgetDrafts,
  performFamily,
  saveFamilyDraft,
  sealedDrafts,
  serveFamilies,
} from './families/index.ts'
export type { FamilyFrame, SignedInFamily } from './family.ts'
export { sealedEmails } from './family-address.ts'
export { asCommand, type ChildGrant, type CommandGrant, type FamilyGrant, type Grant, readerOfAct } from './grant.ts'
export { holds } from './holds.ts'
export { endInvolvement, type StartOfWork, startInvolvement } from './involvement.actions.ts'
export { type Involved, type InvolvementGrant, reasonEnd, reasonSentence } from './involvement.ts'
export { beginnableBy, findInvolvementKind, type InvolvementKind, involvementKinds } from './involvement-kinds.ts'
export { type KeepingRule, type KeptAs, keepingRule, keepingSchedule, partsThatEnd, recordMayEndOn } from './keeping.ts'
export { mayWriteKind, opensAny } from './kind-sight.ts'
export * from './mail/index.ts'
export { has, type Masks, masksOf, noMasks } from './masks.ts'
export { keepNamedFor, shutToNamed } from './named-part.actions.ts'
export { type AgreementState, endsToTell, type Organisation, stateOfAgreement } from './organisation.ts'
export * from './oversight/index.ts'
export * from './page.ts'
export { performRoute, Refusal } from './perform.ts'
export { performOpen } from './perform-open.ts'
export {
  type ChildFacts,
  type Decision,
  type Label,
  mayWrite,
  opens,
  type Reader,
  type Relation,
  sightOf,
} from './policy.ts'
export * from './provisioning/index.ts'
export type { SignedInReader } from './reader.queries.ts'
export * from './record-kind.ts'
export { notFoundPage, urgentOffer } from './refusal.view.ts'
export { keepsRegisters, tieAllKeepers, tieKeepers } from './register-keepers.actions.ts'
export { councilsOwnSentence } from './role.ts'
export { rehearseJob, roleRulePages } from './role-rules/index.ts'
export { type RoleRules, roleInForce } from './role-rules.ts'
export { getRole, onPaper, type Right, type Role, type RoleKey, roles } from './roles.ts'
export { hashToken, type Site, servePages, sessionCookie } from './serve.ts'
export {
  answerOpening,
  askToOpen,
  keepToNamed,
  nameOthers,
  reviewDays,
  reviewKept,
  type ShieldKind,
  shieldKinds,
} from './shields.actions.ts'
export {
  listKeepersOf,
  listOverseenShields,
  listOwnShields,
  listShieldsToSeeTo,
  type OverseenShield,
  type OwnShield,
} from './shields.queries.ts'
export {
  type DevelopmentPerson,
  type DevelopmentProvider,
  developmentFamilyIssuer,
  developmentIssuer,
  myAccessPage,
  openProvider,
  type Provider,
  refuseForeignChanges,
  type SignInOptions,
  serveSignIn,
  startDevelopmentProvider,
} from './sign-in/index.ts'
export * from './staff-training/index.ts'
export * from './taking-out/index.ts'
export {
  asActor,
  filesKeyOf,
  type Ground,
  isCollision,
  type Tx,
  type VaultGround,
  vaultOf,
  withContext,
} from './transaction.ts'
export {
  openUrgently,
  shortestUrgentReason,
  type UrgentGround,
  type UrgentOutcome,
  urgentGrounds,
  urgentMinutes,
} from './urgent-access.actions.ts'
export { endUrgently, listOpenUrgent } from './urgent-end.actions.ts'
export { findUrgentStop, type UrgentStop } from './urgent-stop.queries.ts'
export * from './vault/index.ts'
export { decideWorld, notUnderstood, World } from './worlds/index.ts'
