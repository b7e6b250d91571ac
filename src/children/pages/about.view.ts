import type { RecordKind } from '../../access/index.ts'
import {
  boxesOf,
  type Category,
  formatDate,
  londonDate,
  type PlainDate,
  plural,
  upperFirst,
} from '../../kernel/index.ts'
import {
  button,
  card,
  dateInput,
  details,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  summaryList,
  table,
} from '../../platform/views/index.ts'
import { type GoldenRecord, isKeepable, type KnownFact, type RecordSummary } from '../golden-record/index.ts'
import { chosenFacts, fieldsOf, numbersOf, type ToldFactRow, type ToldValue } from './about-values.ts'
import type { RecordHeader } from './header.queries.ts'
import { recordHref, recordPage } from './record-page.view.ts'

export type AboutData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly record: GoldenRecord
  readonly facts: readonly KnownFact[]
  readonly titles: readonly Pick<RecordKind, 'kind' | 'title'>[]
  readonly summary: RecordSummary
  /** May the reader ask whether the record is two children's? */
  readonly mayPart: boolean
  /** Categories of which this reader may say who reads one fact. */
  readonly writable: readonly Category[]
}

/** Where everything on the record comes from: each fact's values, the rule that chose one, the numbers, and the sources tied to it. */
export const aboutView = (data: AboutData, csrf: string): PageContent =>
  recordPage(data.header, {
    title: 'About this record',
    part: '/about',
    lead: html`<p class="govuk-body">What this record is made of, as far as your role may see.</p>`,
    body: html`${knownForm(data)}
${card({ title: 'What is shown, and why', body: chosen(chosenFacts(data.record)) })}
${card({ title: 'Numbers', body: numbers(data) })}
${card({ title: 'Where this record comes from', body: html`${links(data)}${partForm(data, csrf)}` })}
${
  data.header.knownOn
    ? null
    : html`<p class="govuk-body"><a class="govuk-link" href="${recordHref(data.header.address, '/who-may-open')}">Who may open this record</a></p>
<p class="govuk-body">Information governance and auditors know this record by its reference, ${data.header.address.slice(0, 8)}. Give it to them where a family asks who has looked.</p>`
}
${card({ title: 'Everything recorded', body: everything(data), id: 'everything' })}`,
  })

const knownForm = ({
  header,
  today,
}: AboutData): Html => html`<form class="tl-noprint" action="${recordHref(header.address, '/about')}" method="get" novalidate>
${dateInput({ id: 'on', name: 'on', legend: 'See the record as it was known on', hint: 'A day in the past, for example 27 3 2024', values: boxesOf(header.knownOn) })}
${button({ text: 'Show that day', kind: 'secondary' })}
</form>${
  header.knownOn
    ? html`<p class="govuk-body">As known on ${formatDate(today)}: <a class="govuk-link" href="${recordHref(header.address, `/timeline?known=${today}`)}">timeline</a>, <a class="govuk-link" href="${recordHref(header.address, `/family?known=${today}`)}">family and home</a>, <a class="govuk-link" href="${recordHref(header.address, `/school?known=${today}`)}">school and attendance</a>.</p>`
    : null
}`

const chosen = (rows: readonly ToldFactRow[]): Html =>
  rows.length === 0
    ? emptyState({ text: 'Nothing is recorded that your role may see.' })
    : table({
        columns: [
          { text: 'Fact' },
          { text: 'Shown' },
          { text: 'From' },
          { text: 'Other values' },
          { text: 'How it is chosen' },
        ],
        rowHeader: true,
        rows: rows.map(row => {
          const [first, ...others] = distinct(row.values)
          return [
            row.name,
            first ? first.value : '',
            first ? first.said : '',
            others.length === 0
              ? 'None'
              : html`${row.disagree ? html`<strong>Two sources disagree</strong><br>` : null}${others.map(o => html`${o.value} (${o.said})<br>`)}`,
            row.rule,
          ]
        }),
      })

/** Each value once, with everybody who gives it and when each last did. */
const distinct = (values: readonly ToldValue[]): { value: string; said: string }[] =>
  [...Map.groupBy(values, v => v.value)].map(([value, same]) => ({
    value,
    said: [...new Map(same.map(v => [v.said, v]).toReversed() as [string, ToldValue][]).values()]
      .toReversed()
      .map(v => `${upperFirst(v.said)}, ${formatDate(v.on ?? londonDate(v.knownFrom))}`)
      .join('; '),
  }))

const numbers = ({ record }: AboutData): Html => {
  const list = numbersOf(record)
  return list.length === 0
    ? emptyState({ text: 'No UPN, NHS number or other number is recorded.' })
    : summaryList({
        rows: list.map(one => ({
          key: one.name,
          value: html`${one.number}${one.note ? html`<br><span class="tl-source">${one.note}</span>` : null}`,
        })),
      })
}

const links = ({ summary }: AboutData): Html =>
  summary.parts.length === 0
    ? emptyState({ text: 'Nothing from a source is recorded that your role may see.' })
    : table({
        columns: [
          { text: 'Source' },
          { text: 'First and last heard' },
          { text: 'Why it is on this record' },
          { text: 'Facts you can see', numeric: true },
        ],
        rows: summary.parts.map(part => [
          upperFirst(part.said),
          spanWords(londonDate(part.firstKnown), londonDate(part.lastKnown)),
          part.because
            ? html`${part.because.words.join('. ')}.<br><span class="tl-source">Compared with ${part.because.with}</span>`
            : 'The first of this record',
          part.facts,
        ]),
      })

/** Where the clearing house says that the record is two children's. */
const partForm = ({ header, summary, mayPart }: AboutData, csrf: string): Html | null =>
  mayPart && summary.parts.filter(part => part.source !== 'throughline').length > 1
    ? form({
        action: `/duplicates/part/${header.address}`,
        csrf,
        body: html`<p class="govuk-body">If these are two children’s records, say which belong to which child.</p>${button({ text: 'Split this record', kind: 'secondary', preventDoubleClick: true })}`,
      })
    : null

const spanWords = (first: PlainDate, last: PlainDate): string =>
  first === last ? formatDate(first) : `${formatDate(first)}, last ${formatDate(last)}`

const everything = (data: AboutData): Html => {
  const groups = data.titles.flatMap(kind => {
    const facts = data.facts.filter(f => f.kind === kind.kind)
    return facts.length > 0 ? [{ kind, facts }] : []
  })
  return html`${groups.map(({ kind, facts }) =>
    details({
      summary: `${kind.title}: ${plural(facts.length, 'record')}`,
      body: table({
        columns: [{ text: 'What it says' }, { text: 'True' }, { text: 'From' }],
        rows: facts.map(fact => [
          html`${fieldsOf(fact.body).map(f => html`<strong>${f.name}:</strong> ${f.value}<br>`)}`,
          fact.from ? `From ${formatDate(fact.from)}` : 'No date of its own',
          html`${upperFirst(fact.said)}, known since ${formatDate(londonDate(fact.knownFrom))}${readersLink(data, fact)}`,
        ]),
      }),
    }),
  )}`
}

/** The way to who may read one fact, from the record as it is now. */
const readersLink = ({ header, writable }: AboutData, fact: KnownFact): Html | null =>
  header.knownOn || !(fact.kept || (writable.includes(fact.category) && isKeepable(fact.kind)))
    ? null
    : html`<br><a class="govuk-link" href="${recordHref(header.address, `/facts/${fact.address}`)}">${fact.kept ? 'Kept to a few named people' : 'Who may read this'}</a>`
