import { deskPage, type Route } from '../../../access/index.ts'
import {
  categoryBit,
  formatDate,
  formatNumber,
  leastShown,
  londonDate,
  NotFound,
  type PlainDate,
  plural,
} from '../../../kernel/index.ts'
import { type Html, html, type PageContent, table } from '../../../platform/views/index.ts'
import { sourceCodes, sourceWords } from '../support/register-forms.ts'
import { countSchools, countTold } from './trends.queries.ts'
import {
  addShown,
  addUp,
  allOf,
  askedAbove,
  type Between,
  type SchoolsTold,
  type SourceTrend,
  schoolsTold,
  silentSources,
  spanOf,
  trendsOf,
  wholeMonths,
} from './trends.ts'

type Trends = {
  readonly months: readonly PlainDate[]
  readonly trends: readonly SourceTrend[]
  readonly schools: SchoolsTold
}

/** Who tells us, month by month, and which schools name nobody: counts alone, for the managers of this service. */
export const trendsPage: Route = deskPage({
  path: '/support-trends',
  purpose: 'see who tells of children to support',
  nav: '/teams',
  right: 'count-support',
  actor: 'counts',
  load: async (command): Promise<Trends> => {
    // Of another service's manager nobody says that there is such a page.
    if (((command.reader?.masks.full ?? 0) & categoryBit('young-carer')) === 0) throw new NotFound()
    const months = wholeMonths(londonDate(command.at))
    return {
      months,
      trends: trendsOf(sourceCodes, months, await countTold(command, spanOf(months))),
      schools: schoolsTold(await countSchools(command)),
    }
  },
  answer: data => ({ page: trendsView(data) }),
  examples: trendExamples(),
})

const trendsView = ({ months, trends, schools }: Trends): PageContent => {
  const silent = silentSources(trends)
  const told = trends.filter(({ source }) => !silent.includes(source))
  return {
    title: 'Who tells us',
    heading: 'Who tells us',
    lead: 'How often each service told us, in the last twelve whole months. A child of whom two told is counted with both.',
    wide: true,
    back: { text: 'Register', href: '/support-register' },
    body: html`<p class="govuk-body">${
      silent.length === 0
        ? 'Every service told us of somebody.'
        : `Told us of nobody: ${silent.map(sourceWords).join('; ')}.`
    }</p>
<p class="govuk-body">Small numbers are shown as 1 to ${leastShown - 1}. A sum is of what is shown, so that it lies between two numbers where a month is small.</p>
${yearPart(trends)}${told.length > 0 ? html`${half(months, told, 6)}${half(months, told, 0)}` : null}${schoolsPart(schools)}`,
  }
}

const betweenWords = ({ least, most }: Between): string =>
  least === most ? formatNumber(least) : `${formatNumber(least)} to ${formatNumber(most)}`

/** The year of each source: the two halves of it, so that one can be read against the other, and the whole. */
const yearPart = (trends: readonly SourceTrend[]): Html => {
  const all = allOf(trends)
  return table({
    caption: 'The twelve months together',
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [
      { text: 'Who told us' },
      { text: 'First six months', numeric: true },
      { text: 'Last six months', numeric: true },
      { text: 'Year', numeric: true },
    ],
    rows: [
      ...trends.map(({ source, counts }) => [
        sourceWords(source),
        ...[counts.slice(0, 6), counts.slice(6), counts].map(part => betweenWords(addShown(part))),
      ]),
      ['All of them', ...[all.slice(0, 6), all.slice(6), all].map(part => betweenWords(addUp(part)))],
    ],
  })
}

/** Six months side by side of those who told us of somebody: the others stand above, and in the year. The later half first. */
const half = (months: readonly PlainDate[], trends: readonly SourceTrend[], from: number): Html => {
  const own = months.slice(from, from + 6)
  return table({
    caption: from === 0 ? 'The six months before' : 'The last six whole months',
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'Who told us' }, ...own.map(month => ({ text: formatDate(month, 'month'), numeric: true }))],
    rows: [
      ...trends.map(({ source, counts }) => [
        sourceWords(source),
        ...counts.slice(from, from + 6).map(count => betweenWords(addShown([count]))),
      ]),
      [
        'All of them',
        ...allOf(trends)
          .slice(from, from + 6)
          .map(betweenWords),
      ],
    ],
  })
}

const schoolsPart = ({
  large,
  uncounted,
  silent,
}: SchoolsTold): Html => html`<h2 class="govuk-heading-m">Schools whose census names nobody</h2>
<p class="govuk-body">${
  large === 0
    ? `No school has more than ${askedAbove} pupils.`
    : `${silent.length} of ${plural(large, 'school', 'schools')} with more than ${askedAbove} pupils. “Not declared” is not “no”: ask what they do to find out.`
}</p>
${uncounted.length > 0 ? html`<p class="govuk-body">No census has come from ${uncounted.join('; ')}.</p>` : null}${
  silent.length > 0
    ? table({
        caption: 'Schools whose census names nobody, the largest first',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [
          { text: 'School' },
          { text: 'Pupils, about', numeric: true },
          { text: 'Known to us there, about', numeric: true },
        ],
        rows: silent.map(({ school, pupils, helped }) => [
          school,
          formatNumber(pupils),
          helped === undefined ? `Fewer than ${leastShown}` : formatNumber(helped),
        ]),
      })
    : null
}`

function trendExamples(): Record<string, Trends> {
  const months = wholeMonths('2026-05-04' as PlainDate)
  const count = (source: string, at: number, told: number) => ({ source, month: months[at] as PlainDate, told })
  const counts = [count('school', 2, 9), count('school', 8, 14), count('gp', 7, 3), count('hospital', 11, 1)]
  const school = (name: string, pupils: number, helped: number, counted = pupils, named = 0) => ({
    ...{ school: name, pupils, counted, named, helped },
  })
  return {
    usual: {
      months,
      trends: trendsOf(sourceCodes, months, counts),
      schools: schoolsTold([
        school('Larchfield Academy', 1184, 22),
        school('Mill Primary', 243, 2),
        school('Quarry Bank Academy', 903, 4, 903, 7),
        school('Saltholme High', 640, 0, 0),
      ]),
    },
    'nobody told us yet': { months, trends: trendsOf(sourceCodes, months, []), schools: schoolsTold([]) },
  }
}
