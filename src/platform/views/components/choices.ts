import { attr, attrs, type Content, type Html, html, type Part } from '../html.ts'
import {
  classNames,
  described,
  type Extra,
  type Field,
  fieldset,
  formGroup,
  hint,
  type Legend,
  label,
} from './form-parts.ts'

/** One choice. `conditional` is a follow-up question, shown under it (always shown without script). */
export type Choice =
  | { divider: string }
  | {
      text: Content
      value: string
      id?: string
      name?: string
      hint?: Content
      checked?: boolean
      disabled?: boolean
      conditional?: Part
      exclusive?: boolean
      labelClasses?: string
      attributes?: Extra
    }

/** A list of words as choices, or as the items of a select, in its order: each is sent by its key. */
export const choicesIn = (words: Readonly<Record<string, string>>): readonly { value: string; text: string }[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** A question answered by choosing. `legend` is the question; without it the choices stand in a fieldset of the page. */
export type ChoicesOptions = Pick<
  Field,
  'name' | 'hint' | 'error' | 'classes' | 'groupClasses' | 'describedBy' | 'attributes'
> & {
  items: readonly Choice[]
  legend?: Content
  legendClasses?: string
  legendIsPageHeading?: boolean
  idPrefix?: string
}

/** One of several. Nothing is chosen unless `value` or an item's `checked` says so. */
export const radios = (options: ChoicesOptions & { value?: string }): Html =>
  choices(
    'radios',
    options,
    item => item.checked ?? (options.value !== undefined && options.value !== '' && item.value === options.value),
  )

/** Any number of several. */
export const checkboxes = (options: ChoicesOptions & { values?: readonly string[] }): Html =>
  choices('checkboxes', options, item => item.checked ?? (options.values ?? []).includes(item.value))

type Kind = 'radios' | 'checkboxes'
type Item = Extract<Choice, { value: string }>

const choices = (kind: Kind, options: ChoicesOptions, chosen: (item: Item) => boolean): Html => {
  const prefix = options.idPrefix ?? options.name
  const told = described(prefix, options)
  const inside = html`${told.markup}
<div class="${classNames(`govuk-${kind}`, options.classes)}"${attrs(options.attributes ?? {})} data-module="govuk-${kind}">
${options.items.map((item, at) =>
  'divider' in item
    ? html`<div class="govuk-${kind}__divider">${item.divider}</div>\n`
    : choice(kind, options, item, {
        id: item.id ?? (at === 0 ? prefix : `${prefix}-${at + 1}`),
        on: chosen(item),
        group: told.ids,
      }),
)}
</div>`
  if (!options.legend) return formGroup(options, inside)
  const legend: Legend = {
    text: options.legend,
    ...(options.legendClasses ? { classes: options.legendClasses } : {}),
    ...(options.legendIsPageHeading ? { isPageHeading: true } : {}),
  }
  return formGroup(options, fieldset({ legend, body: inside, ...(told.ids ? { describedBy: told.ids } : {}) }))
}

const choice = (
  kind: Kind,
  options: ChoicesOptions,
  item: Item,
  set: { id: string; on: boolean; group: string | null },
): Html => {
  const hintId = `${set.id}-item-hint`
  const group = kind === 'checkboxes' && !options.legend ? set.group : null
  const ids = classNames(group, item.hint ? hintId : null)
  return html`<div class="govuk-${kind}__item">
<input class="govuk-${kind}__input" id="${set.id}" name="${item.name ?? options.name}" type="${kind === 'radios' ? 'radio' : 'checkbox'}" value="${item.value}"${attr('checked', set.on)}${attr('disabled', item.disabled)}${attr('data-aria-controls', item.conditional ? `conditional-${set.id}` : null)}${attr('data-behaviour', item.exclusive ? 'exclusive' : null)}${attr('aria-describedby', ids || null)}${attrs(item.attributes ?? {})}>
${label({ text: item.text, for: set.id, classes: classNames(`govuk-${kind}__label`, item.labelClasses) })}
${item.hint ? hint({ text: item.hint, id: hintId, classes: `govuk-${kind}__hint` }) : null}
</div>
${item.conditional ? html`<div class="${classNames(`govuk-${kind}__conditional`, !set.on && `govuk-${kind}__conditional--hidden`)}" id="conditional-${set.id}">${item.conditional}</div>` : null}`
}
