import { sql } from 'kysely'
import { addDays, formatClock, formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, chosenValue, identity, meeting, meetingAsked, meetingSortOf } from '../kinds/index.ts'
import type { Owed } from '../work/owed.ts'

type Row = {
  child_id: number
  address: string
  on: PlainDate
  at: string | null
  sort: string
  place: string | null
  asked: boolean
  off: boolean
}

/** How many days ahead a meeting stands on Today. */
const ahead = 28

/**
 * The meetings that the reader called or is asked to, four weeks ahead, and those whose outcome is not written down; at most 100. Of one whose
 * information they do not read they are told when and where.
 */
export const meetingsOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment, meeting, meetingAsked],
  list: async grant => {
    const today = londonDate(grant.at)
    const me = grant.reader.userId
    const { rows } = await sql<Row>`
      with own as materialized (select distinct child_id from access.grant_row where child_id is not null)
      select e.child_id, coalesce(e.body->>'meeting', e.uuid::text) as address, e.due_on::text as on, e.body->>'at' as at, e.code as sort,
        e.body->>'place' as place, false as asked, false as off
      from own join entry e on e.child_id = own.child_id
      where e.known_to = 'infinity' and e.kind = 'meeting' and e.status = 'called' and e.due_on <= ${addDays(today, ahead)}::date
        and ((e.number = ${me} and e.due_on < ${today}::date)
          or ((e.number = ${me} or e.body->'people' @> ${JSON.stringify([{ workerId: me }])}::jsonb) and e.due_on >= ${today}::date))
      union all
      select e.child_id, e.code, e.due_on::text, e.body->>'at', '', e.body->>'place', true, e.status = 'called-off'
      from entry e
      where e.seal = any ((select access.named_seals())::bigint[]) and e.known_to = 'infinity' and e.kind = 'meeting-asked' and e.number = ${me} and e.due_on >= ${today}::date
        and e.due_on <= ${addDays(today, ahead)}::date
        and not exists (select from entry m where m.child_id = e.child_id and m.kind = 'meeting' and m.known_to = 'infinity'
          and coalesce(m.body->>'meeting', m.uuid::text) = e.code)
      order by "on", child_id, address limit 100`.execute(grant.tx)
    const cards = await listCards(grant, [...new Set(rows.map(row => row.child_id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return rows.flatMap(({ child_id, address: of, on, at, sort, place, asked, off }) => {
      const child = byChild.get(child_id)
      if (!child) return []
      const over = on < today
      return [
        {
          child,
          href: `/children/${child.address}/meetings/${asked ? `asked/${of}` : of}`,
          hint: over
            ? `${meetingSortOf(sort)} on ${formatDate(on)}. Write down what came of it.`
            : `${meetingSortOf(sort)}, ${on === today ? 'today' : formatDate(on)}${at ? ` at ${formatClock(at)}` : ''}.${place ? ` ${place}.` : ''}`,
          due: on,
          status: over ? { tag: 'Overdue', tone: 'warning' as const } : off ? 'Called off' : 'Meeting',
        },
      ]
    })
  },
})
