import { categoryWords } from '../../access/index.ts'
import { boxesNamed, formatDate, formatInstant } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  dateInput,
  details,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  paragraphs,
  radios,
  type SummaryRow,
  summaryList,
  tag,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { listWords } from '../pages/today-picture.ts'
import { type NoteBody, noteKinds, type Passage, readersOf } from './note-form.ts'
import type { Written } from './written.queries.ts'

export type NoteData = {
  readonly header: RecordHeader
  readonly note: Written
  /** All its versions on this record, oldest first. */
  readonly versions: readonly Written[]
  /** The same note on the records of others of the family, as far as this reader sees them. */
  readonly together?: readonly { readonly href: string; readonly name: string }[]
  readonly mayCorrect: boolean
  readonly mayMove: boolean
}

const bodyOf = (note: Written): Partial<NoteBody> => note.body as Partial<NoteBody>
const kindWords = (note: Written): string => noteKinds.find(k => k.value === bodyOf(note).noteKind)?.text ?? 'Note'
const dayWords = (note: Written): string => (note.on ? formatDate(note.on) : '')

/** One note with its history: what was corrected stays, with the reason. */
export const noteView = ({ header, note, versions, together = [], mayCorrect, mayMove }: NoteData): PageContent => {
  const href = recordHref(header.address, `/notes/${note.address}`)
  const newest = versions.at(-1) ?? note
  const others = versions.filter(v => v.id !== note.id)
  return {
    ...recordPage(header, {
      title: `${kindWords(note)}, ${dayWords(note)}`,
      wide: false,
      body: html`${note.closedAt ? closedBox(header, note, newest) : null}${noteBody(note, header.first)}${together.length > 0 ? html`<p class="govuk-body">Written together with the note on ${togetherLinks(together)}.</p>` : null}
${note.closedAt ? null : buttonGroup([mayCorrect ? button({ text: 'Correct this note', href: `${href}/correct`, kind: 'secondary' }) : null, mayMove ? html`<a class="govuk-link" href="${href}/move">Move it: it is about another child</a>` : null, mayCorrect || note.kept ? html`<a class="govuk-link" href="${recordHref(header.address, `/facts/${note.address}`)}">Who may read this</a>` : null])}
${others.length > 0 ? card({ title: 'Other versions of this note', body: html`${others.map(v => details({ summary: versionWords(v), body: noteBody(v, header.first) }))}` }) : null}`,
    }),
    back: { text: 'Timeline', href: recordHref(header.address, '/timeline') },
  }
}

const togetherLinks = (together: NonNullable<NoteData['together']>): Html =>
  html`${together.map(({ href, name }, at) => html`${at === 0 ? '' : at === together.length - 1 ? ' and ' : ', '}<a class="govuk-link" href="${href}">${name}’s record</a>`)}`

const closedBox = (header: RecordHeader, note: Written, newest: Written): Html =>
  insetText({
    body:
      newest.id === note.id || newest.closedAt
        ? html`<p class="govuk-body">This note was moved on ${formatInstant(note.closedAt ?? note.writtenAt)}: it was about another child. It is kept here as a trace.</p>`
        : html`<p class="govuk-body">This note was corrected on ${formatInstant(note.closedAt ?? note.writtenAt)}. <a class="govuk-link" href="${recordHref(header.address, `/notes/${newest.address}`)}">See it as it is now</a></p>`,
  })

const versionWords = (note: Written): string =>
  `${note.closedAt ? 'As it was' : 'As it is now'}, written ${formatInstant(note.writtenAt)}`

/** What a note says, passage by passage, with who wrote it and who can see it. */
export const noteBody = (note: Written, first: string): Html => {
  const body = bodyOf(note)
  const row = (key: string, value: string | Html | undefined): SummaryRow[] => (value ? [{ key, value }] : [])
  const seen = body.seenAlone ? 'Yes, alone' : body.seen ? 'Yes, with others' : body.seen === false ? 'No' : undefined
  return html`${summaryList({
    rows: [
      ...row('Kind', kindWords(note)),
      ...row('When', [dayWords(note), body.happenedAt].filter(Boolean).join(', ')),
      ...row('Who was there', body.present),
      ...row(`${first} was seen`, seen),
      ...row('Written by', `${note.author}, ${formatInstant(note.writtenAt)}`),
      ...row(
        'Who can see it',
        note.kept
          ? 'A few named people'
          : `${categoryWords[note.category]}: ${listWords(readersOf(note.category))}, if they work with ${first}`,
      ),
      ...row('Why it was corrected', body.correctionReason),
    ],
  })}${body.childSaid?.length ? html`<h2 class="govuk-heading-s">What ${first} said</h2>${insetText({ body: html`“${body.childSaid.map(p => p.text).join(' ')}”` })}` : null}
${(body.passages ?? []).map(passage)}`
}

const abouts: Readonly<Record<Passage['about'], string | undefined>> = {
  child: undefined,
  'third-party': 'About another person',
  harm: 'Could harm someone if it were read',
  legal: 'Legal advice',
}
const passage = (one: Passage): Html => {
  const about = abouts[one.about]
  return html`${about ? html`<p class="govuk-body">${tag({ text: one.person ? `${about}: ${one.person}` : about })}</p>` : null}${paragraphs(one.text)}`
}

export type MoveData = {
  readonly header: RecordHeader
  readonly note: Written
  /** Others of the family whom the reader may see: mostly it is a brother's or a sister's note. */
  readonly family: readonly { readonly address: string; readonly name: string; readonly age: string }[]
  readonly fields: Readonly<Record<string, string | undefined>>
  readonly errors: readonly FormError[]
}

/** Whose it is: one of the family, or another child by name and date of birth; the address of the record tells two apart who have both. */
const rightChild = ({ family, fields, errors }: MoveData): Html => {
  const byName = html`${input({
    name: 'name',
    label: 'Full name of the right child',
    hint: 'You must be able to open and write on both records',
    value: fields['name'] ?? '',
    attributes: { autocomplete: 'off', spellcheck: 'false', maxlength: '200' },
    ...errorOf(errors, 'name'),
  })}${dateInput({
    id: 'born',
    legend: 'Date of birth',
    hint: 'For example, 27 3 2017',
    name: 'born',
    values: boxesNamed('born', fields),
    ...errorOf(errors, 'born-day'),
  })}${
    fields['other'] || errors.some(error => error.field === 'other')
      ? input({
          name: 'other',
          label: 'Address of the right record',
          hint: 'Open the right record, copy the address of the page, and put it here',
          value: fields['other'] ?? '',
          ...errorOf(errors, 'other'),
        })
      : null
  }`
  if (family.length === 0) return byName
  return radios({
    name: 'to',
    legend: 'Which child is it about?',
    items: [
      ...family.map(({ address, name, age }) => ({ value: address, text: `${name}, ${age}` })),
      { value: 'other', text: 'Another child', conditional: byName },
    ],
    value: fields['to'] ?? '',
    ...errorOf(errors, 'to'),
  })
}

/** A manager moves a note that is about another child: one of the family, or another by name and date of birth, with a reason. */
export const moveView = (data: MoveData, csrf: string): PageContent => {
  const { header, note, fields, errors } = data
  const href = recordHref(header.address, `/notes/${note.address}`)
  return {
    ...recordPage(header, {
      title: 'Move this note to another record',
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`<p class="govuk-body">${kindWords(note)} of ${dayWords(note)}, written by ${note.author}.</p>
<p class="govuk-body">The note will stand on the other record. Here a line stays that says a note was moved, and ${note.author} will be told.</p>
${form({
  action: `${href}/move`,
  csrf,
  body: html`${rightChild(data)}
${textarea({ name: 'reason', label: 'Why is it moved?', hint: 'Both records show this. Do not name either child.', rows: 3, value: fields['reason'] ?? '', ...errorOf(errors, 'reason') })}
${buttonGroup([button({ text: 'Move the note', kind: 'warning', preventDoubleClick: true }), html`<a class="govuk-link" href="${href}">Cancel</a>`])}`,
})}`,
    }),
    back: { text: 'The note', href },
  }
}
