import type { ViewFrame } from '../../access/index.ts'
import { formatInstant, londonDate, plural } from '../../kernel/index.ts'
import { button, emptyState, type Html, html, type PageContent, pagination, table } from '../../platform/views/index.ts'
import { anotherService, namedSource } from '../golden-record/index.ts'
import { type Band, bandHeadings, bandOf, questionOf, questionWords } from './bands.ts'
import type { ListedCase } from './cases.queries.ts'

/** How many questions a page of the list holds. */
export const pageLength = 50

/** The list as it is shown: one page of it, and what waits in all. */
export type ListData = {
  readonly cases: readonly ListedCase[]
  readonly open: number
  readonly asked: number
  readonly page: number
  /** How many the reader answered today: their own pace, which nobody else is shown. */
  readonly answered: number
}

/** "Possible duplicates": what to decide next. */
export const listView = (data: ListData, { at }: Pick<ViewFrame, 'at'>): PageContent => ({
  title: 'Possible duplicates',
  heading: 'Possible duplicates',
  wide: true,
  body: html`${data.open + data.asked === 0 ? allClear : waiting(data)}
${data.answered > 0 ? html`<p class="govuk-body">You answered ${plural(data.answered, 'question')} today. Only you see that.</p>` : null}
<p class="govuk-body"><a class="govuk-link" href="/duplicates/decided">Decided, and how to undo it</a></p>
<p class="govuk-body"><a class="govuk-link" href="/splits">Whose is this? What was written before a record came apart</a></p>
<p class="govuk-body"><a class="govuk-link" href="/duplicates/agreement">How far we agree</a></p>
${bandsOf(data, at).map(([band, cases]) => bandTable(band, cases, at))}
${pages(data)}`,
})

const allClear = emptyState({
  text: 'All clear: no possible duplicates wait for you. New ones come with the next import.',
  next: { text: 'See what was decided', href: '/duplicates/decided' },
})

const waiting = ({ open, asked, cases, page }: ListData): Html => {
  const first = cases.find(one => one.openBy === undefined) ?? cases[0]
  return html`<p class="govuk-body">${
    open > 0 ? `${plural(open, 'question waits', 'questions wait')} for you.` : 'Every question is decided or asked.'
  }${asked > 0 ? ` ${plural(asked, 'question waits', 'questions wait')} for an answer from the source.` : ''} Those that may do harm come first, then those that have waited longest.</p>
${page === 1 && first ? button({ text: 'Start next', href: `/duplicates/${first.uuid}` }) : null}`
}

const bandsOf = ({ cases }: ListData, at: Date): [Band, readonly ListedCase[]][] => {
  const bands = new Map<Band, ListedCase[]>()
  for (const one of cases) {
    const band = bandOf(one.kind, one.asked, one.openedAt, at)
    bands.set(band, [...(bands.get(band) ?? []), one])
  }
  return [...bands]
}

const bandTable = (band: Band, cases: readonly ListedCase[], at: Date): Html =>
  table({
    caption: bandHeadings[band],
    captionClasses: 'govuk-table__caption--m',
    columns: [{ text: 'Place' }, { text: 'Question' }, { text: 'Source' }, { text: 'Opened' }],
    rows: cases.map(one => [
      html`<a class="govuk-link" href="/duplicates/${one.uuid}">Number ${one.position}</a>`,
      wordsOf(one),
      one.source ? (namedSource(one.source) ?? anotherService) : 'Not recorded',
      formatInstant(one.openedAt, londonDate(at)),
    ]),
  })

const wordsOf = (one: ListedCase): string =>
  [
    questionWords[questionOf(one.kind)],
    ...(one.toSenior ? ['For a senior to settle'] : []),
    ...(one.openBy ? [`${one.openBy} is looking at it`] : []),
  ].join('. ')

const pages = ({ open, asked, page }: ListData): Html | null => {
  const last = Math.ceil((open + asked) / pageLength)
  if (last <= 1) return null
  return pagination({
    label: 'Pages of possible duplicates',
    ...(page > 1 ? { previous: { href: `/duplicates?page=${page - 1}` } } : {}),
    ...(page < last ? { next: { href: `/duplicates?page=${page + 1}` } } : {}),
  })
}
