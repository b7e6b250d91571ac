import type { SignedInReader } from './reader.queries.ts'
import { getRole, type Right, roles } from './roles.ts'

/** Finding a child and opening the record urgently: what is left to somebody whose training ran out, or whose organisation has no agreement in force. */
const rightsUntrained: readonly Right[] = ['find', 'locate', 'open-urgently']
/** Does the role in use hold the right, and does it work? */
export const holds = (reader: SignedInReader, right: Right): boolean =>
  getRole(reader.role).rights.includes(right) &&
  reader.agreement !== 'withdrawn' &&
  (reader.masks.trained || rightsUntrained.includes(right))

/** The roles that hold a right, by their keys. */
export const rolesWith = (right: Right): readonly string[] =>
  roles.filter(role => role.rights.includes(right)).map(role => role.key)
