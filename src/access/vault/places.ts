import { createHash } from 'node:crypto'
import { canonicalJson } from '../../kernel/index.ts'
import { hashUnder, type VaultKeys } from '../../platform/keys/index.ts'
import { type Tx, vaultOf } from '../transaction.ts'
import { holdFields, openFields, parcelOf } from './held-fields.ts'

// Where a held value belongs: it opens nowhere else. A value that is copied (an import that is undone, a row's identity) stays the same
// source's word on the same person, so that these name the source person and not the number of the row.

/** A fact of a source person. */
export const placeOfEntry = (sourcePerson: number | null, kind: string): string => `entry ${sourcePerson} ${kind}`
/** Who a source says somebody is. */
export const placeOfIdentity = (source: string, key: string): string => `identity ${source} ${key}`
/** A version of a source's row. */
export const placeOfRow = (source: string, key: string, version: number): string => `row ${source} ${key} ${version}`

/** What somebody typed into a form and did not save. */
export const placeOfDraft = (userId: number, form: string): string => `draft ${userId} ${form}`

/** What an application for a school place says of where the child lives. */
export const placeOfApplication = (application: number): string => `application ${application}`
/** What another council told of it, whose child it is. */
export const placeOfHeard = (application: number): string => `heard of application ${application}`
/** What another council was told of it, and in which file. */
export const placeOfTold = (application: number): string => `told of application ${application}`
/** A file that told another council, held whole. */
export const placeOfSending = (sending: number): string => `sending ${sending}`
/** What an application is compared by on a school's waiting list. */
export const placeOfWaiting = (application: number, school: string): string => `waits ${application} ${school}`

/** What stands in one of these places, out of the vault where it is held. */
export const openHeld = <T>(tx: Tx, value: T, place: string): T => openFields(vaultOf(tx), value, place)

/** The value with these of its fields held in this place, all of it without a list; as it is where there is no vault. */
export const keepHeld = (tx: Tx, value: unknown, place: string, secret?: readonly string[]): unknown => {
  const keys = vaultOf(tx)
  return keys ? holdFields(keys, value, place, secret) : value
}

/** What a fact says, out of the vault where it is held. Row security has decided already that this transaction may read it. */
export const openBody = <T>(tx: Tx, body: T, sourcePerson: number | null, kind: string): T =>
  openFields(vaultOf(tx), body, placeOfEntry(sourcePerson, kind))

/** Who a source says somebody is, out of the vault where it is held. */
export const openIdentity = <T>(tx: Tx, identity: T, source: string, key: string): T =>
  openFields(vaultOf(tx), identity, placeOfIdentity(source, key))

/** The hash of a row's content, as it is kept with a held content: nobody can try guesses at an address against it. */
export const heldHash = (keys: VaultKeys | undefined, content: unknown, place: string, hash: string): string => {
  const parcel = parcelOf(content)
  return keys && parcel ? hashUnder(keys, parcel, place, hash) : hash
}

/** What tells one content from another, whatever order its keys were written in: the SHA-256 of its canonical JSON, in hex. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')
