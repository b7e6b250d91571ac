export { holdFields, openFields } from './held-fields.ts'
export {
  heldHash,
  openBody,
  openIdentity,
  placeOfDraft,
  placeOfEntry,
  placeOfIdentity,
  placeOfRow,
} from './places.ts'
export { rewrapAll } from './rewrap.actions.ts'
export { checkVaultKeys, forgetVaultKeys, keepVaultKey } from './vault-keys.queries.ts'
