import { sql } from 'kysely'
import type { PlainDate } from '../kernel/index.ts'
import type { ChildGrant, Grant } from './grant.ts'
import type { ShieldKind } from './shields.actions.ts'

/** What is kept of a child, for one of those who are named. People by their ids. */
export type OwnShield = {
  readonly shield: string
  readonly childId: number
  readonly kind: ShieldKind
  readonly reason: string
  readonly since: Date
  readonly reviewOn: PlainDate | null
  readonly keptBy: number | null
  readonly reviewedBy: number | null
  readonly reviewedAt: Date | null
  readonly askedBy: number | null
  readonly askedAt: Date | null
  readonly askedReason: string | null
  /** For the sake of another child of the family: it ends with that child's. */
  readonly covered: boolean
  readonly named: readonly number[]
  /** How many of the named work here still. */
  readonly working: number
}

const columns = sql`shield, child as "childId", kind, reason, since, review_on::text as "reviewOn", kept_by as "keptBy", reviewed_by as "reviewedBy",
  reviewed_at as "reviewedAt", asked_by as "askedBy", asked_at as "askedAt", asked_reason as "askedReason", covered, named, working from access.own_shields()`

/** What of this child is kept to people of whom the reader is one; empty for everybody else. */
export const listOwnShields = async ({ tx, childId }: ChildGrant<never>): Promise<OwnShield[]> =>
  (await sql<OwnShield>`select ${columns} where child = ${childId} order by covered, since, shield`.execute(tx)).rows

/** What the reader is named for and somebody has to see to: asked to end it, to be looked at again by a day, or fewer than two of the named work here. */
export const listShieldsToSeeTo = async ({ tx, reader }: Grant<never>, until: PlainDate): Promise<OwnShield[]> =>
  (
    await sql<OwnShield>`select ${columns} where not covered
      and (review_on <= ${until}::date or asked_by <> ${reader.userId} or working < 2) order by review_on, shield limit 100`.execute(
      tx,
    )
  ).rows
