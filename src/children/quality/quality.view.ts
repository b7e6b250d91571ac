import { formatDate, formatNumber, formatPercent, plural } from '../../kernel/index.ts'
import { emptyState, figures, type Html, html, type PageContent, table } from '../../platform/views/index.ts'
import type { Agreement } from '../clearing-house/figures.queries.ts'
import { type Expected, expected } from './completeness.ts'
import type { Measured, Missing, Month, Overview, SourceQuality } from './quality.queries.ts'

/** Fewer than this say more about single children than about a source. */
const fewestChildren = 30
const fewestPairs = 10
const notEnough = 'Not enough data'
const addressOf = (id: string): string => `/quality/${encodeURIComponent(id)}`

/** "Quality": is the whole record getting better? */
export const overviewView = ({ duplicates, conflicts, agreement, sources }: Overview): PageContent => ({
  title: 'Quality of the record',
  heading: 'Is the record getting better?',
  wide: true,
  body: html`${figures([
    { label: 'Possible duplicates', value: formatNumber(duplicates), note: 'wait for you', href: '/duplicates' },
    { label: 'Conflicts', value: formatNumber(conflicts), note: 'facts to choose', href: '/conflicts' },
    {
      label: 'Reviewers agree',
      value: agreement.pairs < fewestPairs ? notEnough : formatPercent(agreement.alike / agreement.pairs),
      note: 'of questions that two answered, in 13 weeks',
      href: '/duplicates/agreement',
    },
  ])}
${
  sources.length === 0
    ? emptyState({ text: 'No source has been set up yet.', next: { text: 'See sources', href: '/sources' } })
    : table({
        caption: 'What sources sent in the last 13 weeks',
        rowHeader: true,
        columns: [
          { text: 'Source' },
          { text: 'Imports', numeric: true },
          { text: 'Rows', numeric: true },
          { text: 'Rejected', numeric: true },
          { text: 'Share rejected', numeric: true },
        ],
        rows: sources.map(one => [
          html`<a class="govuk-link" href="${addressOf(one.id)}">${one.name}</a>`,
          formatNumber(one.files),
          formatNumber(one.rows),
          formatNumber(one.rejected),
          shareOf(one.rejected, one.rows),
        ]),
      })
}`,
})

const shareOf = (part: number, whole: number): string => (whole === 0 ? notEnough : formatPercent(part / whole))

/** One source: its rejects over time, how complete and how old what it tells is. */
export const sourceQualityView = ({
  id,
  name,
  months,
  completeness,
  earlier,
  conflicts,
  agreement,
}: SourceQuality): PageContent => ({
  title: 'Quality of a source',
  heading: name,
  wide: true,
  back: { text: 'Back to quality', href: '/quality' },
  body: html`<p class="govuk-body"><a class="govuk-link" href="/sources/${encodeURIComponent(id)}">Its agreement and its imports</a></p>
${
  conflicts === undefined
    ? null
    : html`<p class="govuk-body"><a class="govuk-link" href="/conflicts">${plural(conflicts, 'conflict')}</a> that it takes part in ${conflicts === 1 ? 'waits' : 'wait'} for somebody to choose.</p>`
}
${agreement === undefined ? null : html`<p class="govuk-body">${agreedOn(agreement)}</p>`}
<h2 class="govuk-heading-m">What could not be used, month by month</h2>
${monthTable(months, id)}
<h2 class="govuk-heading-m">How complete it is</h2>
${completenessOf({ id, completeness })}
<h2 class="govuk-heading-m">How old it is</h2>
${ageOf(completeness)}
<h2 class="govuk-heading-m">How that went</h2>
${overTime(earlier)}`,
})

const agreedOn = ({ pairs, alike }: Agreement): string =>
  pairs < fewestPairs
    ? 'Too few questions that it takes part in went to two reviewers to say how far they agree.'
    : `Two reviewers answered ${plural(pairs, 'question')} that it takes part in, and ${formatPercent(alike / pairs)} of them alike, in 13 weeks.`

const monthTable = (months: readonly Month[], id: string): Html =>
  months.length === 0
    ? emptyState({
        text: 'Not enough data: nothing was imported from it in the last year.',
        next: { text: 'See its imports', href: `/sources/${encodeURIComponent(id)}` },
      })
    : table({
        caption: 'Rejected rows, the last month first',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [
          { text: 'Month' },
          { text: 'Imports', numeric: true },
          { text: 'Rows', numeric: true },
          { text: 'Rejected', numeric: true },
          { text: 'Share rejected', numeric: true },
        ],
        rows: months.map(({ month, files, rows, rejected }) => [
          formatDate(`${month}-01` as never, 'month'),
          formatNumber(files),
          formatNumber(rows),
          formatNumber(rejected),
          shareOf(rejected, rows),
        ]),
      })

const completenessOf = ({ id, completeness }: Pick<SourceQuality, 'id' | 'completeness'>): Html =>
  completeness.children < fewestChildren
    ? html`<p class="govuk-body">Not enough data: it tells of fewer than ${fewestChildren} children whom you may know of.</p>`
    : table({
        caption: `Of ${plural(completeness.children, 'child', 'children')} drawn from those it tells of`,
        rowHeader: true,
        columns: [{ text: 'Fact' }, { text: 'Told', numeric: true }, { text: 'Not told' }],
        rows: (Object.entries(expected) as [Expected, string][]).map(([key, words]) => [
          words,
          formatPercent(completeness.told[key] / completeness.children),
          completeness.told[key] === completeness.children
            ? 'Nobody'
            : html`<a class="govuk-link" href="${addressOf(id)}/${key}">Children without it<span class="govuk-visually-hidden">: ${words}</span></a>`,
        ]),
      })

const overTime = (earlier: readonly Measured[]): Html => {
  const enough = earlier.filter(one => one.children >= fewestChildren)
  return enough.length === 0
    ? html`<p class="govuk-body">Not enough data: it is looked at every Monday, and the last look of each month is kept.</p>`
    : table({
        caption: 'What was told at the end of each month, the last first',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [
          { text: 'Month' },
          ...Object.values(expected).map(text => ({ text, numeric: true })),
          { text: 'Addresses more than a year old', numeric: true },
        ],
        rows: enough.map(({ month, children, told, addresses, oldAddresses }) => [
          formatDate(`${month}-01` as never, 'month'),
          ...(Object.keys(expected) as Expected[]).map(key => formatPercent(told[key] / children)),
          addresses < fewestChildren ? 'Too few' : formatPercent(oldAddresses / addresses),
        ]),
      })
}

const ageOf = ({ children, addresses, oldAddresses, middle }: SourceQuality['completeness']): Html =>
  children < fewestChildren || middle === undefined
    ? html`<p class="govuk-body">Not enough data.</p>`
    : html`<p class="govuk-body">Half of what it tells is from after ${formatDate(middle)}.</p>
<p class="govuk-body">${
        addresses < fewestChildren
          ? 'It tells too few addresses to say how old they are.'
          : `${formatPercent(oldAddresses / addresses)} of its addresses are more than a year old.`
      }</p>`

export type MissingData = {
  readonly id: string
  readonly source: string
  readonly what: Expected
  readonly children: readonly Missing[]
  readonly more: boolean
}

/** The list behind a number: children of whom a source does not tell something. */
export const missingView = ({ id, source, what, children, more }: MissingData): PageContent => ({
  title: 'Children without a fact',
  heading: expected[what],
  lead: `Children of whom ${source} does not tell it.`,
  back: { text: `Back to ${source}`, href: addressOf(id) },
  body:
    children.length === 0
      ? emptyState({
          text: 'There are none among those drawn.',
          next: { text: 'Back to the source', href: addressOf(id) },
        })
      : html`<ul class="govuk-list">${children.map(
          child => html`<li><a class="govuk-link" href="/children/${child.address}">${child.name}</a></li>`,
        )}</ul>
${more ? html`<p class="govuk-body">There are more. These are the first that were drawn.</p>` : null}`,
})
