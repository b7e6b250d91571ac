import { boxesNamed, formatDate } from '../../../kernel/index.ts'
import {
  button,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  input,
  type PageContent,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import type { Fields } from '../rounds/index.ts'
import type { Refusal } from './appeals.queries.ts'

export type FindRefusalData = { readonly fields: Fields; readonly errors: readonly FormError[] }
export type LodgeData = FindRefusalData & { readonly refusals: readonly [Refusal, ...Refusal[]] }

/** Finds the refusal that a family appeals against, by what their letter says. */
export const findRefusalView = ({ fields, errors }: FindRefusalData, csrf: string): PageContent => ({
  title: 'Take in an appeal',
  heading: 'Take in an appeal',
  back: { text: 'Appeals', href: '/appeals?page=1' },
  ...(errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(errors)}
${form({
  action: '/appeals/new',
  csrf,
  body: html`${input({
    name: 'reference',
    label: 'Reference of the application',
    hint: 'It stands on the letter of refusal',
    width: 20,
    value: fields.reference ?? '',
    ...errorOf(errors, 'reference'),
  })}
${dateInput({ id: 'born', name: 'born', legend: 'The child’s date of birth', values: boxesNamed('born', fields), ...errorOf(errors, 'born-day') })}
${button({ text: 'Find the refusal' })}`,
})}`,
})

/** What the family's letter of appeal says. */
export const lodgeView = ({ refusals, fields, errors }: LodgeData, csrf: string): PageContent => {
  const [first] = refusals
  const open = refusals.filter(one => !one.appealed)
  const appealed = refusals.filter(one => one.appealed)
  return {
    title: 'Take in an appeal',
    heading: `${first.name}: an appeal`,
    back: { text: 'Take in an appeal', href: '/appeals/new' },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
<p class="govuk-body">${first.round}, ${first.reference}.</p>
${appealed.length > 0 ? html`<p class="govuk-body">There is an appeal already for ${appealed.map(one => one.school).join(', ')}.</p>` : null}
${
  open.length === 0
    ? html`<p class="govuk-body">No other school has refused this child.</p>`
    : form({
        action: `/appeals/new/${first.application}`,
        csrf,
        body: html`${radios({
          name: 'school',
          legend: 'Against which school’s refusal',
          value: fields.school ?? '',
          items: open.map(one => ({
            value: one.key,
            text: one.school,
            ...(one.refusedOn === null ? {} : { hint: `Refused ${formatDate(one.refusedOn)}` }),
          })),
          ...errorOf(errors, 'school'),
        })}
${input({ name: 'appellant', label: 'Who appeals', hint: 'The parent’s name, as the letter gives it', width: 20, value: fields.appellant ?? '', ...errorOf(errors, 'appellant') })}
${dateInput({
  id: 'refused',
  name: 'refused',
  legend: 'The day of the letter of refusal',
  hint: 'The twenty school days to appeal are counted from it',
  values: boxesNamed('refused', fields),
  ...errorOf(errors, 'refused-day'),
})}
${dateInput({ id: 'lodged', name: 'lodged', legend: 'The day on which the appeal came', values: boxesNamed('lodged', fields), ...errorOf(errors, 'lodged-day') })}
${textarea({ name: 'grounds', label: 'The family’s grounds', hint: 'In their own words. Both sides and the panel read them.', value: fields.grounds ?? '', rows: 8, ...errorOf(errors, 'grounds') })}
${button({ text: 'Take in the appeal', preventDoubleClick: true })}`,
      })
}`,
  }
}
