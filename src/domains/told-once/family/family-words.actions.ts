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

/** Sealed for one telling, by its random address. */
export const sealFamilyWords = (key: Key, told: string, words: FamilyWords): Buffer =>
  seal(key, Buffer.from(JSON.stringify(words)), sealedFor(told))
/** What `sealFamilyWords` made of it. */
export const openFamilyWords = (key: Key, told: string, sealed: Buffer): FamilyWords =>
  JSON.parse(open(key, sealed, sealedFor(told)).toString()) as FamilyWords
