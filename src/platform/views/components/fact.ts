import { type Content, type Html, html, type Part } from '../html.ts'
import { type SourceLine, sourceLine } from './source-line.ts'

/**
 * One fact with its source, or why there is none. `missing` is a sentence: "Not recorded. The school can add it.",
 * "Larchfield Primary has not sent today's register.".
 */
export type Fact = { label: Content; value: Part; source: SourceLine } | { label: Content; missing: Content }

/** Facts side by side, in the same place on every record. */
export const factGrid = (facts: readonly Fact[]): Html => html`<dl class="tl-facts">${facts.map(fact)}</dl>`

/** One cell: label, value, source. */
export const fact = (one: Fact): Html => html`
<div class="tl-fact">
<dt class="tl-fact__label">${one.label}</dt>
<dd class="tl-fact__value">${'missing' in one ? html`<span class="tl-fact__missing">${one.missing}</span>` : html`${one.value}${sourceLine(one.source)}`}</dd>
</div>`
