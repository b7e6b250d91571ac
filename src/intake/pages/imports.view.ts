import type { ViewFrame } from '../../access/index.ts'
import { formatInstant, formatNumber, londonDate } from '../../kernel/index.ts'
import {
  button,
  checkboxes,
  details,
  errorSummary,
  fileUpload,
  form,
  type Html,
  html,
  type PageContent,
  pagination,
  select,
  table,
  tag,
} from '../../platform/views/index.ts'
import type { RefusedFile } from '../receive.actions.ts'
import type { ListedRun } from './runs.queries.ts'
import type { NamedSource } from './sources.queries.ts'
import { stateWords } from './words.ts'

export const pageLength = 25

export type ImportsData = {
  readonly runs: readonly ListedRun[]
  readonly sources: readonly NamedSource[]
  readonly page: number
  readonly more: boolean
}

/** "Imports": whether the files came, and whether they are sound. */
export const importsView = (data: ImportsData, frame: Pick<ViewFrame, 'at' | 'csrf'>): PageContent => ({
  title: 'Imports',
  heading: 'Imports',
  wide: true,
  body: html`${upload(data.sources, frame.csrf)}
<p class="govuk-body"><a class="govuk-link" href="/sources">Sources: what comes when, and by which agreement</a></p>
${runTable(data.runs, frame.at)}
${data.page > 1 || data.more ? pages(data) : null}`,
})

const pages = ({ page, more }: ImportsData): Html =>
  pagination({
    ...(page > 1 ? { previous: { href: `/imports?page=${page - 1}` } } : {}),
    ...(more ? { next: { href: `/imports?page=${page + 1}` } } : {}),
    label: 'Imports',
  })

/** The list of imports, each with its way to what became of it. */
export const runTable = (runs: readonly ListedRun[], at: Date, caption = 'Imports, the latest first'): Html =>
  table({
    caption,
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [
      { text: 'Source' },
      { text: 'Period' },
      { text: 'Came' },
      { text: 'State' },
      { text: 'Rows', numeric: true },
      { text: 'Rejected', numeric: true },
      { text: 'Waiting', numeric: true },
      { text: 'To review', numeric: true },
    ],
    rows: runs.map(run => [
      html`<a class="govuk-link" href="/imports/${run.run}">${run.source}<span class="govuk-visually-hidden">, ${run.period}</span></a>`,
      run.period,
      formatInstant(run.receivedAt, londonDate(at)),
      stateTag(run.state),
      formatNumber(run.rows),
      formatNumber(run.rejected),
      formatNumber(run.waiting),
      formatNumber(run.review),
    ]),
    empty: 'No files have come yet. Choose files above to bring in the first.',
  })

const stateTag = (state: ListedRun['state']): Html | string => {
  const { text, tone } = stateWords[state]
  return tone === 'plain' ? text : tag({ text, tone })
}

const upload = (sources: readonly NamedSource[], csrf: string): Html =>
  form({
    action: '/imports',
    csrf,
    multipart: true,
    body: html`${fileUpload({
      name: 'files',
      label: 'Files to bring in',
      hint: 'CSV, Excel, Access, XML or JSON, as the system exports them. Choose all files of one arrival together.',
      multiple: true,
    })}
${details({
  summary: 'If we should not find out ourselves what the files are',
  body: html`${select({
    name: 'source',
    label: 'The files come from',
    items: [{ text: 'Find out from the files', value: '' }, ...sources.map(one => ({ text: one.name, value: one.id }))],
  })}`,
})}
${checkboxes({
  name: 'check',
  items: [{ text: 'Only check the files', value: 'yes', hint: 'You see what would happen. Nothing is saved.' }],
})}
${button({ text: 'Bring in', preventDoubleClick: true })}`,
  })

/** Files that no import was made of, and those that were taken in beside them. */
export const refusedView = (
  refused: readonly RefusedFile[],
  runs: readonly { readonly run: string; readonly period: string }[],
): PageContent => ({
  title: 'Some files could not be brought in',
  heading: 'Some files could not be brought in',
  back: { text: 'Imports', href: '/imports' },
  error: true,
  body: html`${errorSummary({ errors: refused.map(one => ({ text: `${one.file}: ${one.problem} ${one.fix}` })) })}
${runs.map(one => html`<p class="govuk-body"><a class="govuk-link" href="/imports/${one.run}">An import for ${one.period} has begun</a></p>`)}
<p class="govuk-body"><a class="govuk-link" href="/imports">Choose other files</a></p>`,
})

/** The form was sent without a file. */
export const noFileView = (): PageContent => ({
  title: 'No file was chosen',
  heading: 'No file was chosen',
  back: { text: 'Imports', href: '/imports' },
  error: true,
  body: html`${errorSummary({ errors: [{ text: 'Choose at least one file to bring in', href: '/imports' }] })}`,
})
