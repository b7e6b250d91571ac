import { formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  dateInput,
  details,
  errorOf,
  type FormError,
  fieldset,
  form,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  paragraphs,
  radios,
  textarea,
} from '../../platform/views/index.ts'
import type { MeetingSort } from '../kinds/index.ts'
import type { Relative } from '../pages/family.queries.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { listWords } from '../pages/today-picture.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { notSavedPart, type TypedWords } from '../writing/not-saved.view.ts'
import { type Fields, type Invitable, many, one, outsideLines } from './meeting-form.ts'
import type { Meeting } from './meetings.queries.ts'
import { meetingPage, meetingRows, meetingsHref, meetingWords } from './meetings.view.ts'
import type { Pack, Warned } from './packs.queries.ts'
import { packsPart, warnedPart } from './packs.view.ts'
import type { MeetingPart } from './parts.queries.ts'
import type { Unsaved } from './unsaved.queries.ts'
import { unsavedPart } from './unsaved.view.ts'

/** The form of a meeting that is called, or changed where `meeting` stands. */
export type CallData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly sorts: readonly MeetingSort[]
  readonly invitable: Invitable
  /** The other children of the family whom it can be about as well, as far as the reader sees them. */
  readonly relatives: readonly Pick<Relative, 'address' | 'first' | 'name'>[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
  readonly meeting?: Meeting
  /** Whom the meeting that stands is about besides. */
  readonly parts?: readonly MeetingPart[]
  readonly draft?: ShownDrafts
}
/** One meeting, with what this reader may do. */
export type MeetingData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly meeting: Meeting
  /** The other children whom it is about, as far as the reader sees it on their records. */
  readonly parts: readonly MeetingPart[]
  readonly mayChange: boolean
  readonly packs: readonly Pack[]
  readonly warned: readonly Warned[]
  /** By when the next such meeting is due, where its sort has a cadence, and the one that is called. */
  readonly next?: { readonly due: PlainDate; readonly called: Meeting | undefined }
  /** What the reader typed of it that is not saved, where it was over before. */
  readonly unsaved?: Unsaved
  /** What the reader typed of it that somebody else had ended before. */
  readonly notSaved?: TypedWords
  /** Whose page it is. */
  readonly reader: number
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** A meeting is called or changed: what sort, when, where, and who is asked. */
export const callView = (data: CallData, csrf: string): PageContent => {
  const { header, sorts, invitable, relatives, fields, errors, meeting, parts = [] } = data
  const text = (name: string, label: string, more: object = {}) =>
    input({ name, label, value: one(fields, name) ?? '', ...more, ...errorOf(errors, name) })
  const several = relatives.length > 0 || parts.length > 0
  const family = invitable.family.filter(({ relation }) => relation !== 'the child')
  const values = Object.fromEntries(['day', 'month', 'year'].map(part => [part, one(fields, `on-${part}`) ?? '']))
  return meetingPage(header, meeting, {
    title: meeting ? 'Change this meeting' : 'Call a meeting',
    errors,
    body: form({
      action: meetingsHref(header, meeting ? `/${meeting.address}/change` : '/new'),
      csrf,
      draft: true,
      body: html`${draftLine(data.draft)}${draftInputs({ from: one(fields, 'from'), page: one(fields, 'page') })}${
        meeting
          ? html`<input type="hidden" name="seen" value="${one(fields, 'seen') ?? ''}"><p class="govuk-body">${meetingWords(meeting)}</p>${parts.length > 0 ? html`<p class="govuk-body">${eachRecord(parts)}</p>` : null}`
          : radios({
              name: 'sort',
              legend: 'What kind of meeting is it?',
              hint: `Who sees it on ${header.first}’s record follows from it`,
              value: one(fields, 'sort') ?? '',
              items: sorts,
              ...errorOf(errors, 'sort'),
            })
      }${dateInput({ id: 'on', name: 'on', legend: 'Which day?', hint: 'For example, 27 3 2026', values, ...errorOf(errors, 'on-day') })}${text('at', 'What time?', { hint: 'For example, 4pm', width: 10 })}${text('place', 'Where is it?', { hint: 'A room and a building, or how people join. Everybody who is asked reads it: never where a child lives whose address is protected' })}
${
  relatives.length > 0
    ? checkboxes({
        name: 'also',
        legend: 'Is it about other children of the family too?',
        hint: 'One meeting, with a part for each child. Who sees it on each record follows from that record',
        values: many(fields, 'also'),
        items: relatives.map(({ address, name }) => ({ value: address, text: name })),
        ...errorOf(errors, 'also'),
      })
    : null
}<h2 class="govuk-heading-m">Who is asked?</h2>
${checkboxes({
  name: 'workers',
  legend: `People who work with ${header.first}`,
  values: many(fields, 'workers'),
  items: invitable.workers.map(({ id, name, does }) => ({
    value: String(id),
    text: name,
    ...(does ? { hint: does } : {}),
  })),
  ...errorOf(errors, 'workers'),
})}${checkboxes({
  name: 'family',
  legend: 'Family',
  hint: 'Whom the record names. Write anybody else below',
  values: many(fields, 'family'),
  items: invitable.family.map(({ name, relation }) => ({ value: name, text: name, hint: relation })),
})}${
  several && family.length > 0
    ? checkboxes({
        name: 'known',
        legend: 'Who of the family may be named on the other children’s records?',
        hint: 'A record names its own family in any case. Leave out whoever must not be known there, such as a foster carer of one child',
        values: many(fields, 'known'),
        items: family.map(({ name, relation }) => ({ value: name, text: name, hint: relation })),
      })
    : null
}${Array.from({ length: outsideLines }, (_, at) =>
  fieldset({
    legend: { text: `Somebody else ${at + 1}`, classes: 'govuk-fieldset__legend--s' },
    body: html`${text(`name-${at + 1}`, 'Name')}${text(`relation-${at + 1}`, 'Who they are', at === 0 ? { hint: 'For example, GP, Larch Surgery, or grandmother' } : {})}${several ? mayBeNamed(at + 1, fields) : null}`,
  }),
)}${meeting ? text('changedWhy', 'Why is it changed?', { hint: 'Everybody who sees the meeting reads it' }) : null}${buttonGroup(
  [
    button({ text: meeting ? 'Change the meeting' : 'Call the meeting', preventDoubleClick: true }),
    ...draftButtons(data.draft),
    html`<a class="govuk-link" href="${meetingsHref(header, meeting ? `/${meeting.address}` : '')}">Cancel</a>`,
  ],
)}`,
    }),
  })
}

const mayBeNamed = (at: number, fields: Fields): Html =>
  checkboxes({
    name: `known-${at}`,
    values: many(fields, `known-${at}`),
    items: [{ value: 'yes', text: 'May be named on the other children’s records' }],
  })

const eachRecord = (parts: readonly MeetingPart[]): string =>
  `It is about ${listWords(parts.map(({ first }) => first))} as well: the day, the place and your reasons are written on each record that you may write on. Who is asked is written there only as far as that record may name them.`

/** Whom the meeting is about besides, each with their own part and packs on their own record. */
const partsLine = (parts: readonly MeetingPart[]): Html | null =>
  parts.length > 0
    ? html`<p class="govuk-body">It is about ${parts.length === 1 ? 'another child' : 'other children'} of the family as well, each with packs and decisions of their own: ${parts.map(
        ({ address, first, meeting }, at) =>
          html`${at > 0 ? ', ' : ''}<a class="govuk-link" href="${meetingsHref({ address }, `/${meeting}`)}">${first}</a>`,
      )}.</p>`
    : null

/** One meeting, and what can be done with it. */
export const meetingView = (data: MeetingData, csrf: string): PageContent => {
  const { header, meeting, today, mayChange, packs, warned, reader, fields, errors } = data
  const standing = meeting.state === 'called'
  return meetingPage(header, undefined, {
    title: meetingWords(meeting),
    errors,
    body: html`${notSavedPart(data.notSaved)}${standing ? warnedPart(meeting.invited, warned) : null}${partsLine(data.parts)}${meetingRows(meeting, today)}${heldPart(data)}${data.unsaved ? unsavedPart(header, meeting, data.unsaved, csrf) : null}${
      standing && mayChange && meeting.on <= today
        ? button({ text: 'Write down what came of it', href: meetingsHref(header, `/${meeting.address}/outcome`) })
        : null
    }${
      (standing && mayChange) || packs.length > 0
        ? packsPart(data, packs, { mayPrepare: standing && mayChange, mine: person => person.workerId === reader })
        : null
    }${
      standing && mayChange
        ? html`${button({ text: 'Change this meeting', kind: 'secondary', href: meetingsHref(header, `/${meeting.address}/change`) })}${details(
            {
              summary: 'Call it off',
              open: errors.length > 0,
              body: form({
                action: meetingsHref(header, `/${meeting.address}`),
                csrf,
                body: html`${data.parts.length > 0 ? html`<p class="govuk-body">${eachRecord(data.parts)}</p>` : null}${textarea({ name: 'offWhy', label: 'Why is it called off?', rows: 2, value: one(fields, 'offWhy') ?? '', ...errorOf(errors, 'offWhy') })}${button({ text: 'Call off the meeting', kind: 'warning', preventDoubleClick: true })}`,
              }),
            },
          )}`
        : null
    }`,
  })
}

type Passage = { readonly text: string; readonly person?: string }
const passages = (value: unknown): readonly Passage[] => (Array.isArray(value) ? value : [])

/** What came of a meeting that was held, and the next. */
const heldPart = ({ header, meeting, mayChange, next }: MeetingData): Html | null => {
  if (meeting.state !== 'held') return null
  const { body } = meeting
  const [decided, said] = [passages(body.passages), passages(body.childSaid)]
  const scale = (body.scale as readonly { who: string; score: number }[] | undefined) ?? []
  return html`${said.length > 0 ? html`<h2 class="govuk-heading-m">What ${header.first} said</h2>${insetText({ body: html`${said.map(({ text }) => paragraphs(text))}` })}` : null}
<h2 class="govuk-heading-m">What was decided</h2>${decided.map(({ text, person }) => paragraphs(person ? `About ${person}: ${text}` : text))}${
    scale.length > 0
      ? html`<h2 class="govuk-heading-m">How things are, from 0 to 10</h2><ul class="govuk-list">${scale.map(({ who, score }) => html`<li>${who}: ${score}</li>`)}</ul>`
      : null
  }<p class="govuk-body"><a class="govuk-link" href="/children/${header.address}/tasks">Tasks about ${header.first}</a></p>${
    next
      ? html`<p class="govuk-body">The next such meeting is due by <strong>${formatDate(next.due)}</strong>. ${
          next.called
            ? html`It is called for <a class="govuk-link" href="${meetingsHref(header, `/${next.called.address}`)}">${formatDate(next.called.on)}</a>.`
            : mayChange
              ? html`<a class="govuk-link" href="${meetingsHref(header, `/new?after=${meeting.address}`)}">Call it with the same people</a>`
              : null
        }</p>`
      : null
  }`
}
