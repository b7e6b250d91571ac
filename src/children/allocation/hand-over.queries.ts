import { sql } from 'kysely'
import { formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, allocation, chosenValue, identity } from '../kinds/index.ts'
import type { Owed } from '../work/owed.ts'
import { answerBy } from './hand-over.ts'

/** The hand-overs that wait for the reader's answer; the longest waiting first, at most 100. */
export const handOversOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment, allocation],
  list: async grant => {
    const { rows } = await sql<{ child_id: number; on: PlainDate; who: string }>`
      with own as materialized (select distinct child_id from access.grant_row where child_id is not null)
      select e.child_id, e.body->>'on' as on, p.name as who from own join entry e on e.child_id = own.child_id
        join access.principal p on p.id = e.author_id
      where e.known_to = 'infinity' and e.kind = 'allocation' and e.status = 'offered' and e.number = ${grant.reader.userId}
      order by e.known_from, e.id limit 100`.execute(grant.tx)
    const cards = new Map(
      (await listCards(grant, [...new Set(rows.map(row => row.child_id))])).map(c => [c.childId, c]),
    )
    return rows.flatMap(({ child_id, on, who }) => {
      const child = cards.get(child_id)
      if (!child) return []
      const due = answerBy(on)
      const tag = due < londonDate(grant.at) ? 'Overdue' : 'To answer'
      return [
        {
          child,
          href: `/children/${child.address}/allocation`,
          hint: `${who} proposes that you take this work over. Answer by ${formatDate(due)}: until then it stays where it is.`,
          due,
          status: { tag, tone: 'warning' as const },
        },
      ]
    })
  },
})
