import { boxesNamed, type Category, formatClock, formatNearDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  details,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  type Part,
  radios,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { childPart } from '../writing/family-note.view.ts'
import type { NoteChild } from '../writing/family-note-form.ts'
import { whoCanSee } from '../writing/note-form.view.ts'
import { outcomes, type VisitFields } from './visit-form.ts'

/** A visit as the forms tell it. */
export type BookedVisit = {
  readonly address: string
  readonly on: PlainDate
  readonly at: string | undefined
  readonly purpose: string
  readonly worker: string
}

export type VisitFormData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly choices: readonly Category[]
  readonly fields: VisitFields
  readonly errors: readonly FormError[]
  /** The visit that is moved or that ends; undefined for a new one. */
  readonly visit?: BookedVisit
  readonly draft?: ShownDrafts
}

/** "Home visit, today at 4pm, Sam Ali". */
export const visitWords = ({ on, at, purpose, worker }: BookedVisit, today: PlainDate): string =>
  `${purpose}, ${on === today ? 'today' : formatNearDate(on, today)}${at ? ` at ${formatClock(at)}` : ''}, ${worker}`

const visitPageOf = (header: RecordHeader) => recordHref(header.address, '/visit')

const formPage = (
  { header, fields, errors, draft }: VisitFormData,
  {
    body,
    drafts,
    ...words
  }: { title: string; action: string; csrf: string; save: string; body: Part; drafts?: boolean },
): PageContent => ({
  ...recordPage(header, {
    title: words.title,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`${draftLine(draft)}${form({
      action: words.action,
      csrf: words.csrf,
      draft: drafts ?? false,
      body: html`${drafts ? draftInputs(fields) : null}${body}${buttonGroup([button({ text: words.save, preventDoubleClick: true }), ...(drafts ? draftButtons(draft) : []), html`<a class="govuk-link" href="${visitPageOf(header)}">Cancel</a>`])}`,
    })}`,
  }),
  back: { text: `Visit: ${header.first}`, href: visitPageOf(header) },
})

const whenFields = ({ fields, errors }: VisitFormData) =>
  html`${dateInput({
    id: 'on',
    name: 'on',
    legend: 'Which day?',
    hint: 'For example, 27 3 2026',
    values: boxesNamed('on', fields),
    ...errorOf(errors, 'on-day'),
  })}${input({ name: 'at', label: 'What time?', hint: 'For example, 4pm. Leave it empty for any time', width: 10, value: fields.at ?? '', ...errorOf(errors, 'at') })}`

/** A visit of the writer's own, booked. */
export const bookVisitView = (data: VisitFormData, csrf: string): PageContent => {
  const { header, fields, errors, choices } = data
  return formPage(data, {
    title: 'Book a visit',
    action: recordHref(header.address, '/visits/new'),
    csrf,
    save: 'Book the visit',
    body: html`${whenFields(data)}${input({ name: 'purpose', label: 'What is the visit for?', value: fields.purpose ?? '', ...errorOf(errors, 'purpose') })}
${choices.length > 1 ? whoCanSee({ choices, chosen: fields.category, errors, first: header.first, what: 'visit' }) : html`<input type="hidden" name="category" value="${choices[0] ?? ''}">`}`,
  })
}

/** A visit moved to another day or time; the day it was booked for is kept. */
export const moveVisitView = (data: VisitFormData & { readonly visit: BookedVisit }, csrf: string): PageContent =>
  formPage(data, {
    title: 'Move this visit',
    action: recordHref(data.header.address, `/visits/${data.visit.address}/move`),
    csrf,
    save: 'Move the visit',
    body: html`<p class="govuk-body">${visitWords(data.visit, data.today)}</p>${whenFields(data)}${input({ name: 'movedWhy', label: 'Why is it moved?', value: data.fields.movedWhy ?? '', ...errorOf(data.errors, 'movedWhy') })}`,
  })

/** How a visit went, with those of the family who can have been there. */
export type EndData = VisitFormData & { readonly visit: BookedVisit; readonly others: readonly NoteChild[] }

/** How a visit went, in three fields: for the car outside, with a telephone or by dictation. */
export const endVisitView = (data: EndData, csrf: string): PageContent => {
  const { header, fields, errors, visit, today } = data
  return formPage(data, {
    title: 'How did the visit go?',
    action: recordHref(header.address, `/visits/${visit.address}/end`),
    csrf,
    save: 'Save',
    drafts: true,
    body: html`<p class="govuk-body">${visitWords(visit, today)}</p>${radios({
      name: 'outcome',
      legend: `${header.first} was`,
      items: outcomes,
      value: fields.outcome ?? '',
      ...errorOf(errors, 'outcome'),
    })}${textarea({ name: 'childSaid', label: `What did ${header.first} say?`, hint: `In ${header.first}’s own words`, rows: 2, spellcheck: true, value: fields.childSaid ?? '', ...errorOf(errors, 'childSaid') })}
${textarea({ name: 'text', label: 'What happened?', hint: `It becomes a note that the same people see as the visit. Write as if ${header.first} will read it`, rows: 5, spellcheck: true, value: fields.text ?? '', ...errorOf(errors, 'text') })}${othersPart(data)}`,
  })
}

/** The others of the family, for a visit at which they were as well: what happened is written once, and what is one child’s alone stands on their record alone. */
const othersPart = ({ header, others, fields, errors }: EndData): Html | null => {
  if (others.length === 0) return null
  const opened = (at: number) => ['in', 'seen', 'said', 'own'].some(box => fields[`${box}-${at}`])
  return details({
    summary: 'Other children of the family were there',
    open: Boolean(fields['own-1']) || others.some((_, at) => opened(at + 2)),
    body: html`<p class="govuk-body">What happened is then on the record of each. What is about one child alone goes on that child’s record and on no other.</p>
${textarea({ name: 'own-1', label: `About ${header.first} alone`, hint: `Only on ${header.first}’s record`, rows: 3, spellcheck: true, value: fields['own-1'] ?? '', ...errorOf(errors, 'own-1') })}
${others.map((child, at) => childPart(child, at + 2, { fields, errors }, `${child.first} was there`))}`,
  })
}
