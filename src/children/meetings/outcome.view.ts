import {
  button,
  buttonGroup,
  dateInput,
  errorOf,
  type FormError,
  fieldset,
  form,
  type Html,
  html,
  input,
  type PageContent,
  type Part,
  radios,
  select,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import type { Colleague } from '../tasks/task-form.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { dayBoxes, type Fields, one } from './meeting-form.ts'
import type { Meeting } from './meetings.queries.ts'
import { invitedWords, meetingPage, meetingsHref, meetingWords } from './meetings.view.ts'
import { actionLines, attendances, mostPeople, partBox, scaleLines } from './outcome-form.ts'
import type { MeetingPart } from './parts.queries.ts'

/** The form of what came of a meeting. */
export type OutcomeData = {
  readonly header: RecordHeader
  readonly meeting: Meeting
  readonly me: number
  readonly colleagues: readonly Colleague[]
  /** Who was asked, also those whom the record of another child alone names. */
  readonly asked: Meeting['invited']
  /** The other children whom it is about, each with a part of their own. */
  readonly parts: readonly MeetingPart[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
  /** When what stands in the form was kept as a draft. */
  readonly draft?: ShownDrafts
}

/** What came of a meeting: who came, what was decided, how things are in the eyes of each, who does what by when. */
export const outcomeView = (data: OutcomeData, csrf: string): PageContent => {
  const { header, meeting, asked, parts, fields, errors } = data
  const text = (name: string, label: string, more: object = {}) =>
    input({ name, label, value: one(fields, name) ?? '', ...more, ...errorOf(errors, name) })
  const area = (name: string, label: string, more: object = {}) =>
    textarea({
      name,
      label,
      rows: 3,
      spellcheck: true,
      value: one(fields, name) ?? '',
      ...more,
      ...errorOf(errors, name),
    })
  const days = (name: string, legend: string) =>
    dateInput({
      id: name,
      name,
      legend,
      hint: 'For example, 27 3 2026',
      values: dayBoxes(fields, name),
      ...errorOf(errors, `${name}-day`),
    })
  const ownPart = (first: string, box: (name: Parameters<typeof partBox>[0]) => string): Html =>
    html`${text(box('present'), 'Who else came?', parts.length > 0 ? { hint: `Named on ${first}’s record alone` } : {})}${area(box('childSaid'), `What did ${first} say, or want said?`, { hint: `In ${first}’s own words` })}${area(box('decided'), 'What was decided?', { hint: `Write as if ${first} will read it`, rows: 5 })}${area(box('others'), 'What is about somebody else', { hint: 'It never goes into a pack for the family or for people from outside', rows: 2 })}${text(box('othersName'), 'Who is that part about?')}`
  const aboutWhom = (name: string): Html | null =>
    parts.length > 0
      ? select({
          name,
          label: 'About whom',
          items: [
            { value: '', text: header.first },
            ...parts.map(({ address, first }) => ({ value: address, text: first })),
          ],
          value: one(fields, name) ?? '',
          ...errorOf(errors, name),
        })
      : null
  return meetingPage(header, meeting, {
    title: 'What came of the meeting?',
    errors,
    body: html`${draftLine(data.draft)}${form({
      action: meetingsHref(header, `/${meeting.address}/outcome`),
      csrf,
      draft: true,
      body: html`${draftInputs({ from: one(fields, 'from'), page: one(fields, 'page') })}<p class="govuk-body">${meetingWords(meeting)}</p>${days('held', 'When was it held?')}
<h2 class="govuk-heading-m">Who came?</h2>${asked.slice(0, mostPeople).map(
        (person, at) =>
          html`<input type="hidden" name="person-${at + 1}" value="${person.key}">${radios({
            name: `came-${at + 1}`,
            legend: invitedWords(person),
            legendClasses: 'govuk-fieldset__legend--s',
            classes: 'govuk-radios--inline',
            items: attendances,
            value: one(fields, `came-${at + 1}`) ?? '',
            ...errorOf(errors, `came-${at + 1}`),
          })}`,
      )}
${parts.length > 0 ? html`<h2 class="govuk-heading-m">About ${header.first}</h2>` : null}${ownPart(header.first, name => name)}${parts.map(
  ({ first, address }, at) =>
    html`<input type="hidden" name="part-${at + 1}" value="${address}"><h2 class="govuk-heading-m">About ${first}</h2>${ownPart(first, name => partBox(name, at + 1))}`,
)}
<h2 class="govuk-heading-m">How are things, from 0 to 10?</h2>
<p class="govuk-body">Each person’s own number: 0 is as bad as it can be, 10 is good enough to end. They are never put together into one.</p>${lines(scaleLines, 'Number', at => html`${text(`who-${at}`, 'Who says it')}${text(`score-${at}`, 'Number', { width: 2, inputmode: 'numeric' })}${aboutWhom(`number-about-${at}`)}`)}
<h2 class="govuk-heading-m">Who does what by when?</h2>
<p class="govuk-body">Each becomes a task on the record. What somebody does who is not at work here, you follow up.</p>${lines(actionLines, 'Action', at => html`${text(`what-${at}`, 'What is to be done')}${select({ name: `doer-${at}`, label: 'Who does it', items: doers(data), value: one(fields, `doer-${at}`) ?? 'me', ...errorOf(errors, `doer-${at}`) })}${aboutWhom(`about-${at}`)}${days(`by-${at}`, 'By when')}`)}${buttonGroup(
        [
          button({ text: 'Save', preventDoubleClick: true }),
          ...draftButtons(data.draft),
          html`<a class="govuk-link" href="${meetingsHref(header, `/${meeting.address}`)}">Cancel</a>`,
        ],
      )}`,
    })}`,
  })
}
const lines = (count: number, title: string, body: (at: number) => Part): Html =>
  html`${Array.from({ length: count }, (_, at) => fieldset({ legend: { text: `${title} ${at + 1}`, classes: 'govuk-fieldset__legend--s' }, body: body(at + 1) }))}`
const doers = ({ colleagues, asked, me }: OutcomeData) => [
  { value: 'me', text: 'Me' },
  ...colleagues.map(({ id, name }) => ({ value: String(id), text: name })),
  ...asked
    .filter(({ workerId }) => workerId !== me && !colleagues.some(({ id }) => id === workerId))
    .map(person => ({ value: person.key, text: invitedWords(person) })),
]
