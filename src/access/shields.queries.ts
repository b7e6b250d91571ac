import { sql } from 'kysely'
import type { PlainDate } from '../kernel/index.ts'
import type { ChildGrant, CommandGrant, Grant } from './grant.ts'
import { rolesWith } from './holds.ts'
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
  readonly renamedBy: number | null
  readonly renamedAt: Date | null
}

const columns = sql`shield, child as "childId", kind, reason, since, review_on::text as "reviewOn", kept_by as "keptBy", reviewed_by as "reviewedBy",
  reviewed_at as "reviewedAt", asked_by as "askedBy", asked_at as "askedAt", asked_reason as "askedReason", covered, named, working, renamed_by as "renamedBy", renamed_at as "renamedAt" from access.own_shields()`

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

/** Which of these people work here and hold a role whose duty it is to keep records to named people: they say who is named, and one of them agrees to an end. */
export const listKeepersOf = async (
  { tx, at }: Grant<never>,
  people: readonly number[],
): Promise<readonly number[]> => {
  const { rows } = await sql<{ id: number }>`
    select distinct p.id from access.principal p join access.role_held h on h.user_id = p.id
    where p.id = any(${people}::bigint[]) and p.active and h.role = any(${rolesWith('keep-records-to-named')}::text[])
      and h.starts_at <= ${at} and h.ends_at > ${at} order by p.id`.execute(tx)
  return rows.map(row => row.id)
}

/** What somebody keeps to named people, for the Caldicott guardian: neither whose record it is, nor why, nor who is named. */
export type OverseenShield = Pick<
  OwnShield,
  'shield' | 'kind' | 'since' | 'reviewOn' | 'working' | 'renamedAt' | 'askedAt'
> & {
  readonly by: string
  readonly named: number
  readonly renamedBy: string | null
  readonly endedBy: string | null
  readonly endedAt: Date | null
}

/**
 * What is kept now but of the reader's own family, what is to be looked at first before the rest; then what was opened again in the last 90 days.
 * So many at most, and whether there are more.
 */
export const listOverseenShields = async (
  { tx }: Pick<CommandGrant<'approvals'>, 'tx'>,
  most = 500,
): Promise<{ readonly shields: readonly OverseenShield[]; readonly more: boolean }> => {
  const { rows } = await sql<OverseenShield>`
      select o.shield, o.kind, k.name as by, o.since, o.review_on::text as "reviewOn", o.named, o.working, r.name as "renamedBy", o.renamed_at as "renamedAt",
        o.asked_at as "askedAt", e.name as "endedBy", o.ended_at as "endedAt"
      from access.kept_to_oversee() o join access.principal k on k.id = o.kept_by
        left join access.principal r on r.id = o.renamed_by left join access.principal e on e.id = o.ended_by
      order by o.ended_at desc nulls first, o.review_on, o.shield limit ${most + 1}`.execute(tx)
  return { shields: rows.slice(0, most), more: rows.length > most }
}
