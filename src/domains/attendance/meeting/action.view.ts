import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  summaryList,
  textarea,
} from '../../../platform/views/index.ts'
import { dayField } from '../case/case-parts.view.ts'
import type { Fields } from '../case/step-form.ts'
import { type AgreedAction, actionStates } from './meeting-form.ts'
import { meetingHref } from './meetings.view.ts'

/** The form of one action: a new one, or what became of one that was agreed. */
export type ActionFormData = {
  readonly school: { readonly address: string; readonly name: string }
  /** Of a pupil; undefined for the school as a whole. */
  readonly header: RecordHeader | undefined
  readonly action: AgreedAction | undefined
  readonly today: PlainDate
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** Where the form of an action is. */
export const actionHref = ({ school, header, action }: ActionFormData): string => {
  const part = `/${action?.address ?? 'new'}`
  return header
    ? `/children/${header.address}/support-meetings/${school.address}${part}`
    : meetingHref(school.address, part)
}

/** What is agreed, who does it and by when; or what became of it. */
export const actionFormView = (data: ActionFormData, csrf: string): PageContent => {
  const { school, header, action, errors } = data
  const title = action ? 'What became of an action' : 'Agree an action'
  const top = formErrors(errors)
  const body = form({
    action: actionHref(data),
    csrf,
    body: html`${action ? becameFields(data, action) : agreeFields(data)}${buttonGroup([
      button({ text: 'Save', preventDoubleClick: true }),
      html`<a class="govuk-link" href="${meetingHref(school.address)}">Cancel</a>`,
    ])}`,
  })
  const back = { text: 'Support meeting', href: meetingHref(school.address) }
  if (header) return { ...recordPage(header, { title, wide: false, error: errors.length > 0, top, body }), back }
  return {
    title,
    heading: `${title}: ${school.name}`,
    back,
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${top}${body}`,
  }
}

const agreeFields = ({ header, fields, errors }: ActionFormData): Html =>
  html`${textarea({
    name: 'what',
    label: header ? `What is done for ${header.first}?` : 'What is done?',
    hint: header
      ? 'Those who see this attendance read it, the school too. Do not write what other services know'
      : 'For the school as a whole. Name no pupil here',
    rows: 3,
    value: fields.what ?? '',
    ...errorOf(errors, 'what'),
  })}${radios({
    name: 'doer',
    legend: 'Who does it?',
    items: [
      { value: 'school', text: 'The school' },
      {
        value: 'officer',
        text: 'I do',
        hint: header ? 'It stands on your Today' : 'Your name stands on the meeting’s page',
      },
      { value: 'other', text: 'Somebody else' },
    ],
    value: fields.doer ?? '',
    ...errorOf(errors, 'doer'),
  })}${input({ name: 'who', label: 'Who, if somebody else?', value: fields.who ?? '', ...errorOf(errors, 'who') })}${dayField('by', 'By when?', fields, errors)}`

const becameFields = ({ fields, errors }: ActionFormData, action: AgreedAction): Html =>
  html`${summaryList({
    rows: [
      { key: 'Agreed', value: `${action.what} (${formatDate(action.agreedOn)})` },
      { key: 'Who', value: action.who },
      { key: 'By', value: formatDate(action.dueOn) },
      ...(action.became ? [{ key: 'So far', value: action.became }] : []),
    ],
  })}${radios({
    name: 'state',
    legend: 'How does it stand?',
    items: [
      { value: 'done', text: actionStates.done },
      { value: 'open', text: `${actionStates.open}: carry it forward` },
      { value: 'not-done', text: actionStates['not-done'] },
    ],
    value: fields.state ?? '',
    ...errorOf(errors, 'state'),
  })}${textarea({
    name: 'became',
    label: 'What came of it?',
    rows: 3,
    value: fields.became ?? '',
    ...errorOf(errors, 'became'),
  })}${dayField('by', 'By when, if it is carried forward?', fields, errors)}`
