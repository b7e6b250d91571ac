import type { Category } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from './draft.view.ts'
import type { FamilyNoteFields, NoteChild } from './family-note-form.ts'
import { seenChoices, whatBoxes, whoCanSee } from './note-form.view.ts'

export type FamilyNoteData = {
  readonly header: RecordHeader
  /** The child on whose record it was begun first, then those of the family whom the writer may see. */
  readonly children: readonly NoteChild[]
  readonly choices: readonly Category[]
  readonly fields: FamilyNoteFields
  readonly errors: readonly FormError[]
  readonly draft?: ShownDrafts
}

/** The form of a note that is written once for several children. */
export const familyNoteView = (data: FamilyNoteData, csrf: string): PageContent => {
  const { header, children, choices, fields, errors, draft } = data
  return {
    ...recordPage(header, {
      title: 'Add a note about several children',
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${draftLine(draft)}<p class="govuk-body">Write once what happened. It goes on the record of each child you choose. What is about one child alone goes on that child’s record and on no other.</p>
<p class="govuk-body">Write as if each of them will read it. One day they may.</p>
${form({
  action: recordHref(header.address, '/notes/family'),
  csrf,
  draft: true,
  body: html`${draftInputs(fields)}${whatBoxes(fields, errors)}
${textarea({ name: 'text', label: 'What happened, for all of them?', hint: 'Facts first, then what you think of them. This part stands on each record', rows: 8, value: fields.text ?? '', ...errorOf(errors, 'text') })}
${children.map((child, at) => childPart(child, at + 1, data))}
${whoCanSee({ choices, chosen: fields.category, errors, first: 'the child', what: 'note' })}${buttonGroup([
  button({ text: 'Save the notes', preventDoubleClick: true }),
  ...draftButtons(draft),
  html`<a class="govuk-link" href="${recordHref(header.address)}">Cancel</a>`,
])}`,
})}`,
    }),
    back: { text: `${header.first}’s record`, href: recordHref(header.address) },
  }
}

/** What is one child's alone. */
export const childPart = (
  { address, first, name, age }: NoteChild,
  at: number,
  { fields, errors }: Pick<FamilyNoteData, 'fields' | 'errors'>,
  about = `This note is about ${first}`,
): Html =>
  fieldset({
    legend: { text: `${name}, ${age}`, classes: 'govuk-fieldset__legend--m' },
    body: html`<input type="hidden" name="who-${at}" value="${address}">${checkboxes({
      name: `in-${at}`,
      items: [{ value: 'yes', text: about }],
      values: [fields[`in-${at}`] ?? ''],
      ...errorOf(errors, `in-${at}`),
    })}${radios({ name: `seen-${at}`, legend: `Did you see ${first}?`, items: seenChoices, value: fields[`seen-${at}`] ?? '' })}
${textarea({ name: `said-${at}`, label: `What did ${first} say?`, hint: `In ${first}’s own words`, rows: 2, value: fields[`said-${at}`] ?? '', ...errorOf(errors, `said-${at}`) })}
${textarea({ name: `own-${at}`, label: `About ${first} alone`, hint: `Only on ${first}’s record`, rows: 3, value: fields[`own-${at}`] ?? '', ...errorOf(errors, `own-${at}`) })}`,
  })
