import { sql } from 'kysely'
import { address, chosenValue, type EnrolmentKind, identity, listCards, type Owed } from '../../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { listFeeds } from '../today/absence-today.queries.ts'
import { quietLines } from '../today/absence-today.view.ts'
import { absenceQuestion, pauseQuestion, pauseReason } from './pause.record.ts'

type Kind = 'pause-question' | 'pause-reason' | 'absence-question'
type Row = { child_id: number; uuid: string; kind: Kind; due_on: PlainDate }

const hints: Readonly<Record<Kind, (due: string, late: boolean) => string>> = {
  'pause-question': (due, late) =>
    `An officer asks before a step about absence. ${late ? `It was to be answered by ${due}.` : `Answer by ${due}.`}`,
  'pause-reason': due =>
    `Somebody asked to be spoken to before absence is acted on. Look at it again: it was to be looked at by ${due}, and stands until it is ended.`,
  'absence-question': due => `A question before a step about absence was to be answered by ${due}, and has no answer.`,
}
const parts: Readonly<Record<Kind, (uuid: string) => string>> = {
  'pause-question': uuid => `/attendance-questions/${uuid}`,
  'pause-reason': uuid => `/attendance-pause/${uuid}`,
  'absence-question': () => '/attendance-help',
}

/**
 * What waits on somebody's children about absence: questions to answer; pauses past their day of review; and, for the officer who
 * asked and for a manager, questions that nobody answered in time. Each reader has what row security shows them, and no more.
 */
export const attendanceOwed = (enrolment: EnrolmentKind): Owed => ({
  first: async grant => quietLines(await listFeeds(grant)),
  needs: [identity, chosenValue, address, enrolment, pauseReason, pauseQuestion, absenceQuestion],
  list: async grant => {
    const today = londonDate(grant.at)
    const mayWrite = grant.reader.masks.full
    const { rows } = await sql<Row>`
      select distinct on (e.due_on, e.child_id, e.kind) e.child_id, e.uuid, e.kind, e.due_on::text as due_on
      from access.grant_row g join entry e on e.child_id = g.child_id
      where g.child_id is not null and e.known_to = 'infinity' and e.kind in ('pause-question', 'pause-reason', 'absence-question')
        and ((e.kind = 'pause-question' and e.status = 'open' and e.category_bit & ${mayWrite}::bigint <> 0)
          or (e.kind = 'pause-reason' and e.status = 'stands' and e.due_on < ${today}::date and e.category_bit & ${mayWrite}::bigint <> 0)
          or (e.kind = 'absence-question' and e.status = 'open' and e.due_on < ${today}::date
            and (${grant.reader.manages.length > 0} or e.author_id = ${grant.reader.userId})))
      order by e.due_on, e.child_id, e.kind limit 50`.execute(grant.tx)
    const cards = await listCards(grant, [...new Set(rows.map(row => row.child_id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return rows.flatMap(({ child_id, uuid, kind, due_on }) => {
      const child = byChild.get(child_id)
      if (!child) return []
      const late = due_on < today
      return [
        {
          child,
          href: `/children/${child.address}${parts[kind](uuid)}`,
          hint: hints[kind](formatDate(due_on), late),
          due: due_on,
          status: late ? { tag: 'Overdue', tone: 'warning' as const } : { tag: 'Waiting', tone: 'warning' as const },
        },
      ]
    })
  },
})
