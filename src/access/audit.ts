import { sql } from 'kysely'
import { type Context, signContext } from './context.ts'
import { noMasks, untrained } from './masks.ts'
import type { RoleKey } from './roles.ts'
import { type Ground, switchContext, type Tx } from './transaction.ts'

/** One decision to show or refuse: who, what sort of thing, which child, by which rule. Never the data. */
export type AccessEvent = {
  readonly reader: { readonly userId: number; readonly role: RoleKey } | undefined
  /** The family's account whose act it is, where it is no reader's. */
  readonly family?: number | undefined
  readonly actor?: string
  readonly purpose: string
  /** The route's pattern, never an address with an id of a person in it. */
  readonly action: string
  readonly childId: number | undefined
  readonly categories: number
  readonly outcome: 'shown' | 'refused' | 'done' | 'failed'
  readonly rule: string
  readonly requestId: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** Writes the event in the transaction of what it describes: no audit, no answer. */
export const recordAccess = async (tx: Tx, at: Date, event: AccessEvent): Promise<void> => {
  await tx.insertInto('access.access_event').values(rowOf(at, event)).execute()
}

const rowOf = (at: Date, event: AccessEvent) => ({
  at,
  user_id: event.reader?.userId ?? event.family ?? null,
  actor: event.actor ?? null,
  role: event.reader?.role ?? (event.family === undefined ? null : 'family'),
  purpose: event.purpose,
  action: event.action,
  child_id: event.childId ?? null,
  categories: event.categories,
  outcome: event.outcome,
  rule: event.rule,
  request_id: event.requestId,
  detail: JSON.stringify(event.detail ?? {}),
})

/** Goes on, in a transaction that found out by itself who somebody is, as that person: what is written of them from here on is their own. */
export const speakFor = (ground: Ground, tx: Tx, kind: 'user' | 'family', id: number): Promise<void> =>
  switchContext(ground, tx, contextOf(ground.now(), kind, id))

const contextOf = (at: Date, kind: 'user' | 'family', id: number): Context => ({
  kind,
  id: String(id),
  principals: [],
  masks: untrained(noMasks),
  at,
})

/**
 * A refusal or an error is recorded in a transaction of its own, since the one it happened in is rolled back: one statement, that signs itself. Whoever is
 * refused waits for one way to the database and back, not for four.
 */
export const recordRefusal = async ({ db, contextKey, now }: Ground, event: AccessEvent): Promise<void> => {
  const at = now()
  const { family, reader, requestId } = event
  const by = family === undefined ? contextOf(at, 'user', reader?.userId ?? 0) : contextOf(at, 'family', family)
  const signed = signContext(by, contextKey, 60)
  // The row is made before row security asks who writes it.
  const request_id = sql<string>`(select ${requestId}::text from set_config('throughline.context', ${signed}, true))`
  await db
    .insertInto('access.access_event')
    .values({ ...rowOf(at, event), request_id })
    .execute()
}
