import { sql } from 'kysely'
import { type Grant, holds } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, identity, listCards, type Owed } from '../../../children/index.ts'
import { addDays, formatDate, londonDate, type PlainDate, plural } from '../../../kernel/index.ts'
import { type Html, html } from '../../../platform/views/index.ts'
import { meetingAction } from './meeting.record.ts'
import { listMeetingSchools } from './meeting-schools.queries.ts'
import { meetingState } from './meeting-terms.ts'
import { meetingHref } from './meetings.view.ts'

type Row = { child_id: number; uuid: string; school: string; what: string; agreed_on: PlainDate; due_on: PlainDate }

/** For an officer's Today: which meetings of this term no day is set for, and which are to be written down. */
const meetingsDue = async (grant: Grant<string>): Promise<readonly Html[]> => {
  if (!holds(grant.reader, 'work-on-attendance')) return []
  const today = londonDate(grant.at)
  const schools = await listMeetingSchools(grant)
  const count = (...states: readonly string[]) =>
    schools.filter(one => states.includes(meetingState(one.calendar, one.meetings, today))).length
  const [due, unwritten] = [count('due'), count('to-write-up')]
  const link = html`<a class="govuk-link" href="/support-meetings">Support meetings</a>`
  return [
    ...(due > 0
      ? [
          html`${plural(due, 'school of yours has', 'schools of yours have')} no day for this term’s support meeting. See ${link}.`,
        ]
      : []),
    ...(unwritten > 0
      ? [
          html`${plural(unwritten, 'support meeting was', 'support meetings were')} planned for a day that has passed, and nothing is written down. See ${link}.`,
        ]
      : []),
  ]
}

/** So many of what was agreed for whole schools is on Today, and so many days ahead; the rest is on each meeting's page. */
const mostForSchools = 5
const daysAhead = 14

type SchoolRow = { uuid: string; address: string; school: string; what: string; due_on: PlainDate }

/** What was agreed for a school as a whole and is to be done soon, or is late: by the officer who said so, or by the school. */
const agreedForSchools = async (grant: Grant<string>): Promise<readonly Html[]> => {
  const [officer, school] = [holds(grant.reader, 'work-on-attendance'), holds(grant.reader, 'answer-for-school')]
  if (!officer && !school) return []
  const today = londonDate(grant.at)
  const { rows } = await sql<SchoolRow>`
    select a.uuid, e.uuid as address, e.name as school, a.what, a.due_on::text as due_on from support_meeting_action a join access.establishment e on e.id = a.establishment_id
    where a.establishment_id = any ((select access.establishments())::bigint[]) and a.state = 'open' and a.due_on <= ${addDays(today, daysAhead)}::date
      and ((${officer} and a.doer = 'officer' and a.agreed_by = ${grant.reader.userId}) or (${school} and a.doer = 'school'))
    order by a.due_on, a.id limit ${mostForSchools}`.execute(grant.tx)
  return rows.map(
    ({ uuid, address: where, school: name, what, due_on }) =>
      html`${due_on < today ? html`<strong>Late:</strong> ` : null}agreed for ${name} at a support meeting, by ${formatDate(due_on)}: <a class="govuk-link" href="${meetingHref(where, `/${uuid}`)}">${what}</a>`,
  )
}

/**
 * What was agreed at support meetings and is still to be done: by the officer who said so; and, for a school, by the school. At most 50, the
 * next day first; each only of pupils who are on a roll of the reader's.
 */
export const supportMeetingsOwed = (enrolment: EnrolmentKind): Owed => ({
  first: async grant => [...(await meetingsDue(grant)), ...(await agreedForSchools(grant))],
  needs: [identity, chosenValue, address, enrolment, meetingAction],
  list: async grant => {
    const [officer, school] = [holds(grant.reader, 'work-on-attendance'), holds(grant.reader, 'answer-for-school')]
    if (!officer && !school) return []
    const today = londonDate(grant.at)
    const { rows } = await sql<Row>`
      select e.child_id, e.uuid, e.body->>'school' as school, e.body->>'what' as what, e.body->>'agreedOn' as agreed_on, e.due_on::text as due_on
      from access.roll r join access.establishment s on s.id = r.establishment_id
        join entry e on e.child_id = r.child_id and e.kind = 'meeting-action' and e.known_to = 'infinity' and e.status = 'open' and e.body->>'school' = s.uuid::text
      where r.establishment_id = any ((select access.establishments())::bigint[]) and r.starts_on <= ${londonDate(grant.at)}::date and r.ends_on > ${londonDate(grant.at)}::date
        and ((${officer} and e.number = ${grant.reader.userId}) or (${school} and e.code = 'school'))
      order by e.due_on, e.child_id, e.id limit 50`.execute(grant.tx)
    const cards = await listCards(grant, [...new Set(rows.map(row => row.child_id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return rows.flatMap(({ child_id, uuid, school: where, what, agreed_on, due_on }) => {
      const child = byChild.get(child_id)
      if (!child) return []
      const late = due_on < today
      return [
        {
          child,
          href: `/children/${child.address}/support-meetings/${where}/${uuid}`,
          hint: `${what}${/[.?!]$/.test(what) ? '' : '.'} Agreed at a support meeting on ${formatDate(agreed_on)}. ${late ? `It was to be done by ${formatDate(due_on)}.` : `By ${formatDate(due_on)}.`}`,
          due: due_on,
          status: late ? { tag: 'Overdue', tone: 'warning' as const } : 'To do',
        },
      ]
    })
  },
})
