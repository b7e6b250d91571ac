import { attr, attrs, type Content, type Html, html, isHtml, type Part } from '../html.ts'
import { classNames, type Extra, type FormError } from './form-parts.ts'

/** Tone of a tag: the words carry the meaning, the tone only helps. */
export type Tone = 'plain' | 'good' | 'warning' | 'stop'

/** One short status word. Never a button, never the only sign. */
export const tag = (options: { text: Content; tone?: Tone; classes?: string; attributes?: Extra }): Html =>
  html`<strong class="${classNames('govuk-tag', options.tone && options.tone !== 'plain' && `tl-tag--${options.tone}`, options.classes)}"${attrs(options.attributes ?? {})}>${options.text}</strong>`

/** Status words in a row, at most five. On phones the first two show (the rest belong in the page's own list). */
export const tags = (list: readonly (string | { text: string; tone: Tone })[]): Html | null =>
  list.length === 0
    ? null
    : html`<ul class="tl-tags">${list.slice(0, 5).map(one => html`<li>${tag(typeof one === 'string' ? { text: one } : one)}</li>`)}</ul>`

/** Words of warning for a visit, shown where the visit is listed. */
export const hazardTags = (list: readonly string[]): Html | null =>
  list.length === 0
    ? null
    : html`<ul class="tl-tags tl-tags--hazard">${list.map(one => html`<li>${tag({ text: one, tone: 'warning' })}</li>`)}</ul>`

/** What just happened, or what matters on this page. A plain text becomes the banner's heading line. */
export const notificationBanner = (options: {
  text: Content
  type?: 'success' | 'notice'
  title?: Content
  titleId?: string
  headingLevel?: number
  role?: string
  disableAutoFocus?: boolean
  classes?: string
  attributes?: Extra
}): Html => {
  const success = options.type === 'success'
  const titleId = options.titleId ?? 'govuk-notification-banner-title'
  return html`<div class="${classNames('govuk-notification-banner', success && 'govuk-notification-banner--success', options.classes)}" role="${options.role ?? (success ? 'alert' : 'region')}" aria-labelledby="${titleId}" data-module="govuk-notification-banner"${attr('data-disable-auto-focus', options.disableAutoFocus === undefined ? null : String(options.disableAutoFocus))}${attrs(options.attributes ?? {})}>
<div class="govuk-notification-banner__header">
<h${options.headingLevel ?? 2} class="govuk-notification-banner__title" id="${titleId}">${options.title ?? (success ? 'Success' : 'Important')}</h${options.headingLevel ?? 2}>
</div>
<div class="govuk-notification-banner__content">
${isHtml(options.text) ? options.text : html`<p class="govuk-notification-banner__heading">${options.text}</p>`}
</div>
</div>`
}

/** One sentence that must not be missed. */
export const warningText = (options: {
  text: Content
  hiddenText?: string
  classes?: string
  attributes?: Extra
}): Html =>
  html`<div class="${classNames('govuk-warning-text', options.classes)}"${attrs(options.attributes ?? {})}>
<span class="govuk-warning-text__icon" aria-hidden="true">!</span>
<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">${options.hiddenText ?? 'Warning'}</span> ${options.text}</strong>
</div>`

/** A quotation or an aside: what the child said, a rule's words. */
export const insetText = (options: { body: Part; id?: string; classes?: string; attributes?: Extra }): Html =>
  html`<div${attr('id', options.id)} class="${classNames('govuk-inset-text', options.classes)}"${attrs(options.attributes ?? {})}>${options.body}</div>`

/** More for those who need it, closed until asked for. */
export const details = (options: {
  summary: Content
  body: Part
  open?: boolean
  id?: string
  classes?: string
  attributes?: Extra
}): Html =>
  html`<details${attr('id', options.id)} class="${classNames('govuk-details', options.classes)}"${attrs(options.attributes ?? {})}${attr('open', options.open)}>
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">${options.summary}</span></summary>
<div class="govuk-details__text">${options.body}</div>
</details>`

/** What is wrong with the form, at the top, each linked to its field. `data-module` moves the focus here. */
export const errorSummary = (options: {
  errors: readonly { text: Content; href?: string; attributes?: Extra }[]
  title?: Content
  description?: Content
  disableAutoFocus?: boolean
  classes?: string
  attributes?: Extra
}): Html =>
  html`<div class="${classNames('govuk-error-summary', options.classes)}"${attr('data-disable-auto-focus', options.disableAutoFocus === undefined ? null : String(options.disableAutoFocus))}${attrs(options.attributes ?? {})} data-module="govuk-error-summary">
<div role="alert">
<h2 class="govuk-error-summary__title">${options.title ?? 'There is a problem'}</h2>
<div class="govuk-error-summary__body">
${options.description ? html`<p>${options.description}</p>` : null}
${
  options.errors.length
    ? html`<ul class="govuk-list govuk-error-summary__list">${options.errors.map(
        one =>
          html`<li>${one.href ? html`<a href="${one.href}"${attrs(one.attributes ?? {})}>${one.text}</a>` : one.text}</li>`,
      )}</ul>`
    : null
}
</div>
</div>
</div>`

/** What is wrong with a form, at the top of its page: each leads to its field. Nothing where nothing is wrong. */
export const formErrors = (errors: readonly FormError[]): Html | null =>
  errors.length === 0 ? null : errorSummary({ errors: errors.map(one => ({ text: one.text, href: `#${one.field}` })) })
