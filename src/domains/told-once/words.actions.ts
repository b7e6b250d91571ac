import { type Key, open, type SealedColumn, seal } from '../../platform/keys/index.ts'
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

const aboutWords = (change: string): string => `told ${change}`
const aboutSubject = (change: string): string => `told of ${change}`
const column = { ring: 'told', table: 'told_change', id: 't.id', place: 't.uuid::text' } as const
/** What is told once, as a change of key seals it anew. */
export const sealedChanges: readonly SealedColumn[] = [
  { ...column, column: 'words', about: aboutWords },
  { ...column, column: 'subject', about: aboutSubject },
]

/** Sealed for one change, by its random address: it opens in no other's place. */
export const sealWords = (key: Key, change: string, words: ToldWords): Buffer =>
  seal(key, Buffer.from(JSON.stringify(words)), aboutWords(change))
/** What `sealWords` made of it. */
export const openWords = (key: Key, change: string, sealed: Buffer): ToldWords =>
  JSON.parse(open(key, sealed, aboutWords(change)).toString()) as ToldWords

/** Who the child is, as the services are told it. */
export const sealSubject = (key: Key, change: string, subject: ToldAbout): Buffer =>
  seal(key, Buffer.from(JSON.stringify(subject)), aboutSubject(change))
/** What `sealSubject` made of it. */
export const openSubject = (key: Key, change: string, sealed: Buffer): ToldAbout =>
  JSON.parse(open(key, sealed, aboutSubject(change)).toString()) as ToldAbout
