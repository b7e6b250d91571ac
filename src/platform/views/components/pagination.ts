import { attr, attrs, type Content, type Html, html, raw } from '../html.ts'
import { classNames, type Extra } from './form-parts.ts'

type PageLink = { href: string; text?: Content; labelText?: string; attributes?: Extra }
type PageItem =
  | { ellipsis: true }
  | { number: number; href: string; current?: boolean; hiddenText?: string; attributes?: Extra }

const arrows = {
  prev: raw(
    '<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>',
  ),
  next: raw(
    '<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>',
  ),
}

/** To the next and the previous page of a list; numbered pages only where the number is known. */
export const pagination = (options: {
  previous?: PageLink
  next?: PageLink
  items?: readonly PageItem[]
  label?: string
  classes?: string
  attributes?: Extra
}): Html => {
  const block = !options.items && (options.next !== undefined || options.previous !== undefined)
  return html`<nav class="${classNames('govuk-pagination', block && 'govuk-pagination--block', options.classes)}" aria-label="${options.label ?? 'Pagination'}"${attrs(options.attributes ?? {})}>
${options.previous ? arrowLink(options.previous, 'prev', block) : null}
${options.items ? html`<ul class="govuk-pagination__list">${options.items.map(pageItem)}</ul>` : null}
${options.next ? arrowLink(options.next, 'next', block) : null}
</nav>`
}

const arrowLink = (link: PageLink, kind: 'prev' | 'next', block: boolean): Html => {
  const first = block || kind === 'prev'
  const words =
    link.text ?? html`${kind === 'prev' ? 'Previous' : 'Next'}<span class="govuk-visually-hidden"> page</span>`
  return html`<div class="govuk-pagination__${kind}"><a class="govuk-link govuk-pagination__link" href="${link.href}" rel="${kind}"${attrs(link.attributes ?? {})}>
${first ? arrows[kind] : null}
<span class="${classNames('govuk-pagination__link-title', block && !link.labelText && 'govuk-pagination__link-title--decorated')}">${words}</span>
${link.labelText && block ? html`<span class="govuk-visually-hidden">:</span>\n<span class="govuk-pagination__link-label">${link.labelText}</span>` : null}
${first ? null : arrows[kind]}
</a></div>`
}

const pageItem = (item: PageItem): Html =>
  'ellipsis' in item
    ? html`<li class="govuk-pagination__item govuk-pagination__item--ellipsis">&ctdot;</li>`
    : html`<li class="${classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}"><a class="govuk-link govuk-pagination__link" href="${item.href}" aria-label="${item.hiddenText ?? `Page ${item.number}`}"${attr('aria-current', item.current ? 'page' : null)}${attrs(item.attributes ?? {})}>${item.number}</a></li>`
