import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type StepSort, stepSortOf } from './steps.ts'

/** An open case of a child whom the reader works with. */
export type CaseLine = {
  readonly child: ChildCard
  readonly openedOn: PlainDate
  readonly lastStep: { readonly sort: StepSort; readonly on: PlainDate } | undefined
  /** The next day that is set down: the plan's, or the end of a notice. */
  readonly nextOn: PlainDate | undefined
}

type Row = {
  child_id: number
  opened_on: PlainDate
  step: string | null
  step_on: PlainDate | null
  next_on: PlainDate | null
}

/** How many cases the page shows; the children themselves are under My children. */
export const mostCases = 200

/** The open cases of the reader's own children, the next date first; what is past stands before what is to come. */
export const listCases = async (
  grant: Grant<CardKinds | 'attendance-case' | 'attendance-step' | 'attendance-plan'>,
): Promise<{ readonly cases: readonly CaseLine[]; readonly more: boolean }> => {
  const { rows } = await sql<Row>`
    with mine as materialized (select distinct g.child_id from access.grant_row g where g.child_id is not null),
    open as (select distinct on (e.child_id) e.child_id, e.body->>'openedOn' as opened_on, coalesce(e.body->>'case', e.uuid::text) as case_id
      from mine join entry e using (child_id)
      where e.kind = 'attendance-case' and e.known_to = 'infinity' and e.status = 'open' order by e.child_id, e.id)
    select o.child_id, o.opened_on, last.code as step, last.true_from::text as step_on,
      (select min(e.due_on)::text from entry e where e.child_id = o.child_id and e.known_to = 'infinity'
        and (e.kind = 'attendance-plan' or (e.kind = 'attendance-step' and e.body->>'case' = o.case_id and e.due_on >= ${londonDate(grant.at)}::date))) as next_on
    from open o left join lateral (select e.code, e.true_from from entry e
      where e.child_id = o.child_id and e.kind = 'attendance-step' and e.known_to = 'infinity' and e.body->>'case' = o.case_id
      order by e.true_from desc, e.id desc limit 1) last on true
    order by next_on nulls last, o.child_id limit ${mostCases + 1}`.execute(grant.tx)
  const shown = rows.slice(0, mostCases)
  const cards = new Map(
    (
      await listCards(
        grant,
        shown.map(row => row.child_id),
      )
    ).map(card => [card.childId, card]),
  )
  const cases = shown.flatMap((row): CaseLine[] => {
    const child = cards.get(row.child_id)
    if (!child) return []
    const sort = stepSortOf(row.step ?? undefined)
    return [
      {
        child,
        openedOn: row.opened_on,
        lastStep: sort && row.step_on ? { sort, on: row.step_on } : undefined,
        nextOn: row.next_on ?? undefined,
      },
    ]
  })
  return { cases, more: rows.length > mostCases }
}
