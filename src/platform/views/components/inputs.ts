import { attr, attrs, type Html, html } from '../html.ts'
import { classNames, type Field, field } from './form-parts.ts'

type InputOptions = Field & {
  value?: string | number
  type?: string
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  inputmode?: string
  autocomplete?: string
  pattern?: string
  spellcheck?: boolean
  autocapitalize?: string
  prefix?: string
  suffix?: string
}

/** One line of text. `width` is the number of characters expected, so that the box shows how much is wanted. */
export const input = (options: InputOptions): Html =>
  field(options, (id, ids) => {
    const element = html`<input class="${inputClasses(options)}"${attrs({
      id,
      name: options.name,
      type: options.type ?? 'text',
      spellcheck: options.spellcheck === undefined ? false : String(options.spellcheck),
      value: options.value ?? false,
      disabled: options.disabled ?? false,
      'aria-describedby': ids ?? false,
      autocomplete: options.autocomplete ?? false,
      autocapitalize: options.autocapitalize ?? false,
      pattern: options.pattern ?? false,
      inputmode: options.inputmode ?? false,
      ...options.attributes,
    })}>`
    if (!options.prefix && !options.suffix) return element
    return html`<div class="govuk-input__wrapper">${affix('prefix', options.prefix)}${element}${affix('suffix', options.suffix)}</div>`
  })

const inputClasses = (options: InputOptions): string =>
  classNames(
    'govuk-input',
    options.classes,
    options.width && `govuk-input--width-${options.width}`,
    options.error ? 'govuk-input--error' : null,
  )

const affix = (kind: string, text: string | undefined): Html | null =>
  text ? html`<div class="govuk-input__${kind}" aria-hidden="true">${text}</div>` : null

/** Several lines of text. A plain box, so that dictation and spelling help of the device work. */
export const textarea = (
  options: Field & { value?: string; rows?: number; spellcheck?: boolean; autocomplete?: string },
): Html =>
  field(
    options,
    (id, ids) =>
      html`<textarea class="${classNames('govuk-textarea', options.error ? 'govuk-textarea--error' : null, options.classes)}" id="${id}" name="${options.name}" rows="${options.rows ?? 5}"${attr('spellcheck', options.spellcheck === undefined ? null : String(options.spellcheck))}${attr('disabled', options.disabled)}${attr('aria-describedby', ids)}${attr('autocomplete', options.autocomplete)}${attrs(options.attributes ?? {})}>${options.value ?? ''}</textarea>`,
  )

/** One of `value`s; without a value the text itself is sent. */
export type SelectItem = { text: string; value?: string; selected?: boolean; disabled?: boolean }

/** A choice from a long list. Prefer `radios` under about eight choices. */
export const select = (options: Field & { items: readonly SelectItem[]; value?: string }): Html =>
  field(
    options,
    (id, ids) =>
      html`<select class="${classNames('govuk-select', options.classes, options.error ? 'govuk-select--error' : null)}" id="${id}" name="${options.name}"${attr('disabled', options.disabled)}${attr('aria-describedby', ids)}${attrs(options.attributes ?? {})}>
${options.items.map(item => optionElement(item, options.value))}
</select>`,
  )

const optionElement = (item: SelectItem, chosen: string | undefined): Html => {
  const selected = item.selected ?? (chosen !== undefined && chosen !== '' && (item.value ?? item.text) === chosen)
  return html`<option${attr('value', item.value)}${attr('selected', selected)}${attr('disabled', item.disabled)}>${item.text}</option>\n`
}

/** A file to send. `accept` only helps the picker: the server decides by what the file is. */
export const fileUpload = (options: Field & { multiple?: boolean; accept?: string }): Html =>
  field(
    options,
    (id, ids) =>
      html`<input class="${classNames('govuk-file-upload', options.classes, options.error ? 'govuk-file-upload--error' : null)}" id="${id}" name="${options.name}" type="file"${attr('disabled', options.disabled)}${attr('multiple', options.multiple)}${attr('accept', options.accept)}${attr('aria-describedby', ids)}${attrs(options.attributes ?? {})}>`,
  )
