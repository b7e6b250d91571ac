import {
  checkboxes,
  dateInput,
  errorOf,
  type FormError,
  type Html,
  input,
  radios,
  textarea,
} from '../../platform/views/index.ts'
import { boxOf, chosenOf, type Field, type Typed } from './fields.ts'

/** One question of a form. */
export const fieldView = (field: Field, typed: Typed, errors: readonly FormError[]): Html => {
  const { name, label, hint, choices = [] } = field
  const said = { ...(hint ? { hint } : {}), ...errorOf(errors, boxOf(field)) }
  const value = [typed[name] ?? ''].flat()[0] ?? ''
  switch (field.input) {
    case 'line':
      return input({ name, label, value, ...said })
    case 'text':
      return textarea({ name, label, rows: 3, value, ...said })
    case 'choice':
      return radios({ name, legend: label, items: choices, value, ...said })
    case 'many':
      return checkboxes({ name, legend: label, items: choices, values: chosenOf(typed, name), ...said })
    case 'day':
      return dateInput({
        id: name,
        name,
        legend: label,
        hint: hint ?? 'For example, 27 3 2026',
        values: Object.fromEntries(
          ['day', 'month', 'year'].map(part => [part, [typed[`${name}-${part}`] ?? ''].flat()[0] ?? '']),
        ) as { day: string; month: string; year: string },
        ...errorOf(errors, boxOf(field)),
      })
  }
}
