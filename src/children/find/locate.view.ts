import { askable, beginnableBy, categoryWords, type RoleKey, urgentOffer } from '../../access/index.ts'
import {
  button,
  checkboxes,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  phoneLink,
  radios,
  textarea,
} from '../../platform/views/index.ts'
import type { LocateForm } from './locate.ts'
import { grounds } from './start-work.actions.ts'

/** Who is looked for exactly: full name and birth date, or a number. */
export const whoFields = (
  values: LocateForm,
  errors: readonly FormError[],
  hint = 'First name and last name, as written on the referral',
): Html => html`${input({ id: 'name', name: 'name', label: 'Full name', value: values.name ?? '', hint, attributes: { autocomplete: 'off', spellcheck: 'false', maxlength: '200' }, ...errorOf(errors, 'name') })}
${dateInput({ id: 'birth', legend: 'Date of birth', hint: 'For example, 27 3 2017', values: { day: values.day ?? '', month: values.month ?? '', year: values.year ?? '' }, ...errorOf(errors, 'birth-day') })}
${input({ id: 'number', name: 'number', label: 'Or a number', value: values.number ?? '', hint: 'UPN, NHS number, unique learner number or a service’s own number', attributes: { autocomplete: 'off', maxlength: '60' }, ...errorOf(errors, 'number') })}`

/** The form that asks for one child exactly. Nothing is suggested and nothing is listed. */
export const locateForm = (csrf: string, values: LocateForm, errors: readonly FormError[]): Html =>
  html`${formErrors(errors)}
<p class="govuk-body">Enter the child’s full name and date of birth, or a number from a letter or a file. We look for exactly what you enter. Each search is recorded with your reason.</p>
${form({
  action: '/locate',
  csrf,
  body: html`${whoFields(values, errors)}
${textarea({ id: 'reason', name: 'reason', label: 'Why do you need to find this child?', hint: 'For example: referral from Larchfield Academy on 4 May about missed school', value: values.reason ?? '', ...errorOf(errors, 'reason') })}
${button({ text: 'Find' })}`,
})}`

/** No record, or none for this person: the same words, whichever it is. */
export const nothingView = (
  near = false,
): Html => html`<p class="govuk-body">No record matches exactly what you entered.</p>
${near ? insetText({ body: 'Something close to it is on record. Check the name and the date of birth, and look again before you say that the child is not known.' }) : null}
<ul class="govuk-list govuk-list--bullet">
<li>Check the spelling and the date of birth with the person who told you.</li>
<li>Try a number from a letter or a file.</li>
<li>If you are worried about a child, tell the front door now. You do not need a record to do that.</li>
</ul>
<p class="govuk-body"><a class="govuk-link" href="/locate">Look again</a></p>`

/** Two children share the name and the birth date, or one child has two records still. */
export const severalView =
  (): Html => html`<p class="govuk-body">More than one record has this name and date of birth. Enter a number as well: a UPN, an NHS number or a service’s own number.</p>
<p class="govuk-body"><a class="govuk-link" href="/locate">Look again</a></p>`

/** A duty worker is told whom to call, and nothing about the child. */
export const dutyView = (
  dutyPhone: string,
): Html => html`${insetText({ body: html`<p class="govuk-body"><strong>Call the duty manager.</strong> They will tell you what you need for this call.</p>` })}
<p class="govuk-body">${phoneLink({ number: dutyPhone })}</p>`

/** A record exists: what is the reader's work? Shows the name as it was typed, and nothing else. */
export const foundView = (options: {
  name: string
  role: RoleKey
  search: string
  csrf: string
  mayStart: boolean
  today: { day: string; month: string; year: string }
  /** The record's address, for who may open a record urgently. */
  urgently: string | undefined
}): Html =>
  html`<p class="govuk-body">A record exists for <strong>${options.name}</strong>. To open it, say what your work is.</p>
${options.mayStart && beginnableBy(options.role).length > 0 ? startForm(options) : null}
${askForm(options)}
${options.urgently ? urgentOffer(options.urgently) : null}`

const startForm = ({
  role,
  search,
  csrf,
  today,
}: {
  role: RoleKey
  search: string
  csrf: string
  today: { day: string; month: string; year: string }
}): Html => {
  const kinds = beginnableBy(role)
  return html`<h2 class="govuk-heading-m">Start work with this child</h2>
<p class="govuk-body">You open the record at once. Your manager is told.</p>
${form({
  action: `/locate/${search}/start`,
  csrf,
  body: html`${radios({ name: 'kind', legend: 'You are the child’s', items: kinds.map(kind => ({ value: kind.key, text: kind.title })), ...(kinds.length === 1 && kinds[0] ? { value: kinds[0].key } : {}) })}
${radios({ name: 'ground', legend: 'Why', items: Object.entries(grounds).map(([value, text]) => ({ value, text: `Because of ${text}`.replace('Because of the child was allocated to me', 'The child was allocated to me').replace('Because of a visit is booked', 'A visit is booked') })) })}
${dateInput({ id: 'from', legend: 'Since', values: today })}
${button({ text: 'Start work with this child' })}`,
})}`
}

const askForm = ({ search, csrf }: { search: string; csrf: string }): Html =>
  html`<h2 class="govuk-heading-m">Ask for access</h2>
<p class="govuk-body">If you do not work with the child but need to know something. Somebody decides, and says until when.</p>
${form({
  action: `/locate/${search}/ask`,
  csrf,
  body: html`${checkboxes({ name: 'categories', legend: 'What do you need to see?', items: askable.map(category => ({ value: category, text: categoryWords[category] })) })}
${textarea({ id: 'why', name: 'reason', label: 'Why do you need it?', hint: 'At least 20 letters. The person who decides reads this.', value: '' })}
${button({ text: 'Ask for access', kind: 'secondary' })}`,
})}`
