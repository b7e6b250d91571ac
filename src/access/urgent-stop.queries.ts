import { sql } from 'kysely'
import { londonDate, type PlainDate } from '../kernel/index.ts'
import type { CommandGrant } from './grant.ts'
import type { RoleKey } from './role.ts'

/** Why somebody opens nothing urgently for now: one of their own was not reviewed in time, or they opened as many as one person may. */
export type UrgentStop =
  | { readonly why: 'review-late'; readonly openedAt: Date }
  | { readonly why: 'too-many'; readonly uses: number }

/** How many times in 24 hours, by the day from which it holds: a local setting. Those on duty take calls for everybody's children. */
const mostInDay: readonly { readonly from: PlainDate; readonly usual: number; readonly onDuty: number }[] = [
  { from: '2026-01-01' as PlainDate, usual: 5, onDuty: 30 },
]
const onDuty: readonly RoleKey[] = ['front-door', 'out-of-hours']

/** How many times somebody in that role may open a record urgently in 24 hours. */
export const urgentMostOn = (today: PlainDate, role: RoleKey): number => {
  const most = mostInDay.findLast(one => one.from <= today) ?? mostInDay[0]
  return (onDuty.includes(role) ? most?.onDuty : most?.usual) ?? 0
}

/**
 * Whether the reader of the command may open nothing urgently now: of their own uses alone, so that it says nothing of any child. A review is late once
 * its day is over, London's. Source: reference/security.md, threat T16.
 */
export const findUrgentStop = async ({ tx, reader, at }: CommandGrant<'recorder'>): Promise<UrgentStop | undefined> => {
  if (!reader) return undefined
  const today = londonDate(at)
  const { rows } = await sql<{ late: Date | null; uses: number }>`
    select min(u.starts_at) filter (where u.reviewed_at is null and u.review_by < ${today}::date) as late,
      count(*) filter (where u.starts_at > ${at}::timestamptz - interval '24 hours')::integer as uses
    from access.urgent_access u where u.user_id = ${reader.userId}`.execute(tx)
  const { late, uses } = rows[0] ?? { late: null, uses: 0 }
  if (late) return { why: 'review-late', openedAt: late }
  return uses >= urgentMostOn(today, reader.role) ? { why: 'too-many', uses } : undefined
}
