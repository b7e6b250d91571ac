import { attr, attrs, type Content, type Html, html, type Part } from '../html.ts'
import { classNames, type Extra } from './form-parts.ts'

/** One column. `sort` makes its heading a link that sorts on the server. */
export type Column = {
  text: Content
  numeric?: boolean
  sort?: { href: string; direction: 'ascending' | 'descending' | 'none' }
  hidden?: boolean
  classes?: string
  attributes?: Extra
}

/** A cell: words, or words with their own attributes. */
export type Cell = Part | { cell: Part; classes?: string; numeric?: boolean; attributes?: Extra }

/**
 * A table with a caption. `rowHeader` makes the first cell of each row its heading. `cards` (the default with columns)
 * turns each row into a card on a phone, with the column's name before each value; roles are then explicit, because
 * some browsers drop a table's meaning when its parts are not shown as one.
 */
export const table = (options: {
  caption?: Content
  captionClasses?: string
  columns?: readonly Column[]
  rows: readonly (readonly Cell[])[]
  rowHeader?: boolean
  cards?: boolean
  empty?: Content
  classes?: string
  attributes?: Extra
}): Html => {
  if (options.rows.length === 0 && options.empty) return html`<p class="tl-empty">${options.empty}</p>`
  const cards = options.cards ?? options.columns !== undefined
  const role = (name: string) => attr('role', cards ? name : null)
  return html`<table class="${classNames('govuk-table', cards && 'tl-table--cards', options.classes)}"${role('table')}${attrs(options.attributes ?? {})}>
${options.caption ? html`<caption class="${classNames('govuk-table__caption', options.captionClasses)}">${options.caption}</caption>` : null}
${
  options.columns
    ? html`<thead class="govuk-table__head"${role('rowgroup')}><tr class="govuk-table__row"${role('row')}>${options.columns.map(column => columnHead(column, cards))}</tr></thead>`
    : null
}
<tbody class="govuk-table__body"${role('rowgroup')}>
${options.rows.map(
  row =>
    html`<tr class="govuk-table__row"${role('row')}>${row.map((cell, at) => bodyCell(cell, at, options.columns?.[at], options.rowHeader === true, cards))}</tr>\n`,
)}
</tbody>
</table>`
}

const columnHead = (column: Column, cards: boolean): Html => {
  const words = column.hidden ? html`<span class="govuk-visually-hidden">${column.text}</span>` : column.text
  const sorted = column.sort && column.sort.direction !== 'none' ? column.sort.direction : undefined
  return html`<th scope="col" class="${classNames('govuk-table__header', column.numeric && 'govuk-table__header--numeric', column.classes)}"${attr('role', cards ? 'columnheader' : null)}${attr('aria-sort', sorted)}${attrs(column.attributes ?? {})}>${
    column.sort ? sortLink(words, column.sort) : words
  }</th>`
}

const sortLink = (words: Content, sort: NonNullable<Column['sort']>): Html =>
  html`<a class="tl-sort tl-sort--${sort.direction}" href="${sort.href}">${words}</a>`

const bodyCell = (given: Cell, at: number, column: Column | undefined, rowHeader: boolean, cards: boolean): Html => {
  const cell = isPlain(given) ? { cell: given } : given
  const label = cards && column && typeof column.text === 'string' ? column.text : null
  if (rowHeader && at === 0) {
    return html`<th scope="row" class="${classNames('govuk-table__header', cell.classes)}"${attr('role', cards ? 'rowheader' : null)}${attrs(cell.attributes ?? {})}>${cell.cell}</th>`
  }
  const numeric = cell.numeric ?? column?.numeric
  const extra = [attr('role', cards ? 'cell' : null), attr('data-label', label)]
  return html`<td class="${classNames('govuk-table__cell', numeric && 'govuk-table__cell--numeric', cell.classes)}"${extra}${attrs(cell.attributes ?? {})}>${label === null ? cell.cell : html`<div>${cell.cell}</div>`}</td>`
}

const isPlain = (cell: Cell): cell is Part =>
  typeof cell !== 'object' || cell === null || Array.isArray(cell) || !('cell' in cell)
