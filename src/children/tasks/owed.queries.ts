import { sql } from 'kysely'
import { formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, chosenValue, identity, task } from '../kinds/index.ts'
import type { Owed } from '../work/owed.ts'

type Row = {
  child_id: number
  uuid: string
  due_on: PlainDate
  what: string
  mine: boolean
  instead: string | null
}

/**
 * What people set for the reader to do about the children they work with, what is offered to them, and what was set for those whom they cover
 * for today or falls due while they are away: as far as the reader sees it anyhow. The next day first, at most 100.
 */
export const tasksOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment, task],
  list: async grant => {
    const today = londonDate(grant.at)
    const me = grant.reader.userId
    const { rows } = await sql<Row>`
      with own as materialized (select distinct child_id from access.grant_row where child_id is not null)
      select e.child_id, e.uuid, e.due_on::text as due_on, e.body->>'what' as what, e.number = ${me} as mine,
        case when e.number <> ${me} and (e.body->>'offeredToId')::bigint is distinct from ${me} then c.name end as instead
      from own join entry e on e.child_id = own.child_id
        left join lateral (select p.name from access.away a join access.principal p on p.id = a.user_id
          where a.cover_id = ${me} and a.user_id = e.number and a.ended_at is null and a.first_day <= ${today} and a.last_day >= ${today}
            and (e.body->>'setOn' >= a.first_day::text or e.due_on <= a.last_day) limit 1) c on true
      where e.known_to = 'infinity' and e.kind = 'task' and e.status = 'open'
        and (e.number = ${me} or (e.body->>'offeredToId')::bigint = ${me} or c.name is not null)
      order by e.due_on, e.child_id, e.id limit 100`.execute(grant.tx)
    const cards = await listCards(grant, [...new Set(rows.map(row => row.child_id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return rows.flatMap(({ child_id, uuid, due_on, what, mine, instead }) => {
      const child = byChild.get(child_id)
      if (!child) return []
      const late = due_on < today
      return [
        {
          child,
          href: `/children/${child.address}/tasks/${uuid}`,
          hint: `${what}${/[.?!]$/.test(what) ? '' : '.'} ${instead ? `For ${instead}, who is away. ` : mine ? '' : 'Passed on to you: will you take it? '}${late ? `It was to be done by ${formatDate(due_on)}.` : `By ${formatDate(due_on)}.`}`,
          due: due_on,
          status: late
            ? { tag: 'Overdue', tone: 'warning' as const }
            : mine || instead
              ? 'To do'
              : { tag: 'To answer', tone: 'warning' as const },
        },
      ]
    })
  },
})
