import { type Html, html, table } from '../../platform/views/index.ts'
import type { CompareData } from './compare-data.ts'
import type { Comparison } from './comparison.ts'

/** Fewer decisions say nothing of a band. */
const fewest = 10

/** How the pair was scored: closed until it is asked for, which is recorded so that its effect on answers can be studied (ux.md 3.3 and 3.5). */
export const scorePart = (data: CompareData): Html => {
  const { uuid } = data.about
  const all = data.all ? 'all=yes' : ''
  return data.band === undefined
    ? html`<p class="govuk-body tl-noprint"><a class="govuk-link" href="/duplicates/${uuid}?${all ? `${all}&` : ''}score=yes#score">How the system scored this</a>. That you open it is recorded.</p>`
    : html`<section id="score"><h2 class="govuk-heading-m">How the system scored this</h2>
<p class="govuk-body">${bandWords(data.band)} The numbers are no answer: a twin or a namesake can score high.</p>
${weightTable(data.comparison.weights)}
<p class="govuk-body tl-noprint"><a class="govuk-link" href="/duplicates/${uuid}${all ? `?${all}` : ''}">Hide the score</a></p></section>`
}

const bandWords = ({ joined, of }: NonNullable<CompareData['band']>): string =>
  of < fewest
    ? 'Too few pairs that scored like this one were decided in the last year to say how often they were joined.'
    : `In the last year reviewers joined ${Math.round((100 * joined) / of)}% of pairs that scored like this one.`

/** A weight as it is written: with its sign, which is never a hyphen. */
export const signed = (bits: number): string => `${bits > 0 ? '+' : bits < 0 ? '−' : ''}${Math.abs(bits).toFixed(1)}`

/** What each comparison weighed, in the order in which they were made. */
export const weightTable = (weights: Comparison['weights']): Html =>
  table({
    caption: 'What each comparison added or took away',
    columns: [{ text: 'Compared' }, { text: 'Weight', numeric: true }],
    rows: weights.map(({ words, bits }) => [words, signed(bits)]),
  })
