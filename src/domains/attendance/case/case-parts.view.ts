import { dateInput, errorOf, type FormError, type Html, html } from '../../../platform/views/index.ts'
import type { Condition } from './lawful-steps.ts'
import type { Fields } from './step-form.ts'

/** Where the pages of a child's attendance case are. */
export const caseHref = (address: string, part = ''): string => `/children/${address}/attendance-help${part}`

/** Every condition, and in words whether it is missing. */
export const conditionList = (list: readonly Condition[]): Html | null =>
  list.length === 0
    ? null
    : html`<ul class="govuk-list govuk-list--bullet">${list.map(
        one => html`<li>${one.met ? null : html`<strong>Missing:</strong> `}${one.text}</li>`,
      )}</ul>`

/** The three boxes of a day. */
export const dayField = (
  name: string,
  legend: string,
  fields: Fields,
  errors: readonly FormError[],
  hint = 'For example, 27 3 2026',
): Html =>
  dateInput({
    id: name,
    name,
    legend,
    hint,
    values: {
      day: fields[`${name}-day`] ?? '',
      month: fields[`${name}-month`] ?? '',
      year: fields[`${name}-year`] ?? '',
    },
    ...errorOf(errors, `${name}-day`),
  })
