import { type RawBuilder, sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'

/** Looks of the last hour belong to the one that goes on: reading a page again does not take the news away. */
const sameLook = sql`interval '1 hour'`

/**
 * When the reader last looked at a child's record before now: the latest page of it that they were shown more than an hour ago. That a
 * page listens for changes is no look. Row security gives a reader their own looks alone.
 */
export const lastLook = (child: RawBuilder<unknown>, userId: number, at: Date): RawBuilder<Date | null> => sql`(
  select max(a.at) from access.access_event a where a.child_id = ${child} and a.user_id = ${userId} and a.outcome = 'shown'
    and a.action like '/children/:child%' and a.action not like '%/live' and a.at <= ${at}::timestamptz - ${sameLook})`

/** The same for one child; undefined where they never looked. */
export const findLastLook = async ({ tx, reader, childId, at }: ChildGrant<string>): Promise<Date | undefined> => {
  const { rows } = await sql<{ looked: Date | null }>`
    select ${lastLook(sql`${childId}::bigint`, reader.userId, at)} as looked`.execute(tx)
  return rows[0]?.looked ?? undefined
}

/** When a school last marked anything of the child, as far as the reader may see it. */
export const findLastMark = async ({ tx, childId }: ChildGrant<string>): Promise<Date | undefined> => {
  const { rows } = await sql<{ marked: Date | null }>`
    select max(changed_at) as marked from attendance_year where child_id = ${childId}`.execute(tx)
  return rows[0]?.marked ?? undefined
}
