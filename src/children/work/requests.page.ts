import { Type } from 'typebox'
import {
  actConcerns,
  categoryWords,
  countOversightWaiting,
  deskAction,
  deskPage,
  holds,
  listPage,
  type Route,
} from '../../access/index.ts'
import { addDays, formatDate, formatInstant, londonDate, readDate } from '../../kernel/index.ts'
import {
  button,
  dateInput,
  emptyState,
  form,
  type Html,
  html,
  input,
  radios,
  summaryList,
  table,
  tag,
} from '../../platform/views/index.ts'
import { countEndingsWaiting, endingsHref } from '../ending/index.ts'
import { identity } from '../kinds/index.ts'
import { type AccessRequest, answerRequest, listOwnRequests, listWaiting } from './requests.queries.ts'

const stateWords = { waiting: 'Waiting', approved: 'Approved', refused: 'Refused' } as const
const wordsOf = (request: AccessRequest): string => request.categories.map(one => categoryWords[one]).join(', ')
const lastDay = (ends: Date | undefined): string => (ends ? formatDate(addDays(londonDate(ends), -1)) : '')

/** What I asked for, and the answers. */
export const accessRequestsPage: Route = listPage({
  path: '/access-requests',
  purpose: 'see my requests for access',
  needs: [identity],
  load: async grant => ({ requests: await listOwnRequests(grant), at: grant.at }),
  answer: ({ requests, at }) => ({
    page: {
      title: 'My requests for access',
      heading: 'My requests for access',
      body: ownView(requests, at),
      wide: true,
    },
  }),
  examples: { usual: { requests: exampleRequests(), at: exampleAt() }, 'none yet': { requests: [], at: exampleAt() } },
})

const ownView = (requests: readonly AccessRequest[], at: Date): Html =>
  requests.length === 0
    ? emptyState({
        text: 'You have not asked for access to a record.',
        next: { text: 'Find a child you do not work with yet', href: '/locate' },
      })
    : table({
        caption: 'Your requests, newest first',
        captionClasses: 'govuk-visually-hidden',
        columns: [{ text: 'Asked' }, { text: 'To see' }, { text: 'Your reason' }, { text: 'Answer' }],
        rows: requests.map(r => [formatInstant(r.askedAt, londonDate(at)), wordsOf(r), r.reason, answerView(r, at)]),
      })

const answerView = (r: AccessRequest, at: Date): Html => {
  const live = r.state === 'approved' && r.endsAt !== undefined && r.endsAt > at
  const until =
    r.state !== 'approved' ? null : live ? ` until ${lastDay(r.endsAt)}` : `. It ended on ${lastDay(r.endsAt)}`
  return html`${tag({ text: stateWords[r.state], tone: r.state === 'approved' ? 'good' : r.state === 'waiting' ? 'warning' : 'plain' })} ${r.answeredBy ? html`by ${r.answeredBy}${until}. ${r.answer ?? ''}` : null}${
    live && r.address ? html` <a class="govuk-link" href="/children/${r.address}">Open the record</a>` : null
  }`
}

type Waiting = {
  readonly requests: readonly AccessRequest[]
  /** How much oversight of teams waits for an answer or a review. */
  readonly oversight: number
  /** How many records that were kept long enough wait for who sees to that; undefined for everybody else. */
  readonly endings: number | undefined
  readonly at: Date
}

/** What waits for an answer. The approver reads who asks, for what and why; not the record. */
export const approvalsPage: Route = deskPage({
  path: '/approvals',
  purpose: 'answer requests for access',
  nav: 'approvals',
  right: 'approve-access',
  actor: 'approvals',
  load: async (command): Promise<Waiting> => ({
    requests: await listWaiting(command),
    oversight: await countOversightWaiting(command),
    endings: command.reader && holds(command.reader, 'end-records') ? await countEndingsWaiting(command) : undefined,
    at: command.at,
  }),
  answer: ({ requests, oversight, endings, at }, frame) => ({
    page: {
      title: 'Requests for access',
      heading: 'Requests for access',
      body: html`<p class="govuk-body"><a class="govuk-link" href="/oversight">Oversight of teams</a>${oversight === 0 ? null : `: ${oversight} to answer or review`}</p>
${endings === undefined ? null : html`<p class="govuk-body"><a class="govuk-link" href="${endingsHref}">Records kept long enough</a>${endings === 0 ? null : `: ${endings} to look at`}</p>`}
${
  requests.length === 0
    ? emptyState({ text: 'No request waits for your answer.' })
    : requests.map(r => waitingView(r, at, frame.csrf))
}`,
    },
  }),
  examples: {
    usual: {
      requests: exampleRequests().filter(r => r.state === 'waiting'),
      oversight: 2,
      endings: 3,
      at: exampleAt(),
    },
    'nothing waits': { requests: [], oversight: 0, endings: undefined, at: exampleAt() },
  },
})

const waitingView = (r: AccessRequest, at: Date, csrf: string): Html => html`<section class="tl-card">
<h2 class="tl-card__title">${r.asker}${r.askerTitle ? `, ${r.askerTitle}` : ''}</h2>
${summaryList({
  rows: [
    { key: 'Asked', value: formatInstant(r.askedAt, londonDate(at)) },
    { key: 'Record', value: `Reference ${r.record}` },
    { key: 'To see', value: wordsOf(r) },
    { key: 'Why', value: r.reason },
  ],
})}
${form({
  action: `/approvals/${r.uuid}`,
  csrf,
  body: html`${radios({
    name: 'decision',
    idPrefix: `decision-${r.uuid}`,
    legend: 'Your answer',
    items: [
      { value: 'approve', text: 'Approve' },
      { value: 'refuse', text: 'Refuse' },
    ],
  })}
${dateInput({ id: `until-${r.uuid}`, legend: 'Last day of access, if you approve', hint: 'Within six months' })}
${input({ id: `answer-${r.uuid}`, name: 'answer', label: 'What to tell them', value: '', attributes: { maxlength: '400' } })}
${button({ text: html`Save answer<span class="govuk-visually-hidden"> to ${r.asker}</span>` })}`,
})}
</section>`

export const answerAction: Route = deskAction({
  path: '/approvals/:request',
  purpose: 'answer requests for access',
  right: 'approve-access',
  actor: 'approvals',
  concerns: 'child',
  form: Type.Object({
    decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
    day: Type.Optional(Type.String()),
    month: Type.Optional(Type.String()),
    year: Type.Optional(Type.String()),
    answer: Type.Optional(Type.String({ maxLength: 400 })),
  }),
  act: async (command, { params, form: given }) => {
    const read = readDate(`${given.day ?? ''} ${given.month ?? ''} ${given.year ?? ''}`, { order: 'dmy' })
    const approve = given.decision === 'approve'
    const childId = await answerRequest(command, params.request, {
      approve,
      lastDay: 'date' in read ? read.date : undefined,
      words: (given.answer ?? '').trim(),
    })
    actConcerns(command, childId, { rule: approve ? 'request:approved' : 'request:refused' })
    return {
      redirect: '/approvals',
      flash: approve ? 'Approved. They have been told, and until when.' : 'Refused. They have been told.',
    }
  },
})

function exampleAt(): Date {
  return new Date('2026-05-04T07:15:00Z')
}
function exampleRequests(): AccessRequest[] {
  const one: AccessRequest = {
    uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c31',
    asker: 'Sam Ali',
    askerTitle: 'Education welfare officer',
    record: '3f2a9c1e',
    address: undefined,
    reason: 'Panel on Thursday about a shared timetable with the school.',
    categories: ['send', 'early-help'],
    askedAt: new Date('2026-05-03T09:05:00Z'),
    state: 'waiting',
    answer: undefined,
    answeredBy: undefined,
    endsAt: undefined,
  }
  const answered = {
    answer: 'For the panel only.',
    answeredBy: 'Jo Reed',
    address: '3f2a9c1e-9f3b-4c55-9f0e-0d5f3a7f1c32',
  } as const
  return [
    one,
    { ...one, ...answered, state: 'approved', endsAt: new Date('2026-06-30T23:00:00Z') },
    { ...one, ...answered, state: 'approved', endsAt: new Date('2026-03-31T23:00:00Z') },
    { ...one, ...answered, address: undefined, state: 'refused', answer: 'Ask the SEND caseworker.' },
  ]
}
