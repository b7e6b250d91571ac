import { boxesNamed, type Category, formatDate } from '../../kernel/index.ts'
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
  radios,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { whoCanSee } from '../writing/note-form.view.ts'
import { type DangerFields, type Home, sorts, usualCheckDays } from './danger-note-form.ts'
import type { KeptCode, StandingNote } from './danger-notes.queries.ts'

export type DangerNoteData = {
  readonly header: RecordHeader
  readonly homes: readonly Home[]
  readonly choices: readonly Category[]
  readonly fields: DangerFields
  readonly errors: readonly FormError[]
  readonly draft?: ShownDrafts
}

const backTo = (header: RecordHeader) => ({
  text: `Visit: ${header.first}`,
  href: recordHref(header.address, '/visit'),
})
/** The form of a danger note: three fields on a phone, the rest folded away with answers of its own. */
export const dangerNoteView = (data: DangerNoteData, csrf: string): PageContent => {
  const { header, fields, errors } = data
  return {
    ...recordPage(header, {
      title: 'Add a note for visits',
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${draftLine(data.draft)}${form({
        action: recordHref(header.address, '/danger-notes/new'),
        csrf,
        draft: true,
        body: html`${draftInputs(fields)}${radios({ name: 'sort', legend: 'What is it about?', items: sortItems(fields, errors), value: fields.sort ?? '', ...errorOf(errors, 'sort') })}
${input({ name: 'short', label: 'What to know, in a few words', hint: 'For example, “Large dog” or “Visit in pairs”. It is read before the door', value: fields.short ?? '', spellcheck: true, ...errorOf(errors, 'short') })}
${textarea({ name: 'whatToDo', label: 'What to do', hint: 'For example, “Ring first and wait until the dog is in the kitchen.” Everyone with a visit here reads it', rows: 2, spellcheck: true, value: fields.whatToDo ?? '', ...errorOf(errors, 'whatToDo') })}
${aboutField(data)}${moreFields(data)}${buttonGroup([button({ text: 'Save the note', preventDoubleClick: true }), ...draftButtons(data.draft), html`<a class="govuk-link" href="${backTo(header).href}">Cancel</a>`])}`,
      })}`,
    }),
    back: backTo(header),
  }
}

/** Who must not be met or told has one question more. */
const sortItems = (fields: DangerFields, errors: readonly FormError[]) =>
  sorts.map(sort =>
    sort.value === 'not-to-meet'
      ? {
          ...sort,
          conditional: input({
            name: 'who',
            label: 'Who is it?',
            hint: 'The full name, as it stands under Family. No letter goes to them, or to where they live',
            value: fields.who ?? '',
            ...errorOf(errors, 'who'),
          }),
        }
      : sort,
  )

/** Whose it is: a dog is the address’s, never the child’s, and stays for whoever lives there next. */
const aboutField = ({ homes, fields, errors, header }: DangerNoteData): Html =>
  homes.length === 0
    ? html`<input type="hidden" name="about" value="person">`
    : radios({
        name: 'about',
        legend: 'Does it belong to the address or to the child?',
        hint: 'A dog or a door belongs to the address. What belongs to the child goes with the child when they move.',
        items: [
          ...homes.map(home => ({ value: home.address, text: home.words })),
          { value: 'person', text: `${header.first}, wherever ${header.first} lives` },
        ],
        value: fields.about ?? homes[0]?.address ?? '',
        ...errorOf(errors, 'about'),
      })

const folded = ['saidBy', 'why', 'category', 'check-day', 'door', 'code'] as const

const moreFields = ({ homes, choices, fields, errors, header }: DangerNoteData): Html =>
  details({
    summary: 'Who said so, why, a code, and when to check it again',
    open: folded.some(field => fields[field] || errors.some(e => e.field === field)),
    body: html`${input({ name: 'saidBy', label: 'Who said so?', hint: 'Leave it empty if you saw it yourself', value: fields.saidBy ?? '', ...errorOf(errors, 'saidBy') })}
${textarea({ name: 'why', label: 'Why?', hint: 'Facts, not labels: “Shouted and blocked the door on 2 April 2026”', rows: 2, spellcheck: true, value: fields.why ?? '', ...errorOf(errors, 'why') })}
${choices.length > 1 ? whoCanSee({ choices, chosen: fields.category, errors, first: header.first, what: 'reason' }) : null}
${homes.length > 0 ? html`${input({ name: 'code', label: 'Code for the door', hint: 'Kept out of sight. Each look at it is recorded', width: 10, autocomplete: 'off', value: fields.code ?? '', ...errorOf(errors, 'code') })}${input({ name: 'door', label: 'Which door?', hint: 'For example, “Front door” or “Key safe”', width: 20, value: fields.door ?? '', ...errorOf(errors, 'door') })}` : null}
${checkByField(fields, errors)}`,
  })

const checkByField = (fields: DangerFields, errors: readonly FormError[]): Html =>
  dateInput({
    id: 'check',
    name: 'check',
    legend: 'Check again by',
    hint: `Leave it empty for ${usualCheckDays} days from today. It stays after that day, and says that nobody checked it`,
    values: boxesNamed('check', fields),
    ...errorOf(errors, 'check-day'),
  })

export type CheckNoteData = {
  readonly header: RecordHeader
  readonly note: StandingNote
  readonly fields: DangerFields & { readonly still?: string }
  readonly errors: readonly FormError[]
}

/** Is it still so? Yes until another day, or no longer; it never ends by itself. */
export const checkNoteView = ({ header, note, fields, errors }: CheckNoteData, csrf: string): PageContent => ({
  ...recordPage(header, {
    title: 'Is this still so?',
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`<p class="govuk-body"><strong>${note.short}</strong>${note.checkBy ? html`<br>To be checked by ${formatDate(note.checkBy)}` : null}${note.uprn ? html`<br>It belongs to the address, and is there for everyone who visits it.` : null}</p>
${form({
  action: recordHref(header.address, `/danger-notes/${note.address}/check`),
  csrf,
  body: html`${radios({
    name: 'still',
    legend: 'Is it still so?',
    items: [
      { value: 'yes', text: 'Yes, it stays' },
      { value: 'no', text: 'No, it ends today' },
    ],
    value: fields.still ?? '',
    ...errorOf(errors, 'still'),
  })}${checkByField(fields, errors)}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), html`<a class="govuk-link" href="${backTo(header).href}">Cancel</a>`])}`,
})}`,
  }),
  back: backTo(header),
})

export type ShownCode = {
  readonly header: RecordHeader
  readonly code: KeptCode & { readonly code: string; readonly saidBy: string | null }
}

/** A code, for a minute where there is script; never printed. */
export const codeView = ({ header, code }: ShownCode): PageContent => ({
  ...recordPage(header, {
    title: code.door,
    wide: false,
    body: html`<div class="tl-noprint" data-seconds="60"><p class="govuk-body-l"><strong>${code.code}</strong></p></div>
${code.saidBy ? html`<p class="govuk-body">From ${code.saidBy}.</p>` : null}
<p class="govuk-body">That you looked is recorded. Leave this page when you are in.</p>`,
  }),
  back: backTo(header),
})
