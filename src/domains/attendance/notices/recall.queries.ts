import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import type { NoticeRule } from './notice-rules.ts'

export type RuleVersion = Pick<NoticeRule, 'rule' | 'version'>

/** How often a version of a rule has told, and whether and why it was taken back. */
export type RuleUse = RuleVersion & {
  readonly raised: number
  readonly open: number
  readonly read: number
  readonly ended?: { readonly at: Date; readonly by: string; readonly reason: string }
}
/** One notice of a rule, without the child: when, and who read it. */
export type TouchedNotice = {
  readonly number: string
  readonly raisedAt: Date
  readonly withdrawnAt?: Date
  readonly readBy: readonly string[]
}

/** The use of every version of a rule that ever told anything or was taken back. */
export const listRuleUse = async ({ tx }: CommandGrant<'approvals'>): Promise<RuleUse[]> => {
  const { rows } = await sql<Omit<RuleUse, 'ended'> & { at: Date | null; by: string | null; reason: string | null }>`
    with used as (select rule, version, count(*)::int as raised, (count(*) filter (where withdrawn_at = 'infinity'))::int as open,
        (count(*) filter (where exists (select from access.notice r where r.child_notice_id = n.id)))::int as read
      from child_notice n group by rule, version)
    select coalesce(u.rule, e.rule) as rule, coalesce(u.version, e.version) as version, coalesce(u.raised, 0) as raised,
      coalesce(u.open, 0) as open, coalesce(u.read, 0) as read, e.ended_at as at, p.name as by, e.reason
    from used u full join notice_rule_end e using (rule, version) left join access.principal p on p.id = e.ended_by`.execute(
    tx,
  )
  return rows.map(({ at, by, reason, ...use }) => ({
    ...use,
    ...(at ? { ended: { at, by: by ?? 'somebody', reason: reason ?? '' } } : {}),
  }))
}

/** How many notices the list of what a rule touched shows; their number is told in full. */
export const mostTouched = 500

/** What a version of a rule touched: its notices, the latest first, and who read each. */
export const listTouchedBy = async (
  { tx }: CommandGrant<'approvals'>,
  { rule, version }: RuleVersion,
): Promise<TouchedNotice[]> => {
  const { rows } = await sql<{ number: string; raised_at: Date; withdrawn_at: Date | null; read_by: string[] }>`
    select left(n.uuid::text, 8) as number, n.raised_at, nullif(n.withdrawn_at, 'infinity') as withdrawn_at,
      array(select distinct p.name from access.notice r join access.principal p on p.id = r.principal
        where r.child_notice_id = n.id order by 1) as read_by
    from child_notice n where n.rule = ${rule} and n.version = ${version} order by n.raised_at desc, n.id desc limit ${mostTouched}`.execute(
    tx,
  )
  return rows.map(row => ({
    number: row.number,
    raisedAt: row.raised_at,
    readBy: row.read_by,
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
  }))
}
