import { categoryWords } from '../../access/index.ts'
import { boxesNamed, type Category, upperFirst } from '../../kernel/index.ts'
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
import { sharedInputs } from '../forms/shared-form.view.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { listWords } from '../pages/today-picture.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from './draft.view.ts'
import { type NoteFields, noteKinds, readersOf } from './note-form.ts'

export type NoteFormData = {
  readonly header: RecordHeader
  readonly choices: readonly Category[]
  readonly fields: NoteFields
  readonly errors: readonly FormError[]
  /** The address of the note that is corrected; undefined for a new one. */
  readonly correcting?: string
  /** The writer sees others of the family, and may write one note for several. */
  readonly hasFamily?: boolean
  readonly draft?: ShownDrafts
}

/** The form of a note: errors first, each at its field, and nothing that was typed is lost. */
export const noteFormView = (data: NoteFormData, csrf: string): PageContent => {
  const { header, correcting, errors } = data
  const title = correcting ? 'Correct this note' : 'Add a note'
  const action = recordHref(header.address, correcting ? `/notes/${correcting}/correct` : '/notes/new')
  return {
    ...recordPage(header, {
      title,
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${draftLine(data.draft)}<p class="govuk-body">Write as if ${header.first} will read it. One day ${header.first} may.</p>
${data.hasFamily ? html`<p class="govuk-body"><a class="govuk-link" href="${recordHref(header.address, '/notes/family')}">Write one note about several children of the family</a></p>` : null}
${form({
  action,
  csrf,
  draft: true,
  body: html`${correcting ? sharedInputs(data.fields) : draftInputs(data.fields)}${whatFields(data)}${wordFields(data)}${seenByField(data)}${correcting ? reasonField(data) : null}${buttonGroup(
    [
      button({ text: correcting ? 'Save the correction' : 'Save the note', preventDoubleClick: true }),
      ...draftButtons(data.draft),
      html`<a class="govuk-link" href="${recordHref(header.address)}">Cancel</a>`,
    ],
  )}`,
})}`,
    }),
    back: { text: `${header.first}’s record`, href: recordHref(header.address) },
  }
}

const whatFields = ({ fields, errors, header }: NoteFormData): Html => html`${whatBoxes(fields, errors)}
${radios({ name: 'seen', legend: `Did you see ${header.first}?`, items: seenChoices, value: fields.seen ?? '' })}`

export const seenChoices = [
  { text: 'Yes, alone', value: 'alone' },
  { text: 'Yes, with others', value: 'yes' },
  { text: 'No', value: 'no' },
] as const

/** What kind of note, when, and who was there. */
export const whatBoxes = (fields: NoteFields, errors: readonly FormError[]): Html => html`${radios({
  name: 'noteKind',
  legend: 'What kind of note is it?',
  items: noteKinds,
  value: fields.noteKind ?? '',
  ...errorOf(errors, 'noteKind'),
})}${dateInput({
  id: 'on',
  name: 'on',
  legend: 'When did it happen?',
  hint: 'For example, 27 3 2026',
  values: boxesNamed('on', fields),
  ...errorOf(errors, 'on-day'),
})}${input({ name: 'happenedAt', label: 'Time, if it matters', width: 10, value: fields.happenedAt ?? '', ...errorOf(errors, 'happenedAt') })}
${input({ name: 'present', label: 'Who was there?', value: fields.present ?? '', ...errorOf(errors, 'present') })}`

const wordFields = ({ fields, errors, header }: NoteFormData): Html => {
  const open =
    [fields.thirdParty, fields.harm, fields.legal].some(Boolean) ||
    errors.some(e => ['thirdParty', 'thirdPartyName', 'harm', 'legal'].includes(e.field))
  return html`${textarea({
    name: 'childSaid',
    label: `What did ${header.first} say?`,
    hint: `In ${header.first}’s own words`,
    rows: 3,
    value: fields.childSaid ?? '',
    ...errorOf(errors, 'childSaid'),
  })}${textarea({ name: 'text', label: 'What happened?', hint: 'Facts first, then what you think of them', rows: 8, value: fields.text ?? '', ...errorOf(errors, 'text') })}${details(
    {
      summary: 'Parts about someone else, harm, or legal advice',
      open,
      body: html`<p class="govuk-body">Kept apart, so that they can be left out when the family asks to read the record.</p>
${textarea({ name: 'thirdParty', label: 'About another person', rows: 3, value: fields.thirdParty ?? '', ...errorOf(errors, 'thirdParty') })}
${input({ name: 'thirdPartyName', label: 'Who is that part about?', value: fields.thirdPartyName ?? '', ...errorOf(errors, 'thirdPartyName') })}
${textarea({ name: 'harm', label: 'That could harm someone if it were read', rows: 3, value: fields.harm ?? '', ...errorOf(errors, 'harm') })}
${textarea({ name: 'legal', label: 'Legal advice', rows: 3, value: fields.legal ?? '', ...errorOf(errors, 'legal') })}`,
    },
  )}`
}

/** Who will be able to read it, said in words before it is written. */
const seenByField = ({ choices, fields, errors, header }: NoteFormData): Html =>
  whoCanSee({ choices, chosen: fields.category, errors, first: header.first, what: 'note' })

/** The question of who can see something that is written, by the categories the writer may write. */
export const whoCanSee = (options: {
  choices: readonly Category[]
  chosen: string | undefined
  errors: readonly FormError[]
  first: string
  what: string
}): Html =>
  radios({
    name: 'category',
    legend: `Who can see this ${options.what}?`,
    hint: `Only people who work with ${options.first} see it, and only in these roles.`,
    items: options.choices.map(category => ({
      value: category,
      text: categoryWords[category],
      hint: `${upperFirst(listWords(readersOf(category)))}, and managers of their teams`,
    })),
    value: options.chosen ?? (options.choices.length === 1 ? (options.choices[0] ?? '') : ''),
    ...errorOf(options.errors, 'category'),
  })

const reasonField = ({ fields, errors }: NoteFormData): Html =>
  textarea({
    name: 'reason',
    label: 'Why do you correct it?',
    hint: 'The note as it was stays on the record, with this reason',
    rows: 2,
    value: fields.reason ?? '',
    ...errorOf(errors, 'reason'),
  })
