import { type Html, raw } from '../../html.ts'
import { button } from '../button.ts'
import { type Choice, checkboxes, radios } from '../choices.ts'
import { dateInput } from '../date-input.ts'
import { fieldset } from '../form-parts.ts'
import { fileUpload, input, select, textarea } from '../inputs.ts'
import { call, common, content, each, type Given, needed, present, type Read } from './fixtures.ts'

const field = (get: Read): Given => ({
  name: get('name'),
  id: get('id'),
  label: content(get, 'label'),
  labelClasses: get('label.classes'),
  labelIsPageHeading: get('label.isPageHeading'),
  hint: content(get, 'hint'),
  error: content(get, 'errorMessage'),
  describedBy: get('describedBy'),
  classes: get('classes'),
  groupClasses: get('formGroup.classes'),
  attributes: get('attributes'),
  disabled: get('disabled'),
})

const legend = (get: Read): Given => ({
  legend: content(get, 'fieldset.legend'),
  legendClasses: get('fieldset.legend.classes'),
  legendIsPageHeading: get('fieldset.legend.isPageHeading'),
  describedBy: get('fieldset.describedBy'),
  hint: content(get, 'hint'),
  error: content(get, 'errorMessage'),
  groupClasses: get('formGroup.classes'),
  classes: get('classes'),
  attributes: get('attributes'),
})

const choiceItems = (get: Read): Choice[] =>
  each(get('items'), item => ({
    divider: item('divider'),
    text: content(item, ''),
    value: item('value') === undefined ? undefined : String(item('value')),
    id: item('id'),
    name: item('name'),
    checked: item('checked'),
    disabled: item('disabled'),
    hint: content(item, 'hint'),
    conditional: item('conditional.html') ? raw(item('conditional.html') as string) : undefined,
    exclusive: item('behaviour') === 'exclusive' || undefined,
    labelClasses: item('label.classes'),
    attributes: item('attributes'),
  })).map(item => ('divider' in item ? item : { value: '', ...item })) as Choice[]

/** Their list of boxes, when it is day, month and year with nothing else about it. */
const dateItems = (get: Read): Given => {
  const items = each(get('items'), item => ({ name: item('name'), value: item('value'), classes: item('classes') }))
  const names = items.map(item => item.name)
  const plain = items.every(item => /^(govuk-input--(width-[24]|error) ?)*$/.test(String(item.classes ?? '')))
  if (items.length > 0 && (names.join() !== 'day,month,year' || !plain)) throw new Error('not covered')
  const wrong = items.filter(item => String(item.classes).includes('govuk-input--error')).map(item => item.name)
  return {
    values: present(Object.fromEntries(items.map(item => [item.name, item.value]))),
    errorIn: wrong.length > 0 ? wrong : undefined,
  }
}

/** A value of theirs as the text that is sent; their empty, false and null ones lie outside our types. */
const sentValue = (value: unknown): string | undefined =>
  value === undefined
    ? undefined
    : needed(value === '' || value === null || value === false ? undefined : String(value))

/** Fields and buttons: their options in our words. */
export const fieldAdapters: Record<string, (get: Read) => Html> = {
  button: get =>
    call(button, {
      text: content(get, '') ?? '',
      href: get('href'),
      kind: get('isStartButton') ? 'start' : undefined,
      name: get('name'),
      value: get('value'),
      type: get('type'),
      disabled: get('disabled'),
      preventDoubleClick: get('preventDoubleClick'),
      id: get('id'),
      ...common(get),
    }),
  input: get =>
    call(input, {
      ...field(get),
      value: get('value'),
      type: get('type'),
      inputmode: get('inputmode'),
      autocomplete: get('autocomplete'),
      pattern: get('pattern'),
      spellcheck: get('spellcheck'),
      autocapitalize: get('autocapitalize'),
      prefix: get('prefix.text'),
      suffix: get('suffix.text'),
    }),
  textarea: get =>
    call(textarea, {
      ...field(get),
      value: get('value'),
      rows: get('rows'),
      spellcheck: get('spellcheck'),
      autocomplete: get('autocomplete'),
    }),
  select: get =>
    call(select, {
      ...field(get),
      value: get('value') === undefined ? undefined : String(get('value')),
      items: each(get('items'), item => ({
        text: item('text'),
        value: sentValue(item('value')),
        selected: item('selected'),
        disabled: item('disabled'),
      })),
    }),
  'file-upload': get => call(fileUpload, { ...field(get), multiple: get('multiple') }),
  radios: get =>
    call(radios, {
      ...legend(get),
      name: get('name'),
      idPrefix: get('idPrefix'),
      value: get('value'),
      items: choiceItems(get),
    }),
  checkboxes: get =>
    call(checkboxes, {
      ...legend(get),
      name: get('name'),
      idPrefix: get('idPrefix'),
      values: get('values'),
      describedBy: get('describedBy') ?? get('fieldset.describedBy'),
      items: choiceItems(get),
    }),
  'date-input': get =>
    call(dateInput, {
      ...legend(get),
      id: get('id'),
      name: get('namePrefix'),
      values: get('namePrefix') || get('items') ? dateItems(get).values : get('values'),
      labels: present({ day: get('day.label'), month: get('month.label'), year: get('year.label') }),
      errorIn: get('items') ? dateItems(get).errorIn : undefined,
    }),
  fieldset: get =>
    call(fieldset, {
      legend: content(get, 'legend')
        ? present({
            text: content(get, 'legend'),
            classes: get('legend.classes'),
            isPageHeading: get('legend.isPageHeading'),
          })
        : undefined,
      body: get('html') ? raw(get('html') as string) : null,
      role: get('role'),
      describedBy: get('describedBy'),
      ...common(get),
    }),
}
