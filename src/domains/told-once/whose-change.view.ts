import { dateInput, errorOf, type FormError, type Html, html, input } from '../../platform/views/index.ts'

type Fields = Readonly<Partial<Record<'child' | 'name' | 'day' | 'month' | 'year', string>>>

/** Which child a change is of: found exactly by name and date of birth, or by the address of the record. `found`: the words led to one already. */
export const whoseChange = (found: boolean, fields: Fields, errors: readonly FormError[]): Html =>
  html`${input({
    name: 'name',
    label: found ? 'If it is of another child: full name' : 'Child’s full name',
    hint: 'First name and last name, as the record has them',
    value: fields.name ?? '',
    attributes: { autocomplete: 'off', spellcheck: 'false', maxlength: '200' },
    ...errorOf(errors, 'name'),
  })}${dateInput({
    id: 'birth',
    legend: 'Date of birth',
    hint: 'For example, 27 3 2017',
    values: { day: fields.day ?? '', month: fields.month ?? '', year: fields.year ?? '' },
    ...errorOf(errors, 'birth-day'),
  })}${input({
    name: 'child',
    label: 'Or the address of the record',
    hint: 'Where that is not enough: open the right record, copy the address of the page, and put it here',
    value: fields.child ?? '',
    ...errorOf(errors, 'child'),
  })}`
