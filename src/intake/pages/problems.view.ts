import { mostRowsOut, partsOut } from '../../access/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { type Html, html, type PageContent, pagination, problemGroups, table } from '../../platform/views/index.ts'
import type { RejectedTable } from '../rejected-rows.queries.ts'
import type { FoundProblem, Outcome, ProblemRow } from './runs.queries.ts'

/** A problem whose value is covered where it says who somebody is. */
export type ShownProblem = FoundProblem

const headings: Readonly<Record<Outcome, { readonly title: string; readonly lead: string; readonly who: string }>> = {
  rejected: { title: 'Rejected rows', lead: 'These rows were not used.', who: 'The source can put this right.' },
  waiting: {
    title: 'Rows that wait for a meaning',
    lead: 'These rows are kept back until somebody says what their values mean.',
    who: 'You can put this right here.',
  },
  warning: {
    title: 'Used, with a doubt',
    lead: 'These rows were used, without the value in doubt.',
    who: 'The source can put this right.',
  },
}

/** Problems first, by sort, with one example, how to mend it and who can. Then the way to the rows. */
export const problemsView = (
  problems: readonly ShownProblem[],
  run: string,
  tables: readonly RejectedTable[],
): Html => html`${(['rejected', 'waiting', 'warning'] as const).map(outcome =>
  section(
    outcome,
    problems.filter(p => p.outcome === outcome),
    run,
  ),
)}
${tables.length > 0 ? download(run, tables) : null}`

const isOfRow = (p: ShownProblem): boolean => p.line !== null && p.column !== null

const section = (outcome: Outcome, problems: readonly ShownProblem[], run: string): Html | null => {
  if (problems.length === 0) return null
  const { title, lead, who } = headings[outcome]
  const ofRows = problems.filter(isOfRow)
  return html`<h2 class="govuk-heading-m">${title}</h2><p class="govuk-body">${lead}</p>
${ofRows.length > 0 ? problemGroups(ofRows.map(p => group(p, run, who))) : null}
${problems.filter(p => !isOfRow(p)).map(p => html`<p class="govuk-body"><strong>${p.problem}</strong> ${p.fix} ${p.file === '' ? null : html`<span class="tl-problem__who">${plural(p.count, 'time')} in ${p.file}.</span>`}</p>`)}`
}

const group = (p: ShownProblem, run: string, who: string) => ({
  problem: p.problem,
  count: p.count,
  example: {
    file: placeOf(p),
    line: p.line ?? 0,
    column: p.column ?? '',
    got: p.got ?? '',
    wanted: p.wanted || 'something else',
  },
  fix: p.fix,
  who,
  ...(p.count > 1 ? { href: `/imports/${run}/problems/${p.id}` } : {}),
})

const placeOf = ({ file, table }: Pick<FoundProblem, 'file' | 'table'>): string =>
  table && !['csv', 'list', ''].includes(table) ? `${file}, ${table}` : file

const download = (
  run: string,
  tables: readonly RejectedTable[],
): Html => html`<h2 class="govuk-heading-m">Send the rows back</h2>
<p class="govuk-body">Each file has the source’s own columns and three more: what is wrong, how to mend it, and who took it out. Mended, it can be brought in as it is.</p>
<ul class="govuk-list">${tables.map((one, i) =>
  partsOut(one.rows).map(([from, to], part) => {
    const of = tables.length > 1 ? ` of ${one.table}` : ''
    const rows = one.rows > mostRowsOut ? `rows ${formatNumber(from)} to ${formatNumber(to)}` : plural(one.rows, 'row')
    const at = (more: string) => `/imports/${run}/rows/${i}${more}${part > 0 ? `?part=${part + 1}` : ''}`
    return html`<li><a class="govuk-link" href="${at('')}">Download ${rows}${of} (CSV)</a>, and <a class="govuk-link" href="${at('/manifest')}">what is in them<span class="govuk-visually-hidden">: ${rows}${of}</span></a></li>`
  }),
)}</ul>`

export type ProblemData = {
  readonly run: string
  readonly source: string
  readonly problem: ShownProblem
  readonly rows: readonly ProblemRow[]
  readonly page: number
  readonly more: boolean
}

/** The rows that have one problem. */
export const problemView = (data: ProblemData): PageContent => {
  const here = `/imports/${data.run}/problems/${data.problem.id}`
  return {
    title: data.problem.problem,
    heading: data.problem.problem,
    lead: data.problem.fix,
    back: { text: data.source, href: `/imports/${data.run}` },
    wide: true,
    body: html`${table({
      caption: `${plural(data.problem.count, 'row')}`,
      captionClasses: 'govuk-table__caption--m',
      columns: [
        { text: 'File' },
        { text: 'Line', numeric: true },
        { text: 'Column' },
        { text: 'We got' },
        { text: 'We expected' },
      ],
      rows: data.rows.map(row => [
        placeOf(row),
        row.line === null ? 'No line' : formatNumber(row.line),
        row.column ?? 'The whole row',
        row.got === null || row.got === '' ? 'Nothing' : html`<span class="tl-mark">${row.got}</span>`,
        row.wanted ?? 'Something else',
      ]),
    })}
${
  data.page > 1 || data.more
    ? pagination({
        ...(data.page > 1 ? { previous: { href: `${here}?page=${data.page - 1}` } } : {}),
        ...(data.more ? { next: { href: `${here}?page=${data.page + 1}` } } : {}),
        label: 'Rows',
      })
    : null
}`,
  }
}
