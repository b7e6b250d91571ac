import { formatInstant, formatNumber, londonDate, plural } from '../../kernel/index.ts'
import {
  button,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  summaryList,
  table,
} from '../../platform/views/index.ts'
import { type BrokenFile, type MendedRow, mostRows } from './own-rows.queries.ts'
import type { RowBox } from './own-rows.ts'

/** A rejected row as one reader sees it: what was got only where their role sees that column. */
export type ShownRow = {
  readonly id: number
  readonly file: string
  readonly receivedAt: Date
  readonly line: number | null
  readonly column: string
  /** The school's own number of the pupil, where the row has one. */
  readonly pupil?: string
  readonly problem: string
  readonly got?: string
  readonly wanted: string | null
  readonly fix: string
}
export type RowsToMend = {
  readonly address: string
  readonly school: string
  readonly rows: readonly ShownRow[]
  readonly more: boolean
  readonly broken: readonly BrokenFile[]
  readonly mended: readonly MendedRow[]
}
type Frame = { readonly at: Date; readonly csrf: string }

/** The page of a school's rows to mend, by the school's address. */
export const rejectedHref = (address: string): string => `/my-schools/${address}/rejected`

/** The rows of a school's own files that were not used, how to mend each, and what was mended. */
export const rowsToMendView = (data: RowsToMend, { at }: Frame): PageContent => ({
  title: 'Rows to mend',
  heading: `Rows to mend, ${data.school}`,
  back: { text: data.school, href: `/my-schools/${data.address}` },
  wide: true,
  body: html`${data.broken.length > 0 ? brokenTable(data.broken, at) : null}${
    data.rows.length === 0
      ? emptyState({
          text: 'Every row that your school has sent was used, or is mended.',
          next: { text: 'See which registers came', href: `/my-schools/${data.address}/registers` },
        })
      : html`<p class="govuk-body">${plural(data.rows.length, 'row')} of your school’s files could not be used${data.more ? html`. These are the newest ${mostRows}` : null}. Put each right in your own system too, or it comes wrong again with the next file. A row that your system has sent soundly since is gone from here.</p>${rowsTable(data, at)}`
  }${data.mended.length > 0 ? mendedTable(data.mended, at) : null}`,
})

const place = ({ line }: { readonly line: number | null }): string =>
  line === null ? 'No line' : `Line ${formatNumber(line)}`

const rowsTable = ({ address, rows }: RowsToMend, at: Date): Html =>
  table({
    caption: 'Rows that were not used, the newest first',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Row' },
      { text: 'Column' },
      { text: 'We got' },
      { text: 'We expected' },
      { text: 'What is wrong, and how to mend it' },
    ],
    rows: rows.map(one => [
      html`<a class="govuk-link" href="${rejectedHref(address)}/${one.id}">${place(one)}</a>${one.pupil ? html`<br>Pupil ${one.pupil} in your system` : null}<br><span class="govuk-hint govuk-!-margin-bottom-0">${one.file}, ${formatInstant(one.receivedAt, londonDate(at))}</span>`,
      one.column,
      gotWords(one),
      one.wanted ?? 'Something else',
      html`${one.problem}<br>${one.fix}`,
    ]),
  })

const gotWords = ({ got }: ShownRow): Html | string =>
  got === undefined ? 'Not shown to your role' : got === '' ? 'Nothing' : html`<span class="tl-mark">${got}</span>`

const brokenTable = (files: readonly BrokenFile[], at: Date): Html =>
  table({
    caption: 'Files that could not be read. Send each again.',
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'File' }, { text: 'Came' }, { text: 'What is wrong, and how to mend it' }],
    rows: files.map(one => [
      one.file,
      formatInstant(one.receivedAt, londonDate(at)),
      html`${one.problem}<br>${one.fix}`,
    ]),
  })

const mendedTable = (mended: readonly MendedRow[], at: Date): Html =>
  table({
    caption: 'Mended',
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'Row' }, { text: 'What was wrong' }, { text: 'How' }, { text: 'By' }],
    rows: mended.map(one => [
      html`${place(one)}<br><span class="govuk-hint govuk-!-margin-bottom-0">${one.file}</span>`,
      html`${one.column ? html`${one.column}: ` : null}${one.problem}`,
      one.how === 'here' ? 'Mended here' : 'Sent again in another way',
      html`${one.by}<br>${formatInstant(one.at, londonDate(at))}`,
    ]),
  })

/** One rejected row and the boxes in which it is mended. */
export type OneRow = {
  readonly address: string
  readonly school: string
  readonly row: ShownRow
  /** None where the row cannot be sent by itself. */
  readonly boxes: readonly RowBox[]
  readonly canMend: boolean
  readonly faults: readonly FormError[]
}

/** One row: where it stands, what is wrong, and two ways to be rid of it. */
export const oneRowView = (
  { address, school, row, boxes, canMend, faults }: OneRow,
  { at, csrf }: Frame,
): PageContent => ({
  title: 'Mend a row',
  heading: 'Mend a row',
  error: faults.length > 0,
  back: { text: `Rows to mend, ${school}`, href: rejectedHref(address) },
  body: html`${formErrors(faults)}
${summaryList({
  rows: [
    { key: 'File', value: `${row.file}, came ${formatInstant(row.receivedAt, londonDate(at))}` },
    { key: 'Line', value: row.line === null ? 'No line' : formatNumber(row.line) },
    { key: 'Column', value: row.column },
    { key: 'We got', value: gotWords(row) },
    { key: 'We expected', value: row.wanted ?? 'Something else' },
    { key: 'What is wrong', value: row.problem },
    { key: 'How to mend it', value: row.fix },
  ],
})}
${
  canMend
    ? html`<h2 class="govuk-heading-m">Mend it here</h2>
<p class="govuk-body">Correct what is wrong and send the row. It is checked as every file is. What else the row says goes along as it came.</p>
${form({
  action: `${rejectedHref(address)}/${row.id}`,
  csrf,
  body: html`${boxes.map(box =>
    input({
      name: box.name,
      label: box.words,
      value: box.value,
      autocomplete: 'off',
      ...errorOf(faults, box.name),
    }),
  )}
${button({ text: 'Send the mended row', id: 'send', preventDoubleClick: true })}`,
})}`
    : html`<p class="govuk-body">This row cannot be mended by itself. Put it right in your own system and send the file again.</p>`
}
<h2 class="govuk-heading-m">Or it was sent again in another way</h2>
<p class="govuk-body">If your system has sent the row again and it still stands here, take it off the list. Your name and the time are kept.</p>
${form({
  action: `${rejectedHref(address)}/${row.id}/sent`,
  csrf,
  body: button({ text: 'It was sent again', kind: 'secondary', preventDoubleClick: true }),
})}`,
})
