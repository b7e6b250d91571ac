import { type Key, open, seal } from '../../../platform/keys/index.ts'
import type { Change } from '../change.ts'
import type { ToldAbout } from '../changes.queries.ts'
import type { Claim } from './claim.ts'

/** What an account typed, and which services it was told would hear of it. */
export type FamilyWords = {
  readonly change: Change
  readonly about: ToldAbout
  readonly claim: Claim
  readonly services: readonly string[]
}

/** Sealed for one telling, by its random address. */
export const sealFamilyWords = (key: Key, told: string, words: FamilyWords): Buffer =>
  seal(key, Buffer.from(JSON.stringify(words)), `family told ${told}`)
/** What `sealFamilyWords` made of it. */
export const openFamilyWords = (key: Key, told: string, sealed: Buffer): FamilyWords =>
  JSON.parse(open(key, sealed, `family told ${told}`).toString()) as FamilyWords

/** What was typed and not sent, sealed for one account. */
export const sealDraft = (key: Key, family: number, fields: Readonly<Record<string, string>>): Buffer =>
  seal(key, Buffer.from(JSON.stringify(fields)), `family draft ${family}`)
/** What `sealDraft` made of it. */
export const openDraft = (key: Key, family: number, sealed: Buffer): Record<string, string> =>
  JSON.parse(open(key, sealed, `family draft ${family}`).toString()) as Record<string, string>
