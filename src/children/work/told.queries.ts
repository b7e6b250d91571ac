import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../find/child-cards.queries.ts'
import type { NoticeKind, WithdrawnWhy } from './child-notice.ts'

/** What a rule found of a child whom the reader works with, or that it is no longer so. */
export type Told = {
  readonly notice: string
  readonly kind: NoticeKind
  readonly safeguarding: boolean
  readonly daily: boolean
  readonly at: Date
  readonly child: ChildCard
  readonly withdrawn?: WithdrawnWhy
}

type Row = {
  uuid: string
  child_id: number
  kind: NoticeKind
  safeguarding: boolean
  daily: boolean
  at: Date
  withdrawn_why: WithdrawnWhy | null
}

/**
 * The notices that wait for the reader: of children whom the reader, or a team of theirs, works with at this moment, unread and not
 * quietened; and those that they read and that are no longer so. Row security leaves out what they may not see the grounds of. Where
 * two rules tell one happening, the one of a child in care or on a protection plan stands for both.
 */
export const listTold = async (grant: Grant<CardKinds>): Promise<readonly Told[]> => {
  const rows = await listRows(grant)
  const cards = new Map(
    (await listCards(grant, [...new Set(rows.map(row => row.child_id))])).map(card => [card.childId, card]),
  )
  return rows
    .flatMap((row): Told[] => {
      const child = cards.get(row.child_id)
      if (!child) return []
      const { uuid: notice, kind, safeguarding, daily, at: when, withdrawn_why: withdrawn } = row
      return [{ notice, kind, safeguarding, daily, at: when, child, ...(withdrawn ? { withdrawn } : {}) }]
    })
    .sort((a, b) => Number(b.safeguarding) - Number(a.safeguarding) || b.at.getTime() - a.at.getTime())
}

/** So many children of one reader are listened for: more than anybody works with. */
const mostHeard = 500

/** Of what somebody listens who has Today open, and how their notices stand now: by random ids alone. */
export const toldNow = async (
  grant: Grant<'identity'>,
): Promise<{ readonly topics: string[]; readonly state: string }> => {
  const { rows } = await sql<{ uuid: string }>`
    select p.uuid from person p where p.id in (select g.child_id from access.grant_row g where g.child_id is not null)
    order by p.id limit ${mostHeard}`.execute(grant.tx)
  const state = (await listRows(grant)).map(row => `${row.uuid}/${row.withdrawn_why ?? ''}`).join(' ')
  return { topics: rows.map(row => `child:${row.uuid}`), state }
}

const listRows = async ({ tx, reader, at }: Grant<'identity'>): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    with own as materialized (select distinct g.child_id from access.grant_row g where g.child_id is not null)
    select distinct on (n.child_id, n.kind, n.occasion, n.withdrawn_at) n.uuid, n.child_id, n.kind, n.safeguarding, n.daily,
      case when n.withdrawn_at = 'infinity' then n.shown_from else n.withdrawn_at end as at, n.withdrawn_why
    from own join child_notice n using (child_id)
      left join access.notice r on r.child_notice_id = n.id and r.principal = ${reader.userId} and r.kind = 'rule-read'
      left join access.notice w on w.child_notice_id = n.id and w.principal = ${reader.userId} and w.kind = 'rule-withdrawn-read'
      left join access.quiet_kind q on q.user_id = ${reader.userId} and q.kind = n.kind and not n.safeguarding
    where n.shown_from <= ${at} and case when n.withdrawn_at = 'infinity' then r.id is null and q.kind is null
      else r.done_at < n.withdrawn_at and w.id is null end
    order by n.child_id, n.kind, n.occasion, n.withdrawn_at, n.safeguarding desc, n.id`.execute(tx)
  return rows
}
