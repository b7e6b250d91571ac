import { type Key, open, seal } from '../../platform/keys/index.ts'
import type { Change } from './change.ts'
import type { ToldAbout } from './changes.queries.ts'

/** Who a family's own account says it is: a claim that a person checks. The e-mail address is what its issuer verified. */
export type ToldClaim = {
  readonly relation: string
  readonly responsibility: string
  readonly email: string
  readonly receipt: string
}

/** What was said of a change, as it is kept: who said it, what, and of whom where the teller opens no record. */
export type ToldWords = Pick<Change, 'saidBy' | 'fields'> & {
  readonly about?: ToldAbout | undefined
  readonly claim?: ToldClaim | undefined
}

/** Sealed for one change, by its random address: it opens in no other's place. */
export const sealWords = (key: Key, change: string, words: ToldWords): Buffer =>
  seal(key, Buffer.from(JSON.stringify(words)), `told ${change}`)
/** What `sealWords` made of it. */
export const openWords = (key: Key, change: string, sealed: Buffer): ToldWords =>
  JSON.parse(open(key, sealed, `told ${change}`).toString()) as ToldWords

/** Who the child is, as the services are told it. */
export const sealSubject = (key: Key, change: string, subject: ToldAbout): Buffer =>
  seal(key, Buffer.from(JSON.stringify(subject)), `told of ${change}`)
/** What `sealSubject` made of it. */
export const openSubject = (key: Key, change: string, sealed: Buffer): ToldAbout =>
  JSON.parse(open(key, sealed, `told of ${change}`).toString()) as ToldAbout
