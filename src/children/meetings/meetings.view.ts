import { formatClock, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  card,
  emptyState,
  type FormError,
  formErrors,
  type Html,
  html,
  type PageContent,
  type Part,
  summaryList,
  tag,
} from '../../platform/views/index.ts'
import { meetingSortOf } from '../kinds/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import type { AskedTo } from './asked.queries.ts'
import type { Invited, Meeting } from './meetings.queries.ts'

export type MeetingsData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly meetings: readonly Meeting[]
  /** Those to which the reader is asked, and of which they read nothing else. */
  readonly asked: readonly AskedTo[]
  readonly mayCall: boolean
}

/** Where the meetings of a child are. */
export const meetingsHref = (header: Pick<RecordHeader, 'address'>, part = ''): string =>
  recordHref(header.address, `/meetings${part}`)

/** "Core group, 5 May 2026 at 4pm". */
export const meetingWords = ({ sort, on, at }: Pick<Meeting, 'sort' | 'on' | 'at'>): string =>
  `${meetingSortOf(sort)}, ${formatDate(on)}${at ? ` at ${formatClock(at)}` : ''}`

/** Somebody asked, and who they are. */
export const invitedWords = ({ label, relation }: Pick<Invited, 'label' | 'relation'>): string =>
  relation ? `${label}, ${relation}` : label

/** Where a meeting stands for whoever is asked to it and reads nothing else of it. */
export const askedHref = (header: Pick<RecordHeader, 'address'>, meeting: string): string =>
  meetingsHref(header, `/asked/${meeting}`)

/** What stands of a meeting for whoever is asked to it and reads nothing else of it. */
export const askedRows = ({ meeting: { place, calledBy, off } }: AskedTo): Html =>
  summaryList({
    rows: [
      ...(off ? [{ key: 'State', value: 'Called off' }] : []),
      ...(place ? [{ key: 'Where', value: place }] : []),
      { key: 'Called by', value: calledBy },
    ],
  })

/** The meetings about one child: those that are called, and what became of those before. */
export const meetingsView = ({ header, today, meetings, asked, mayCall }: MeetingsData): PageContent =>
  recordPage(header, {
    title: 'Meetings',
    wide: false,
    body: html`${mayCall ? button({ text: 'Call a meeting', href: meetingsHref(header, '/new') }) : null}
${asked.map(one =>
  card({
    title: meetingWords(one.meeting),
    body: askedRows(one),
    link: {
      text: html`Open<span class="govuk-visually-hidden">: ${meetingWords(one.meeting)}</span>`,
      href: askedHref(header, one.meeting.address),
    },
  }),
)}${
  meetings.length + asked.length === 0
    ? emptyState({ text: `No meeting about ${header.first} that you can see.` })
    : meetings.map(one =>
        card({
          title: meetingWords(one),
          body: meetingRows(one, today),
          link: {
            text: html`Open<span class="govuk-visually-hidden">: ${meetingWords(one)}</span>`,
            href: meetingsHref(header, `/${one.address}`),
          },
        }),
      )
}`,
  })

const stateTag = ({ state, on }: Meeting, today: PlainDate): Html =>
  state === 'held'
    ? tag({ text: 'Held', tone: 'good' })
    : state === 'called-off'
      ? tag({ text: 'Called off', tone: 'plain' })
      : on < today
        ? tag({ text: 'Write down what came of it', tone: 'warning' })
        : tag({ text: 'Called', tone: 'plain' })

/** What stands of a meeting: its state, place, who is asked and who called it. */
export const meetingRows = (one: Meeting, today: PlainDate): Html => {
  const said = (field: string) => (typeof one.body[field] === 'string' ? String(one.body[field]) : undefined)
  const row = (key: string, value: Html | string | undefined) => (value ? [{ key, value }] : [])
  return summaryList({
    rows: [
      { key: 'State', value: stateTag(one, today) },
      ...row('Where', one.place),
      ...row(one.state === 'held' ? 'Who was asked' : 'Who is asked', peopleList(one)),
      ...row('Others who came', said('present')),
      ...row('Why it was changed', said('changedWhy')),
      ...row('Why it was called off', said('offWhy')),
      ...(one.body.calledById === undefined ? [] : row('Called by', one.calledBy)),
    ],
  })
}

const came = { yes: 'came', apologies: 'sent apologies', no: 'did not come' } as const
const peopleList = ({ invited }: Meeting): Html | undefined =>
  invited.length === 0
    ? undefined
    : html`<ul class="govuk-list">${invited.map(person => html`<li>${invitedWords(person)}${person.came ? `: ${came[person.came]}` : ''}</li>`)}</ul>`

/** A page below one meeting, with its way back. */
export const meetingPage = (
  header: RecordHeader,
  meeting: Meeting | undefined,
  page: { title: string; errors?: readonly FormError[]; body: Part },
): PageContent => ({
  ...recordPage(header, {
    title: page.title,
    wide: false,
    error: (page.errors ?? []).length > 0,
    top: formErrors(page.errors ?? []),
    body: page.body,
  }),
  back: meeting
    ? { text: meetingSortOf(meeting.sort), href: meetingsHref(header, `/${meeting.address}`) }
    : { text: 'Meetings', href: meetingsHref(header) },
})
