export { holdFields, openFields } from './held-fields.ts'
export {
  contentHash,
  heldHash,
  keepHeld,
  openBody,
  openHeld,
  openIdentity,
  placeOfApplication,
  placeOfDraft,
  placeOfEntry,
  placeOfHeard,
  placeOfIdentity,
  placeOfRow,
  placeOfSending,
  placeOfTold,
  placeOfWaiting,
} from './places.ts'
export { rewrapAll } from './rewrap.actions.ts'
export { checkVaultKeys, forgetVaultKeys, keepVaultKey } from './vault-keys.queries.ts'
