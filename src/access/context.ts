import { createHash, randomUUID } from 'node:crypto'
import { type Masks, noMasks } from './masks.ts'

/** The system actors that row security names. What one may do is decided for a person, or is the work of a job. */
export type Actor =
  | 'intake'
  | 'linker'
  | 'recorder'
  | 'clearing-house'
  | 'import-desk'
  | 'arrangements'
  | 'approvals'
  | 'audit'
  | 'rules'
  | 'counts'
  | 'vault'
  | 'messenger'
  | 'returns'
  | 'admissions'
  | 'appeals'
  | 'keeper'
  | 'looks'

/** Who asks, as the database's policies read it. */
export type Context = {
  readonly kind: 'user' | 'actor' | 'family'
  /** The user's or the family account's id, or the actor's name. */
  readonly id: string
  readonly principals: readonly number[]
  readonly masks: Masks
  readonly at: Date
}

/** The context of a system actor working by itself, or for the user whose principals are given. */
export const actorContext = (actor: Actor, at: Date, principals: readonly number[] = []): Context => ({
  kind: 'actor',
  id: actor,
  principals,
  masks: noMasks,
  at,
})

/** The context of somebody signed in. */
export const readerContext = (
  { userId, principals, masks }: { readonly userId: number } & Pick<Context, 'principals' | 'masks'>,
  at: Date,
): Context => ({ kind: 'user', id: String(userId), principals, masks, at })

const digest = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((h, p) => h.update(p), createHash('sha256')).digest()

/** In the order in which `access.masks()` counts them. */
const masksAsText = (m: Masks): string =>
  [
    ...[m.full, m.summary, m.existence, m.universalFull, m.universalSummary, m.maxSensitivity],
    ...[Number(m.trained), m.council],
  ].join(',')

/**
 * The context as the text that the setting `throughline.context` takes, signed with the context key (nested SHA-256, checked
 * inside the database by `access.context()`). `seconds` is how long it holds: a page needs a minute at most.
 */
export const signContext = (context: Context, key: Buffer, seconds: number, clock: Date = new Date()): string => {
  const text = [
    'v1',
    context.kind,
    context.id,
    context.principals.join(','),
    masksAsText(context.masks),
    context.at.toISOString(),
    Math.floor(clock.getTime() / 1000) + seconds,
    randomUUID(),
  ].join('|')
  return `${text}|${digest(key, digest(key, text)).toString('hex')}`
}
