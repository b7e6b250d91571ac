import { boxesNamed } from '../../../kernel/index.ts'
import {
  dateInput,
  errorOf,
  type FormError,
  type Html,
  html,
  input,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import type { Condition } from './lawful-steps.ts'
import type { Fields, StepField } from './step-form.ts'

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
    values: boxesNamed(name, fields),
    ...errorOf(errors, `${name}-day`),
  })

/** A question of a form, with what was typed and what is wrong with it. */
export const fieldView = (field: StepField, fields: Fields, errors: readonly FormError[]): Html => {
  const common = {
    name: field.name,
    ...(field.hint ? { hint: field.hint } : {}),
    ...errorOf(errors, field.name),
  }
  const value = fields[field.name] ?? ''
  switch (field.input) {
    case 'line':
      return input({ ...common, label: field.label, value })
    case 'text':
      return textarea({ ...common, label: field.label, rows: 4, value })
    case 'choice':
      return radios({ ...common, legend: field.label, items: field.choices ?? [], value })
    case 'day':
      return dayField(field.name, field.label, fields, errors, field.hint)
  }
}
