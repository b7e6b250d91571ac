import { attr, attrs, type Content, type Html, html, type Part } from '../html.ts'

/** Extra attributes for a component's main element. */
export type Extra = Readonly<Record<string, string | number | boolean>>

/** Class names with the empty ones left out. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')

/**
 * A form that changes something: POST, with the token that proves it came from our own page. The browser remembers nothing of what is typed, but
 * where a field says what it is for: whoever sits at the computer next would be offered a child's name, or the number of a young person's card.
 */
export const form = (options: {
  action: string
  csrf: string
  body: Part
  id?: string
  multipart?: boolean
  classes?: string
  /** What is typed is kept as a draft while somebody types, where there is script: the same address takes it, marked `keep=quiet`. */
  draft?: boolean
}): Html =>
  html`<form action="${options.action}" method="post" novalidate autocomplete="off"${attr('id', options.id)}${attr('class', options.classes)}${attr('enctype', options.multipart ? 'multipart/form-data' : null)}${attr('data-draft', options.draft ? 'yes' : null)}>
<input type="hidden" name="_csrf" value="${options.csrf}">
${options.body}
</form>`

/** A field's label; `isPageHeading` makes it the page's h1. */
export const label = (options: {
  text: Content
  for?: string
  classes?: string
  isPageHeading?: boolean
  attributes?: Extra
}): Html => {
  const made = html`<label class="${classNames('govuk-label', options.classes)}"${attrs(options.attributes ?? {})}${attr('for', options.for)}>
${options.text}
</label>`
  return options.isPageHeading ? html`<h1 class="govuk-label-wrapper">${made}</h1>` : made
}

/** Help under a label. */
export const hint = (options: { text: Content; id?: string; classes?: string; attributes?: Extra }): Html =>
  html`<div${attr('id', options.id)} class="${classNames('govuk-hint', options.classes)}"${attrs(options.attributes ?? {})}>${options.text}</div>`

/** What is wrong and what to do, at the field. */
export const errorMessage = (options: {
  text: Content
  id?: string
  classes?: string
  hiddenText?: string
  attributes?: Extra
}): Html => {
  const before =
    options.hiddenText === ''
      ? null
      : html`<span class="govuk-visually-hidden">${options.hiddenText ?? 'Error'}:</span> `
  return html`<p${attr('id', options.id)} class="${classNames('govuk-error-message', options.classes)}"${attrs(options.attributes ?? {})}>${before}${options.text}</p>`
}

export type Legend = { text: Content; classes?: string; isPageHeading?: boolean }

/** Several fields under one question. */
export const fieldset = (options: {
  legend?: Legend
  body: Part
  role?: string
  describedBy?: string
  classes?: string
  attributes?: Extra
}): Html =>
  html`<fieldset class="${classNames('govuk-fieldset', options.classes)}"${attr('role', options.role)}${attr('aria-describedby', options.describedBy || null)}${attrs(options.attributes ?? {})}>
${options.legend ? legend(options.legend) : null}
${options.body}
</fieldset>`

const legend = (options: Legend): Html => html`<legend class="${classNames('govuk-fieldset__legend', options.classes)}">
${options.isPageHeading ? html`<h1 class="govuk-fieldset__heading">${options.text}</h1>` : options.text}
</legend>`

/** What every single field takes. `id` is the name unless said; the error summary links to the id. */
export type Field = {
  name: string
  label: Content
  id?: string
  labelClasses?: string
  labelIsPageHeading?: boolean
  hint?: Content
  error?: Content
  describedBy?: string
  classes?: string
  groupClasses?: string
  attributes?: Extra
  disabled?: boolean
}

/** The frame round a single field: label, hint, error, and the ids that tie them to it. */
export const field = (options: Field, control: (id: string, describedBy: string | null) => Html): Html => {
  const id = options.id ?? options.name
  const told = described(id, options)
  return formGroup(
    options,
    html`${label({
      text: options.label,
      for: id,
      ...(options.labelClasses ? { classes: options.labelClasses } : {}),
      ...(options.labelIsPageHeading ? { isPageHeading: true } : {}),
    })}
${told.markup}
${control(id, told.ids)}`,
  )
}

/** Hint and error with their ids, and the list of ids for `aria-describedby`. */
export const described = (
  id: string,
  options: Pick<Field, 'hint' | 'error' | 'describedBy'>,
): { ids: string | null; markup: Html } => {
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const ids = classNames(options.describedBy, options.hint ? hintId : null, options.error ? errorId : null)
  return {
    ids: ids === '' ? null : ids,
    markup: html`${options.hint ? hint({ text: options.hint, id: hintId }) : null}
${options.error ? errorMessage({ text: options.error, id: errorId }) : null}`,
  }
}

/** The block round a question, marked when it has an error. */
export const formGroup = (options: { error?: Content; groupClasses?: string }, body: Part): Html =>
  html`<div class="${classNames('govuk-form-group', options.error ? 'govuk-form-group--error' : null, options.groupClasses)}">
${body}
</div>`

/** Something wrong in a form: the field it stands by, and what to do. */
export type FormError = { readonly field: string; readonly text: string }

/** The error of a field, for a component's options. */
export const errorOf = (errors: readonly FormError[], field: string): { error: string } | Record<string, never> => {
  const found = errors.find(e => e.field === field)
  return found ? { error: found.text } : {}
}
