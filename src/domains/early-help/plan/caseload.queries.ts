import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { reviewBy } from './headings.ts'

/** Early help of one of the reader's own children, offered or going on. */
export type HelpLine = {
  readonly child: ChildCard
  readonly since: PlainDate
  readonly open: boolean
  readonly lead: string | undefined
  /** By when the team meets again; undefined while it is only offered. */
  readonly review: PlainDate | undefined
}
type Row = { child_id: number; state: string; since: PlainDate; lead: string | null; met: PlainDate | null }

/** How many the page shows; the children themselves are under My children. */
export const mostLines = 200

/** A held meeting of the team: of this early help, or called while it goes on. */
const teamMeeting = sql`e.kind = 'meeting' and e.known_to = 'infinity' and e.status = 'held' and e.code = 'team-around-child'
        and case when e.body ? 'case' then e.body->>'case' = o.case_id else e.true_from >= o.since::date end`

/** Early help of the reader's own children, the next meeting first. */
export const listHelp = async (
  grant: Grant<CardKinds | 'early-help-case' | 'lead-practitioner' | 'meeting'>,
): Promise<{ readonly lines: readonly HelpLine[]; readonly more: boolean }> => {
  const { rows } = await sql<Row>`
    with mine as materialized (select distinct g.child_id from access.grant_row g where g.child_id is not null),
    open as (select distinct on (e.child_id) e.child_id, e.status as state, coalesce(e.body->>'openedOn', e.body->>'offeredOn') as since,
        coalesce(e.body->>'case', e.uuid::text) as case_id from mine join entry e using (child_id)
      where e.kind = 'early-help-case' and e.known_to = 'infinity' and e.status in ('open', 'offered') order by e.child_id, e.id desc)
    select o.child_id, o.state, o.since,
      (select e.body->>'name' from entry e where e.child_id = o.child_id and e.kind = 'lead-practitioner' and e.known_to = 'infinity'
        and e.status = 'accepted' and e.body->>'case' = o.case_id order by e.id desc limit 1) as lead,
      (select max(e.true_from)::text from entry e where e.child_id = o.child_id and ${teamMeeting}) as met
    from open o order by coalesce((select max(e.true_from) from entry e where e.child_id = o.child_id and ${teamMeeting}), o.since::date), o.child_id limit ${mostLines + 1}`.execute(
    grant.tx,
  )
  const shown = rows.slice(0, mostLines)
  const ids = shown.map(row => row.child_id)
  const cards = new Map((await listCards(grant, ids)).map(card => [card.childId, card]))
  const lines = shown.flatMap(({ child_id, state, since, lead, met }): HelpLine[] => {
    const child = cards.get(child_id)
    if (!child) return []
    const open = state === 'open'
    return [
      { child, since, open, lead: lead ?? undefined, review: open ? reviewBy(since, met ? [met] : []) : undefined },
    ]
  })
  return { lines, more: rows.length > mostLines }
}
