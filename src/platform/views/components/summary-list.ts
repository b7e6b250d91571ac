import { attrs, type Content, type Html, html, type Part } from '../html.ts'
import { classNames, type Extra } from './form-parts.ts'

export type SummaryAction = { text: Content; href: string; hiddenText?: string; attributes?: Extra; classes?: string }

/** One fact of a summary: its name, its value, and what can be done with it. */
export type SummaryRow = { key: Content; value: Part; actions?: readonly SummaryAction[]; classes?: string }

/** Facts under each other, with a link to change each ("check your answers"). `card` puts them in a titled box. */
export const summaryList = (options: {
  rows: readonly SummaryRow[]
  card?: {
    title: Content
    headingLevel?: number
    actions?: readonly SummaryAction[]
    classes?: string
    attributes?: Extra
  }
  classes?: string
  attributes?: Extra
}): Html => {
  const anyActions = options.rows.some(row => row.actions?.length)
  const list = html`<dl class="${classNames('govuk-summary-list', options.classes)}"${attrs(options.attributes ?? {})}>
${options.rows.map(row => summaryRow(row, anyActions, options.card?.title))}
</dl>`
  return options.card ? summaryCard(options.card, list) : list
}

const summaryRow = (row: SummaryRow, anyActions: boolean, cardTitle: Content | undefined): Html =>
  html`<div class="${classNames('govuk-summary-list__row', anyActions && !row.actions && 'govuk-summary-list__row--no-actions', row.classes)}">
<dt class="govuk-summary-list__key">${row.key}</dt>
<dd class="govuk-summary-list__value">${row.value}</dd>
${row.actions?.length ? html`<dd class="govuk-summary-list__actions">${rowActions(row.actions, cardTitle)}</dd>` : null}
</div>`

const rowActions = (list: readonly SummaryAction[], cardTitle: Content | undefined): Part =>
  list.length === 1
    ? list.map(one => actionLink(one, cardTitle))
    : html`<ul class="govuk-summary-list__actions-list">${list.map(
        one => html`<li class="govuk-summary-list__actions-list-item">${actionLink(one, cardTitle)}</li>`,
      )}</ul>`

const actionLink = (action: SummaryAction, cardTitle: Content | undefined): Html =>
  html`<a class="${classNames('govuk-link', action.classes)}" href="${action.href}"${attrs(action.attributes ?? {})}>${action.text}${
    action.hiddenText || cardTitle
      ? html`<span class="govuk-visually-hidden">${action.hiddenText ? ` ${action.hiddenText}` : null}${cardTitle ? html` (${cardTitle})` : null}</span>`
      : null
  }</a>`

type Card = NonNullable<Parameters<typeof summaryList>[0]['card']>

const summaryCard = (card: Card, list: Html): Html => {
  const level = card.headingLevel ?? 2
  return html`<div class="${classNames('govuk-summary-card', card.classes)}"${attrs(card.attributes ?? {})}>
<div class="govuk-summary-card__title-wrapper">
<h${level} class="govuk-summary-card__title">${card.title}</h${level}>
${card.actions?.length ? cardActions(card.actions, card.title) : null}
</div>
<div class="govuk-summary-card__content">${list}</div>
</div>`
}

const cardActions = (list: readonly SummaryAction[], title: Content): Html =>
  list.length === 1
    ? html`<div class="govuk-summary-card__actions">${list.map(one => actionLink(one, title))}</div>`
    : html`<ul class="govuk-summary-card__actions">${list.map(one => html`<li class="govuk-summary-card__action">${actionLink(one, title)}</li>`)}</ul>`
