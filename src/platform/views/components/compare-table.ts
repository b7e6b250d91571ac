import { type Content, type Html, html, type Part } from '../html.ts'
import { differences, type Piece } from './differences.ts'

/** How close two values are. */
export type Closeness = 'same' | 'similar' | 'different' | 'only-one'

/**
 * One fact of two records. Values are plain texts: their differences are marked here. `hidden` keeps a same value out of
 * the page until it is asked for.
 */
export type CompareRow = {
  fact: string
  closeness: Closeness
  why?: string
  a: string | null
  b: string | null
  hidden?: boolean
}

const words: Record<Closeness, readonly [string, string]> = {
  same: ['✓', 'Same'],
  similar: ['≈', 'Similar'],
  different: ['✕', 'Different'],
  'only-one': ['–', 'Only in one'],
}

/** Two records, fact by fact, with the differences marked. Each row is a card on a phone. */
export const compareTable = (options: {
  caption: Content
  a: { title: string; note?: string }
  b: { title: string; note?: string }
  rows: readonly CompareRow[]
}): Html => html`<table class="govuk-table tl-compare tl-table--cards" role="table">
<caption class="govuk-table__caption govuk-table__caption--m">${options.caption}</caption>
<thead class="govuk-table__head" role="rowgroup"><tr class="govuk-table__row" role="row">
${['Fact', 'How close'].map(text => html`<th scope="col" class="govuk-table__header" role="columnheader">${text}</th>`)}
${[options.a, options.b].map(
  side =>
    html`<th scope="col" class="govuk-table__header" role="columnheader">${side.title}${side.note ? html`<span class="tl-compare__note">${side.note}</span>` : null}</th>`,
)}
</tr></thead>
<tbody class="govuk-table__body" role="rowgroup">${options.rows.map(row => compareRow(row, options.a.title, options.b.title))}
</tbody>
</table>`

const compareRow = (row: CompareRow, a: string, b: string): Html => {
  const marked = row.a !== null && row.b !== null && row.closeness !== 'same' ? differences(row.a, row.b) : null
  const [mark, word] = words[row.closeness]
  return html`
<tr class="govuk-table__row" role="row">
<th scope="row" class="govuk-table__header" role="rowheader">${row.fact}</th>
<td class="govuk-table__cell" role="cell" data-label="How close"><div><span class="tl-close tl-close--${row.closeness}"><span aria-hidden="true">${mark}</span> ${word}</span>${row.why ? html`<span class="tl-compare__note">${row.why}</span>` : null}</div></td>
${side(row, 'a', a, marked?.a ?? null)}${side(row, 'b', b, marked?.b ?? null)}
</tr>`
}

const side = (row: CompareRow, which: 'a' | 'b', title: string, pieces: readonly Piece[] | null): Html => {
  const text = row[which]
  const value: Part = row.hidden
    ? html`<span class="tl-compare__hidden">Same, value hidden</span>`
    : text === null
      ? html`<span class="tl-compare__hidden">Not given</span>`
      : pieces
        ? pieces.map(piece => (piece.differs ? html`<mark class="tl-mark">${piece.text}</mark>` : piece.text))
        : text
  return html`<td class="govuk-table__cell" role="cell" data-label="${title}"><div>${value}</div></td>`
}

/** Reasons side by side: what points to the same child, and what should make one stop. */
export const evidenceBoxes = (options: {
  towards: readonly Content[]
  stop: readonly Content[]
}): Html => html`<div class="tl-evidence" id="evidence" tabindex="-1" data-key="g">
<section class="tl-evidence__box tl-evidence__box--towards"><h2 class="tl-evidence__title">Points towards the same child</h2><ul>${options.towards.map(one => html`<li>${one}</li>`)}</ul></section>
<section class="tl-evidence__box tl-evidence__box--stop"><h2 class="tl-evidence__title">Stop and think</h2><ul>${options.stop.map(one => html`<li>${one}</li>`)}</ul></section>
</div>`

/** A decision beside what it is about: the panel stays in view on a wide screen and follows the content on a narrow one. */
export const withPanel = (options: { main: Part; panel: Part; panelTitle: string; panelId?: string }): Html => {
  const id = options.panelId ?? 'decision'
  return html`<div class="tl-withpanel">
<div class="tl-withpanel__main">${options.main}</div>
<section class="tl-panel" id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h2 class="tl-panel__title" id="${id}-title">${options.panelTitle}</h2>
${options.panel}
</section>
</div>`
}

/**
 * The switch for letter keys on the page (by `data-key` attributes on the choices, and G for the evidence), and which they are: in a form of its own, which
 * keeps it for the person (`keys=on` or `off`). Off until switched on, and not there at all without script.
 */
export const shortcutsToggle = (keys: string, on: boolean): Html =>
  html`<input type="hidden" name="keys" value="${on ? 'off' : 'on'}">
<button class="tl-link-button" type="submit" data-shortcuts-toggle="${on ? 'on' : 'off'}" aria-pressed="${on ? 'true' : 'false'}" hidden>Keyboard shortcuts: ${on ? 'on' : 'off'}</button>
<p class="govuk-body-s" data-shortcuts-keys hidden>${keys}</p>`
