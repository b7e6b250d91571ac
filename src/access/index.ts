export { type AccessEvent, recordAccess, recordRefusal } from './audit.ts'
export { type Actor, actorContext, type Context, signContext } from './context.ts'
export type { ChildGrant, CommandGrant, Grant } from './grant.ts'
export { everyCategory, has, joinMasks, type Masks, masksOf } from './masks.ts'
export * from './page.ts'
export { holds, performRoute, Refusal } from './perform.ts'
export {
  type ChildFacts,
  type Decision,
  decide,
  isLive,
  type Label,
  mayWrite,
  opens,
  type Reader,
  type Relation,
  sightOf,
} from './policy.ts'
export { findReader, type SignedInReader } from './reader.queries.ts'
export * from './record-kind.ts'
export { getRole, type Right, type Role, type RoleKey, roles } from './roles.ts'
export { hashToken, readerOf, type Site, servePages, sessionCookie } from './serve.ts'
export { type Ground, switchContext, type Tx, withContext } from './transaction.ts'
export * from './sign-in/index.ts'
export * from './arrangements/index.ts'
export { grantForInvolvement, type Involved, type InvolvementGrant, reasonSentence } from './involvement.ts'
export { endInvolvement, type StartOfWork, startInvolvement } from './involvement.actions.ts'
export { beginnableBy, findInvolvementKind, type InvolvementKind, involvementKinds } from './involvement-kinds.ts'
export { type ExplainedAccess, explainAccess } from './explain.ts'
