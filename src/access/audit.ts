import type { Context } from './context.ts'
import { noMasks, untrained } from './masks.ts'
import type { RoleKey } from './roles.ts'
import { type Ground, switchContext, type Tx, withContext } from './transaction.ts'

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
  await tx
    .insertInto('access.access_event')
    .values({
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
    .execute()
}

/** Goes on, in a transaction that found out by itself who somebody is, as that person: what is written of them from here on is their own. */
export const speakFor = (ground: Ground, tx: Tx, kind: 'user' | 'family', id: number): Promise<void> =>
  switchContext(ground, tx, contextOf(ground, kind, id))

const contextOf = (ground: Ground, kind: 'user' | 'family', id: number): Context => ({
  kind,
  id: String(id),
  principals: [],
  masks: untrained(noMasks),
  at: ground.now(),
})

/** A refusal or an error is recorded in a transaction of its own, since the one it happened in is rolled back. */
export const recordRefusal = (ground: Ground, event: AccessEvent): Promise<void> =>
  withContext(
    ground,
    event.family === undefined
      ? contextOf(ground, 'user', event.reader?.userId ?? 0)
      : contextOf(ground, 'family', event.family),
    tx => recordAccess(tx, ground.now(), event),
  )
