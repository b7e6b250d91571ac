import { attr, attrs, type Content, type Html, html } from '../html.ts'
import { classNames, type Extra } from './form-parts.ts'

/** Back to the page before this one in the work, not in the browser. */
export const backLink = (options: { text?: Content; href: string; classes?: string; attributes?: Extra }): Html =>
  html`<a href="${options.href}" class="${classNames('govuk-back-link', options.classes)}"${attrs(options.attributes ?? {})}>${options.text ?? 'Back'}</a>`

/** Where this page is in the whole. The last item is usually without a link. */
export const breadcrumbs = (options: {
  items: readonly { text: Content; href?: string; attributes?: Extra }[]
  collapseOnMobile?: boolean
  label?: string
  classes?: string
  attributes?: Extra
}): Html =>
  html`<nav class="${classNames('govuk-breadcrumbs', options.classes, options.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}"${attrs(options.attributes ?? {})} aria-label="${options.label ?? 'Breadcrumb'}">
<ol class="govuk-breadcrumbs__list">${options.items.map(item =>
    item.href
      ? html`<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${item.href}"${attrs(item.attributes ?? {})}>${item.text}</a></li>`
      : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${item.text}</li>`,
  )}</ol>
</nav>`

/** The parts of one record or one matter, as plain links. `label` tells screen readers what they are parts of. */
export const subNavigation = (options: {
  label: string
  items: readonly { text: string; href: string; current?: boolean; count?: number }[]
}): Html =>
  html`<nav class="tl-subnav" aria-label="${options.label}"><ul class="tl-subnav__list">${options.items.map(
    item => html`
<li><a href="${item.href}"${attr('aria-current', item.current ? 'page' : null)}>${item.text}${
      item.count === undefined ? null : html` <span class="tl-count">${item.count}</span>`
    }</a></li>`,
  )}
</ul></nav>`

/** A telephone number as a link that calls it. Spaces are kept for reading and left out of the address. */
export const phoneLink = (options: { number: string; text?: Content; hiddenText?: string }): Html =>
  html`<a class="govuk-link tl-phone" href="tel:${options.number.replace(/[^\d+]/g, '')}">${options.text ?? `Call ${options.number}`}${
    options.hiddenText ? html`<span class="govuk-visually-hidden"> ${options.hiddenText}</span>` : null
  }</a>`
