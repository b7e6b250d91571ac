import { type Content, type Html, html, type Part } from '../html.ts'

/** What every chart says for itself: an id that is its own on the page, its title and what it shows in a sentence. */
export type ChartWords = { id: string; title: string; desc: string }

/** A position or a width as SVG takes it, so that a chart fits every screen while its words stay one size. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`

/** The drawing with its name and description for those who do not see it. */
export const drawing = (words: ChartWords, height: number, inside: Part): Html =>
  html`<svg class="tl-chart__svg" width="100%" height="${height}" role="img" aria-labelledby="${words.id}-title ${words.id}-desc" focusable="false"><title id="${words.id}-title">${words.title}</title><desc id="${words.id}-desc">${words.desc}</desc>${inside}</svg>`

/** A chart with its figures in a closed table under it. */
export const withTable = (options: { chart: Html; table: Html; summary?: Content; note?: Content }): Html =>
  html`${options.chart}${options.note ? html`<p class="tl-chart__note">${options.note}</p>` : null}<details class="govuk-details tl-chart__table"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${options.summary ?? 'Show the figures as a table'}</span></summary><div class="govuk-details__text">${options.table}</div></details>`
