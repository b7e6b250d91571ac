import { type RecordHeader, recordPage } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
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
  input,
  type PageContent,
  type Part,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import { barrierList } from './barriers.ts'
import { caseHref, dayField } from './case-parts.view.ts'
import type { Fields } from './step-form.ts'
import { planLines } from './support-form.ts'

/** A form of the case with what was typed. */
export type SupportFormData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly fields: Fields
  readonly chosen: readonly string[]
  readonly errors: readonly FormError[]
}

const formPage = (
  { header, errors }: SupportFormData,
  csrf: string,
  page: { title: string; part: string; save: string; body: Part },
): PageContent => ({
  ...recordPage(header, {
    title: page.title,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: form({
      action: caseHref(header.address, page.part),
      csrf,
      body: html`${page.body}${buttonGroup([
        button({ text: page.save, preventDoubleClick: true }),
        html`<a class="govuk-link" href="${caseHref(header.address)}">Cancel</a>`,
      ])}`,
    }),
  }),
  back: { text: 'Help with attendance', href: caseHref(header.address) },
})

/** What gets in the way of school, and what the child says. */
export const barriersFormView = (data: SupportFormData, csrf: string): PageContent => {
  const { header, fields, errors, chosen, today } = data
  return formPage(data, csrf, {
    title: 'What gets in the way of school',
    part: '/barriers',
    save: 'Save',
    body: html`${textarea({
      name: 'childSaid',
      label: `What does ${header.first} say?`,
      hint: `In ${header.first}’s own words`,
      rows: 4,
      value: fields.childSaid ?? '',
    })}${checkboxes({
      name: 'barriers',
      legend: 'What gets in the way?',
      hint: 'Choose all that were told',
      items: barrierList(today).barriers.map(one => ({ value: one.code, text: one.text })),
      values: chosen,
      ...errorOf(errors, 'barriers'),
    })}${input({ name: 'subjects', label: 'Which subjects, if finding learning hard?', value: fields.subjects ?? '', ...errorOf(errors, 'subjects') })}${textarea(
      {
        name: 'words',
        label: 'What else is there to know?',
        rows: 4,
        value: fields.words ?? '',
      },
    )}`,
  })
}

/** The attendance support plan: new, or looked at again. */
export const planFormView = (data: SupportFormData, csrf: string): PageContent => {
  const { fields, errors } = data
  return formPage(data, csrf, {
    title: 'Attendance support plan',
    part: '/plan',
    save: 'Save the plan',
    body: html`${Array.from({ length: planLines }, (_, at) => actionFields(at + 1, fields, errors))}${input({
      name: 'agreedWith',
      label: 'Who agreed to it?',
      hint: 'The child, parents, school and others',
      value: fields.agreedWith ?? '',
    })}${dayField('review', 'When is it looked at again?', fields, errors, 'Within six weeks, as a rule')}${textarea({
      name: 'words',
      label: 'How has it gone so far?',
      hint: 'When the plan is looked at again',
      rows: 3,
      value: fields.words ?? '',
    })}`,
  })
}

const actionFields = (at: number, fields: Fields, errors: readonly FormError[]): Html =>
  fieldset({
    legend: { text: `Action ${at}`, classes: 'govuk-fieldset__legend--s' },
    body: html`${input({ name: `what-${at}`, label: 'What is done?', value: fields[`what-${at}`] ?? '', ...errorOf(errors, `what-${at}`) })}${input(
      { name: `who-${at}`, label: 'Who does it?', value: fields[`who-${at}`] ?? '', ...errorOf(errors, `who-${at}`) },
    )}${dayField(`by-${at}`, 'By when?', fields, errors)}${
      fields[`what-${at}`]
        ? checkboxes({
            name: `done-${at}`,
            items: [{ value: 'yes', text: 'Done' }],
            values: [fields[`done-${at}`] ?? ''],
          })
        : null
    }`,
  })

/** How a case ended; a local list. */
export const endings = [
  { value: 'improved', text: 'Attendance has improved' },
  { value: 'moved', text: 'Moved school or area' },
  { value: 'other-help', text: 'Another service leads the help now' },
  { value: 'court', text: 'Decided by the court' },
  { value: 'left-age', text: 'No longer of school age' },
] as const

/** The form that ends a case. */
export const endFormView = (data: SupportFormData, csrf: string): PageContent =>
  formPage(data, csrf, {
    title: 'End the help with attendance',
    part: '/end',
    save: 'End the help',
    body: html`${radios({ name: 'outcome', legend: 'Why does it end?', items: endings, value: data.fields.outcome ?? '', ...errorOf(data.errors, 'outcome') })}${textarea(
      {
        name: 'words',
        label: 'What has changed?',
        rows: 4,
        value: data.fields.words ?? '',
        ...errorOf(data.errors, 'words'),
      },
    )}`,
  })
