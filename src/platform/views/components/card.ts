import { attr, type Content, type Html, html, type Part } from '../html.ts'

/** A white box with a title. `link` stands at its foot. */
export const card = (options: {
  title?: Content
  body: Part
  level?: number
  id?: string
  link?: { text: Content; href: string }
  classes?: string
}): Html => {
  const level = options.level ?? 2
  return html`<section class="${options.classes ? `tl-card ${options.classes}` : 'tl-card'}"${attr('id', options.id)}>
${options.title ? html`<h${level} class="tl-card__title">${options.title}</h${level}>` : null}
${options.body}
${options.link ? html`<p class="tl-more"><a class="govuk-link" href="${options.link.href}">${options.link.text}</a></p>` : null}
</section>`
}

/** Two columns: what matters most and beside it the rest; under each other on a narrow screen. */
export const columns = (options: { main: Part; side: Part }): Html =>
  html`<div class="tl-columns"><div class="tl-columns__main">${options.main}</div><div class="tl-columns__side">${options.side}</div></div>`

/** A number with its name and what to compare it with; the number opens its list. */
export type Figure = { label: Content; value: Content; note?: Content; href?: string }

/** Up to four numbers in a row. */
export const figures = (list: readonly Figure[]): Html => html`<dl class="tl-figures">${list.map(
  one => html`
<div class="tl-figure"><dt class="tl-figure__label">${one.label}</dt><dd class="tl-figure__value">${
    one.href ? html`<a class="govuk-link" href="${one.href}">${one.value}</a>` : one.value
  }${one.note ? html`<span class="tl-figure__note">${one.note}</span>` : null}</dd></div>`,
)}
</dl>`

/** Nothing to show: a sentence and a next step. Never a blank area. */
export const emptyState = (options: { text: Content; next?: { text: string; href: string } }): Html =>
  html`<p class="tl-empty">${options.text}${options.next ? html` <a class="govuk-link" href="${options.next.href}">${options.next.text}</a>` : null}</p>`

/** A block that could not be read while the rest of the page is up to date. */
export const notWorking = (what: string): Html =>
  html`<p class="tl-notworking">${what} cannot be shown right now. The rest of this page is up to date. <a class="govuk-link" href="">Try again</a></p>`
