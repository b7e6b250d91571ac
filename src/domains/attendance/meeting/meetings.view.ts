import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { html, type PageContent, table, tag } from '../../../platform/views/index.ts'
import { welfareNav } from '../case/welfare-nav.view.ts'
import type { MeetingSchool } from './meeting-schools.queries.ts'
import { type MeetingState, meetingDays, meetingState } from './meeting-terms.ts'

export type MeetingList = {
  readonly schools: readonly Omit<MeetingSchool, 'id'>[]
  readonly today: PlainDate
  /** The reader keeps these meetings for the council; else they are of the school. */
  readonly isOfficer: boolean
}

/** Where the page of a school's meeting is. */
export const meetingHref = (school: string, part = ''): string => `/support-meetings/${school}${part}`

const states: Readonly<Record<MeetingState, { readonly text: string; readonly isDue: boolean }>> = {
  'no-term-dates': { text: 'Term dates missing', isDue: true },
  'before-term': { text: 'Term has not begun', isDue: false },
  due: { text: 'Due this term', isDue: true },
  planned: { text: 'Planned', isDue: false },
  'to-write-up': { text: 'Held? Write it down', isDue: true },
  held: { text: 'Held this term', isDue: false },
}

/** Every school of the reader's, with its last and its next meeting, and what is due. */
export const meetingListView = ({ schools, today, isOfficer }: MeetingList): PageContent => ({
  title: 'Support meetings with schools',
  heading: isOfficer ? 'Support meetings with schools' : 'Support meetings with the council',
  wide: true,
  body: html`${isOfficer ? welfareNav('/support-meetings', true) : null}
<p class="govuk-body">Every term each school and its education welfare officer meet, and agree what helps the pupils who miss most.</p>
${table({
  caption: 'Schools and their support meetings',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'School' }, { text: 'Last meeting' }, { text: 'Next meeting' }, { text: 'This term' }],
  rows: schools.map(({ address, name, calendar, meetings }) => {
    const { last, next } = meetingDays(meetings, today)
    const state = states[meetingState(calendar, meetings, today)]
    return [
      html`<a class="govuk-link" href="${meetingHref(address)}">${name}</a>`,
      last ? formatDate(last) : 'None yet',
      next ? formatDate(next) : 'No day set',
      state.isDue ? tag({ text: state.text, tone: 'warning' }) : state.text,
    ]
  }),
  empty: 'You are not linked to a school.',
})}`,
})
