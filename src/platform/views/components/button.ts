import { attr, attrs, type Content, type Html, html, isHtml, type Part, raw } from '../html.ts'
import { classNames, type Extra } from './form-parts.ts'

/** A button, or with `href` a link that looks like one. One main button a page: the others take `kind: 'secondary'`. */
export type ButtonOptions = {
  text: Content
  href?: string
  kind?: 'main' | 'secondary' | 'warning' | 'start'
  name?: string
  value?: string
  type?: 'submit' | 'button' | 'reset'
  disabled?: boolean
  preventDoubleClick?: boolean
  id?: string
  classes?: string
  attributes?: Extra
}

const arrow = raw(
  '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>',
)

export const button = (options: ButtonOptions): Html => {
  const kind = options.kind ?? 'main'
  const classes = classNames('govuk-button', options.classes, kind !== 'main' && `govuk-button--${kind}`)
  const common = [
    attrs({ class: classes, 'data-module': 'govuk-button', ...options.attributes }),
    attr('id', options.id),
  ]
  const text = kind === 'start' && isHtml(options.text) ? html`<span>${options.text}</span>` : options.text
  const words = html`${text}${kind === 'start' ? arrow : null}`
  if (options.href) return html`<a href="${options.href}" role="button" draggable="false"${common}>${words}</a>`
  return html`<button type="${options.type ?? 'submit'}"${attr('value', options.value)}${attr('name', options.name)}${attr('disabled', options.disabled)}${attr('aria-disabled', options.disabled ? 'true' : null)}${attr('data-prevent-double-click', options.preventDoubleClick === undefined ? null : String(options.preventDoubleClick))}${common}>${words}</button>`
}

/** Buttons and links side by side, wrapping on a phone. */
export const buttonGroup = (buttons: readonly Part[]): Html => html`<div class="govuk-button-group">${buttons}</div>`
