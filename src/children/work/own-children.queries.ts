import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'

/** A child the reader has a live reason for, with the dates that a caseload is read by. */
export type OwnChild = {
  readonly childId: number
  readonly nextOn: string | undefined
  readonly lastSeen: string | undefined
  readonly changes: number
}

/** How many rows a page of the caseload has. */
export const perPage = 50

type Row = { child_id: number; next_on: string | null; last_seen: string | null; changes: number }

/**
 * One page of the reader's own children, next date first and those without one last; after the child at `cursor` (a record's
 * address). One query: the dates are those of entries the reader may see.
 */
export const listOwnChildren = async (
  { tx, at }: Grant<'identity' | 'note' | 'visit'>,
  since: Date,
  cursor: string | undefined,
): Promise<{ readonly children: readonly OwnChild[]; readonly more: boolean }> => {
  const { rows } = await sql<Row>`
    with mine as materialized (select distinct g.child_id from access.grant_row g where g.child_id is not null),
    dated as (select m.child_id,
      (select min(e.due_on) from entry e where e.child_id = m.child_id and e.known_to = 'infinity' and e.kind <> 'danger-note' and e.due_on >= ${at}::date) as next_on
      from mine m where exists (select 1 from person p where p.id = m.child_id and p.has_record and p.redirect_to is null)),
    ranked as (select *, row_number() over (order by next_on nulls last, child_id) as place from dated),
    -- what else is shown of a child is asked of those on the page alone
    page as materialized (select child_id, next_on, place from ranked
      where place > coalesce((select r.place from ranked r join person p on p.id = r.child_id where p.uuid::text = ${cursor ?? ''}), 0)
      order by place limit ${sql.lit(perPage + 1)})
    select child_id, next_on,
      (select max(left(e.body->>'happenedOn', 10)) from entry e where e.child_id = page.child_id and e.known_to = 'infinity' and (e.kind = 'note' and e.body->>'seen' = 'true' or e.kind = 'visit' and e.status in ('seen', 'seen-alone'))) as last_seen,
      (select count(distinct e.kind)::int from entry e where e.child_id = page.child_id and e.known_to = 'infinity' and e.known_from > ${since}) as changes
    from page
    order by place`.execute(tx)
  const children = rows.slice(0, perPage).map(r => ({
    childId: r.child_id,
    nextOn: r.next_on ?? undefined,
    lastSeen: r.last_seen ?? undefined,
    changes: r.changes,
  }))
  return { children, more: rows.length > perPage }
}
