import type { Claim } from '../../../kernel/index.ts'
import { type Key, open, type SealedColumn, seal } from '../../../platform/keys/index.ts'
import type { Change } from '../change.ts'
import type { ToldAbout } from '../changes.queries.ts'

/** What an account typed, and which services it was told would hear of it. */
export type FamilyWords = {
  readonly change: Change
  readonly about: ToldAbout
  readonly claim: Claim
  readonly services: readonly string[]
}

const sealedFor = (told: string): string => `family told ${told}`
/** What families told, as a change of key seals it anew. */
export const sealedTellings: SealedColumn = {
  ...{ ring: 'told', table: 'family_told', column: 'words', id: 't.id', place: 't.uuid::text' },
  about: sealedFor,
}

const wrongFor = (told: string): string => `family says wrong ${told}`
/** What families say is wrong, as a change of key seals it anew. */
export const sealedWrongs: SealedColumn = {
  ...{ ring: 'told', table: 'family_told', column: 'wrong', id: 't.id', place: 't.uuid::text' },
  about: wrongFor,
}
/** What a family says is wrong with one telling, sealed for that one. */
export const sealWrong = (key: Key, told: string, words: string): Buffer =>
  seal(key, Buffer.from(words), wrongFor(told))
/** What `sealWrong` made of it. */
export const openWrong = (key: Key, told: string, sealed: Buffer): string =>
  open(key, sealed, wrongFor(told)).toString()

/** Sealed for one telling, by its random address. */
export const sealFamilyWords = (key: Key, told: string, words: FamilyWords): Buffer =>
  seal(key, Buffer.from(JSON.stringify(words)), sealedFor(told))
/** What `sealFamilyWords` made of it. */
export const openFamilyWords = (key: Key, told: string, sealed: Buffer): FamilyWords =>
  JSON.parse(open(key, sealed, sealedFor(told)).toString()) as FamilyWords
