import { boxesNamed, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
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
  radios,
  summaryList,
} from '../../platform/views/index.ts'
import { type AboutForm, aboutFields } from './about.ts'
import {
  type Change,
  type ChangeField,
  type ChangeForm,
  changeFields,
  changeKinds,
  changeRows,
  fieldWords,
} from './change.ts'
import type { ToldAbout } from './changes.queries.ts'

export type TellFields = ChangeForm & AboutForm

/** Where a form stands: its address, its proof, and whether it asks who the child is. */
export type TellPlace = {
  readonly action: string
  readonly csrf: string
  readonly asksWho: boolean
  readonly first: string
  /** What stands at the end instead of who told it and the button. */
  readonly last?: Html
}

const box = (name: ChangeField, { fields, errors }: TellState, more: object = {}): Html =>
  input({ name, label: fieldWords[name] ?? name, value: fields[name] ?? '', ...more, ...errorOf(errors, name) })

export type TellState = { readonly fields: TellFields; readonly errors: readonly FormError[] }

/** The form of a change: what has changed opens its own questions; without script all of them stand there, and only the chosen one's count. */
export const tellForm = (state: TellState, place: TellPlace): Html =>
  form({
    action: place.action,
    csrf: place.csrf,
    body: html`${place.asksWho ? whoFields(state) : null}${radios({
      name: 'kind',
      legend: 'What has changed?',
      value: state.fields.kind ?? '',
      items: changeKinds.map(kind => ({ ...kind, conditional: questions[kind.value](state, place.first) })),
      ...errorOf(state.errors, 'kind'),
    })}${dateInput({
      id: 'from',
      name: 'from',
      legend: 'From which day is it so?',
      hint: 'For example, 27 3 2026',
      values: boxesNamed('from', state.fields),
      ...errorOf(state.errors, 'from-day'),
    })}${place.last ?? whoTold(state)}`,
  })

const whoTold = ({ fields, errors }: TellState): Html =>
  html`${input({ name: 'saidBy', label: 'Who told you?', hint: 'For example, mum, or the child', value: fields.saidBy ?? '', ...errorOf(errors, 'saidBy') })}${button({ text: 'Continue' })}`

const whoFields = ({ fields, errors }: TellState): Html =>
  fieldset({
    legend: { text: 'Which child is it about?', classes: 'govuk-fieldset__legend--m' },
    body: html`${input({ name: 'child-forename', label: 'Child’s first name', value: fields['child-forename'] ?? '', ...errorOf(errors, 'child-forename') })}${input({ name: 'child-surname', label: 'Child’s last name', value: fields['child-surname'] ?? '', ...errorOf(errors, 'child-surname') })}${dateInput(
      {
        id: 'born',
        name: 'born',
        legend: 'Child’s date of birth',
        hint: 'For example, 27 3 2017',
        values: boxesNamed('born', fields),
        ...errorOf(errors, 'born-day'),
      },
    )}`,
  })

const questions: Readonly<Record<Change['kind'], (state: TellState, first: string) => Html>> = {
  address: state =>
    html`${box('line', state, { hint: 'For example, 22 Mill Street' })}${box('town', state)}${box('postcode', state, { width: 10 })}`,
  school: state => box('school', state),
  contact: state =>
    html`${box('phone', state, { width: 20, inputmode: 'tel' })}${box('email', state)}${box('whose', state, { hint: 'For example, mum' })}`,
  name: state => html`${box('forename', state)}${box('surname', state)}`,
  household: (state, first) =>
    html`${box('person', state)}${box('relation', state, { hint: 'For example, mum, or grandfather' })}${radios({
      name: 'lives',
      legend: `Do they live with ${first} now?`,
      items: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No longer' },
      ],
      value: state.fields.lives ?? '',
      ...errorOf(state.errors, 'lives'),
    })}`,
  doctor: state => box('surgery', state, { hint: 'For example, Larch Surgery' }),
  language: state => box('language', state, { hint: 'For example, Polish, and English with mum' }),
}

/** What is sent, before it is: what was typed, and who is told. The same services for every child. */
export const checkView = (
  {
    change,
    about,
    services,
    fields,
  }: {
    readonly change: Change
    readonly about?: ToldAbout
    readonly services: readonly string[]
    readonly fields: TellFields
  },
  place: TellPlace,
): Html => html`${summaryList({ rows: [...aboutRows(about), ...changeRows(change)] })}
<h2 class="govuk-heading-m">Who is told</h2>
<ul class="govuk-list govuk-list--bullet"><li>Whoever works with the child and may see it, on the child’s record</li>${services.map(name => html`<li>${name}</li>`)}</ul>
<p class="govuk-body">No other service is told. Confidential services never are. Some changes are looked at by a person before they go further.</p>
${form({
  action: place.action,
  csrf: place.csrf,
  body: html`${[...aboutFields, ...changeFields].map(name => (fields[name] ? html`<input type="hidden" name="${name}" value="${fields[name] ?? ''}">` : null))}${buttonGroup(
    [
      button({ text: 'Send', name: 'step', value: 'send', preventDoubleClick: true }),
      button({ text: 'Change it', kind: 'secondary', name: 'step', value: 'change' }),
    ],
  )}`,
})}`

/** Who the child is, as the teller said. */
export const aboutRows = (about: ToldAbout | undefined): { key: string; value: string }[] =>
  about
    ? [
        { key: 'Child', value: `${about.forename} ${about.surname}` },
        { key: 'Born', value: formatDate(about.birthDate as PlainDate) },
      ]
    : []

/** The page of the form for somebody who sees no record. */
export const adviserPage = (body: Html, errors: readonly FormError[], title = 'Tell us once'): PageContent => ({
  title,
  heading: title,
  error: errors.length > 0,
  body: html`${formErrors(errors)}${body}`,
})
