import {
  type Field,
  fieldView,
  formOn,
  type KnownShown,
  knownView,
  type MergeData,
  mergeView,
  namedForm,
  type RecordHeader,
  recordPage,
  type ShownDrafts,
  sharedButtons,
  sharedInputs,
  sharedLines,
  wordsOf,
} from '../../../children/index.ts'
import { boxesNamed, formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  dateInput,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  type Part,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import { domainsOn, endingsOn, labelsOn } from './headings.ts'
import { type Fields, lines } from './help-forms.ts'
import { type LocalPart, localForms } from './local-forms.ts'

/** Where the pages of a child's early help are. */
export const helpHref = (address: string, part = ''): string => `/children/${address}/early-help${part}`

/** A form of early help with what was typed. */
export type HelpFormData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly fields: Fields
  readonly errors: readonly FormError[]
  readonly draft?: ShownDrafts
  /** What the record knows already, where the form shows it. */
  readonly known?: KnownShown
  /** What was saved last, which the form opens with. */
  readonly before?: { readonly by: string; readonly at: Date; readonly fields: Fields }
}
/** Two edits of one of the forms, to be put together. */
export type HelpMergeData = Pick<HelpFormData, 'header' | 'today'> & { readonly merging: MergeData }
/** The forms that are written anew on top of what stood before. */
export type KeptPart = 'assessment' | 'team' | 'plan' | LocalPart
export type HelpPart = KeptPart | 'lead' | 'meeting' | 'step-up' | 'end'

/** The title of a form. */
export const partTitle = (part: HelpPart, today: PlainDate): string =>
  ({
    lead: labelsOn(today).lead,
    assessment: labelsOn(today).assessment,
    team: 'Team around the child',
    plan: labelsOn(today).plan,
    meeting: 'Meeting of the team',
    'step-up': 'Take it to the front door',
    end: 'End early help',
    measure: formOn(localForms.measure, today).title,
    neglect: formOn(localForms.neglect, today).title,
  })[part]

/** One of the forms. */
export const helpFormView = (part: HelpPart, data: HelpFormData, csrf: string): PageContent => {
  const { header, errors, today } = data
  return {
    ...recordPage(header, {
      title: partTitle(part, today),
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${sharedLines(data.draft, data.before)}${form({
        action: helpHref(header.address, `/${part}`),
        csrf,
        draft: true,
        body: html`${sharedInputs(data.fields)}${bodies[part](data)}${buttonGroup([
          button({ text: part === 'step-up' ? 'Send to the front door' : 'Save', preventDoubleClick: true }),
          ...sharedButtons(data.draft),
          html`<a class="govuk-link" href="${helpHref(header.address)}">Cancel</a>`,
        ])}`,
      })}`,
    }),
    back: { text: 'Early help', href: helpHref(header.address) },
  }
}

/** Two edits of one of the forms, side by side. */
export const helpMergeView = (part: HelpPart, { header, today, merging }: HelpMergeData, csrf: string): PageContent =>
  mergeView(
    merging,
    {
      header,
      title: partTitle(part, today),
      action: helpHref(header.address, `/${part}`),
      back: { text: 'Early help', href: helpHref(header.address) },
    },
    csrf,
  )

const box = ({ fields, errors }: HelpFormData, name: string, label: string, more: object = {}): Html =>
  input({ name, label, value: fields[name] ?? '', ...more, ...errorOf(errors, name) })
const area = ({ fields, errors }: HelpFormData, name: string, label: string, more: object = {}): Html =>
  textarea({ name, label, rows: 3, value: fields[name] ?? '', ...more, ...errorOf(errors, name) })
const days = ({ fields, errors }: HelpFormData, name: string, legend: string): Html =>
  dateInput({
    id: name,
    name,
    legend,
    hint: 'For example, 27 3 2026',
    values: boxesNamed(name, fields),
    ...errorOf(errors, `${name}-day`),
  })
const eachLine = (title: (at: number) => string, body: (at: number) => Part): Html =>
  html`${Array.from({ length: lines }, (_, at) => fieldset({ legend: { text: title(at + 1), classes: 'govuk-fieldset__legend--s' }, body: body(at + 1) }))}`

/** A question of which only a new answer counts, with the last one beside it. */
const withLast = (field: Field, before: HelpFormData['before']): Field => {
  const last = field.input === 'choice' ? wordsOf(field, before?.fields[field.name]) : ''
  if (!last || !before) return field
  return { ...field, hint: `${field.hint ?? ''}. On ${formatDate(londonDate(before.at))}: ${last}`.replace(/^\. /, '') }
}

/** One of the council's own forms, as it is asked today. */
const localBody =
  (part: LocalPart) =>
  ({ header, today, fields, errors, before }: HelpFormData): Html => {
    const { intro, fields: questions } = namedForm(formOn(localForms[part], today), header.first)
    return html`${intro ? html`<p class="govuk-body">${intro}</p>` : null}${questions.map(one => fieldView(withLast(one, before), fields, errors))}`
  }

const bodies: Readonly<Record<HelpPart, (data: HelpFormData) => Html>> = {
  measure: localBody('measure'),
  neglect: localBody('neglect'),
  lead: data =>
    html`${radios({
      name: 'who',
      legend: 'Who is to lead the plan?',
      value: data.fields.who ?? '',
      items: [
        { value: 'me', text: 'I am, and I accept' },
        { value: 'somebody', text: 'Somebody else: they are asked first', conditional: box(data, 'name', 'Name') },
      ],
      ...errorOf(data.errors, 'who'),
    })}${box(data, 'organisation', 'Where they work', { hint: 'It can be any service or group' })}${box(data, 'phone', 'Telephone', { width: 20, inputmode: 'tel' })}
<p class="govuk-body">Whoever leads now goes on until the next has accepted.</p>`,
  assessment: data =>
    html`${data.known ? knownView(data.known, data) : null}${area(data, 'childSaid', `What does ${data.header.first} say?`, { hint: html`In their own words, or how a small child shows it. What ${data.header.first} drew or wrote is kept under <a class="govuk-link" href="/children/${data.header.address}/documents">Documents</a>`, rows: 4 })}${area(data, 'parentsSaid', 'What do parents and carers say?')}
${domainsOn(data.today).domains.map(
  domain =>
    html`<h2 class="govuk-heading-m">${domain.title}</h2>${domain.headings.map(({ code, text, hint }) =>
      fieldset({
        legend: { text, classes: 'govuk-fieldset__legend--s' },
        body: html`<p class="govuk-hint">${hint}</p>${area(data, `${code}-strengths`, 'What goes well', { rows: 2 })}${area(data, `${code}-needs`, 'What is needed', { rows: 2 })}`,
      }),
    )}`,
)}${area(data, 'conclusion', 'What follows from it', { rows: 4 })}`,
  team: data =>
    eachLine(
      at => `Person ${at}`,
      at =>
        html`${box(data, `name-${at}`, 'Name')}${box(data, `role-${at}`, 'Who they are to the child', { hint: at === 1 ? 'For example, mum, class teacher, health visitor' : undefined })}${box(data, `phone-${at}`, 'Telephone', { width: 20, inputmode: 'tel' })}`,
    ),
  plan: data =>
    html`${area(data, 'goals', 'What is to be better', { hint: `As ${data.header.first} and the family say it` })}${eachLine(
      at => `Action ${at}`,
      at =>
        html`${box(data, `what-${at}`, 'What is done')}${box(data, `who-${at}`, 'Who does it')}${days(data, `by-${at}`, 'By when')}${checkboxes({ name: `done-${at}`, items: [{ value: 'yes', text: 'Done' }], values: [data.fields[`done-${at}`] ?? ''] })}`,
    )}${box(data, 'agreedWith', 'Who agreed to it', { hint: 'The child, parents, each service' })}`,
  meeting: data =>
    html`${days(data, 'on', 'When was it?')}${box(data, 'present', 'Who came')}${area(data, 'childSaid', `What did ${data.header.first} say, or want said?`)}${area(data, 'words', 'What was decided', { rows: 5 })}
<h2 class="govuk-heading-m">How are things, from 0 to 10?</h2>
<p class="govuk-body">Each person’s own number: 0 is as bad as it can be, 10 is good enough to end. They are never put together into one.</p>${eachLine(
      at => `Number ${at}`,
      at =>
        html`${box(data, `who-${at}`, 'Who says it')}${box(data, `score-${at}`, 'Number', { width: 2, inputmode: 'numeric' })}`,
    )}`,
  'step-up': data =>
    html`<p class="govuk-body">The front door reads the assessment and the plan with what you write here. Early help goes on, with its lead practitioner, until social care works with the family.</p>${area(data, 'words', 'Why now?', { rows: 5 })}${radios(
      {
        name: 'knows',
        legend: 'Does the family know that you tell the front door?',
        value: data.fields.knows ?? '',
        items: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
          { value: 'unsafe', text: 'No: it could put somebody in danger if they knew' },
        ],
        ...errorOf(data.errors, 'knows'),
      },
    )}`,
  end: data =>
    html`${radios({ name: 'outcome', legend: 'Why does it end?', items: endingsOn(data.today), value: data.fields.outcome ?? '', ...errorOf(data.errors, 'outcome') })}${area(data, 'words', `What has changed for ${data.header.first}?`, { rows: 4 })}`,
}
