import { plural } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  details,
  errorSummary,
  form,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  radios,
  select,
  table,
  tag,
} from '../../platform/views/index.ts'
import { getService, services } from './listed-services.ts'
import type { Mapping } from './mapping.ts'
import { meaningsOf } from './meanings.ts'
import { getTarget, targetsFor } from './targets.ts'

/** One column as a person is asked about it: what we think, why, and some of its values, covered where they say who it is. */
export type ShownColumn = {
  readonly name: string
  readonly target: string
  readonly reason: string
  readonly confidence: Mapping['columns'][number]['confidence']
  readonly samples: readonly string[]
  readonly isNew: boolean
}

export type MappingData = {
  readonly run: string
  readonly fileName: string
  readonly mapping: Mapping
  readonly columns: readonly ShownColumn[]
  /** Columns that were confirmed before and are not in this file. */
  readonly gone: readonly string[]
  /** Every sheet, in the order of the file. */
  readonly sheets: readonly { readonly name: string; readonly line?: number }[]
  readonly meanings: readonly { readonly column: number; readonly value: string; readonly count: number }[]
  /** A source has confirmed these columns before. */
  readonly known: boolean
  readonly errors: readonly string[]
}

/** "What the columns mean": our proposal with its reasons, to be put right and confirmed. */
export const mappingView = (data: MappingData, { csrf }: { readonly csrf: string }): PageContent => {
  const here = `/imports/${data.run}/mapping`
  return {
    title: 'What the columns mean',
    heading: 'What the columns mean',
    lead: `${data.fileName}. Nothing is kept of a column until you say what it means.`,
    back: { text: 'The import', href: `/imports/${data.run}` },
    wide: true,
    ...(data.errors.length > 0 ? { error: true } : {}),
    body: html`${data.errors.length > 0 ? errorSummary({ errors: data.errors.map(text => errorLink(text, data.columns)) }) : null}
${changes(data)}
${form({
  action: here,
  csrf,
  body: html`${aboutList(data)}
${columnTable(data)}
${meaningFields(data)}
${buttonGroup([
  button({ text: data.known ? 'Confirm the changes' : 'Confirm and bring in', preventDoubleClick: true }),
  button({ text: 'Propose again', kind: 'secondary', name: 'again', value: 'yes' }),
])}`,
})}`,
  }
}

/** Leads from what is wrong to the column it is about. */
const errorLink = (text: string, columns: readonly ShownColumn[]): { text: string; href: string } => {
  const at = columns.findIndex(column => text.includes(`“${column.name}”`))
  return { text, href: at < 0 ? '#service' : `#column-${at}` }
}

const changes = ({ known, columns, gone }: MappingData): Html | null => {
  const added = columns.filter(c => c.isNew).map(c => c.name)
  if (!known || added.length + gone.length === 0) return null
  return insetText({
    body: html`<p class="govuk-body"><strong>The list has changed since its columns were confirmed.</strong></p>
${added.length > 0 ? html`<p class="govuk-body">New: ${added.join(', ')}.</p>` : null}
${gone.length > 0 ? html`<p class="govuk-body">No longer there: ${gone.join(', ')}.</p>` : null}`,
  })
}

const aboutList = ({
  mapping,
  sheets,
}: MappingData): Html => html`${input({ name: 'name', label: 'What the list is called', value: mapping.name, width: 30 })}
${select({
  name: 'service',
  label: 'What it is a list of',
  hint: 'It decides what a column can mean. After a change here choose “Propose again”.',
  items: services.map(s => ({ text: s.title, value: s.key })),
  value: mapping.service,
})}
${radios({
  name: 'mode',
  legend: 'When a child is missing from the next list',
  items: [
    { text: 'They have left it', value: 'snapshot', hint: 'The list is whole each time.' },
    { text: 'Nothing follows from it', value: 'delta', hint: 'The list only brings what is new.' },
  ],
  value: mapping.mode,
})}
${details({
  summary: 'Headings and dates',
  body: html`${sheets.map((sheet, i) =>
    input({
      name: `line-${i}`,
      label: `Line of the headings in “${sheet.name}”`,
      hint: 'Enter 0 to leave this sheet out. After a change choose “Propose again”.',
      value: sheet.line ?? 0,
      width: 4,
      inputmode: 'numeric',
    }),
  )}
${radios({
  name: 'dates',
  legend: 'In dates of two numbers and a year',
  items: [
    { text: 'The day comes first: 27/3/2017', value: 'dmy' },
    { text: 'The month comes first: 3/27/2017', value: 'mdy' },
  ],
  value: mapping.dateOrder,
})}`,
})}`

const columnTable = ({ columns, mapping }: MappingData): Html =>
  table({
    caption: `${plural(columns.length, 'column')} of ${getService(mapping.service).title.toLowerCase()}`,
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'Column' }, { text: 'Some values' }, { text: 'What it means' }, { text: 'Why we think so' }],
    rows: columns.map((column, i) => [
      html`${column.name}${column.isNew ? html` ${tag({ text: 'New', tone: 'warning' })}` : null}`,
      column.samples.length > 0 ? html`${column.samples.map(text => html`<div>${text}</div>`)}` : 'Empty',
      targetSelect(column, i, mapping),
      html`${column.confidence === 'not known' ? html`<strong>Say what this is.</strong> ` : null}${column.reason} ${kindWords(column.target)}`,
    ]),
  })

const kindWords = (key: string): string => {
  const { category, sensitivity } = getTarget(key)
  if (category === 'unused' || category === 'key') return ''
  return sensitivity > 1 ? 'Kept as sensitive.' : ''
}

const targetSelect = (column: ShownColumn, i: number, mapping: Mapping): Html =>
  select({
    name: `column-${i}`,
    label: html`What “${column.name}” means`,
    labelClasses: 'govuk-visually-hidden',
    items: targetsFor(mapping.service).map(t => ({
      text: t.group === 'Neither' ? t.label : `${t.group}: ${t.label}`,
      value: t.key,
    })),
    value: column.target,
  })

const meaningFields = ({ meanings, columns }: MappingData): Html | null => {
  if (meanings.length === 0) return null
  return html`<h2 class="govuk-heading-m">Values without a meaning</h2>
<p class="govuk-body">Rows with one of these wait until somebody says what it means.</p>
${meanings.map(({ column, value, count }, i) => {
  const shown = columns[column]
  const offered = shown ? (meaningsOf(getTarget(shown.target).reads) ?? []) : []
  return html`<input type="hidden" name="meaning-of-${i}" value="${column}"><input type="hidden" name="meaning-value-${i}" value="${value}">
${select({
  name: `meaning-${i}`,
  label: `“${value}” in “${shown?.name ?? ''}”, ${plural(count, 'row')}`,
  items: [{ text: 'Not decided yet', value: '' }, ...offered.map(m => ({ text: m.label, value: m.value }))],
})}`
})}`
}
