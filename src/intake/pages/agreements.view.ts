import type { ViewFrame } from '../../access/index.ts'
import { historyTable, liveTag, withdrawForm } from '../../children/index.ts'
import { boxesNamed, formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  table,
  tag,
  textarea,
} from '../../platform/views/index.ts'
import type { AgreementChange } from './agreements.queries.ts'
import type { SourceDetails } from './sources.queries.ts'

/** The page of one agreement. A source's id is never about a child. */
export const agreementAddress = (id: string): string => `/agreements/${encodeURIComponent(id)}`

const stateOf = (one: SourceDetails, today: PlainDate): Html => {
  if (one.withdrawnAt) return tag({ text: 'Withdrawn: its rows are hidden', tone: 'stop' })
  if (one.purpose === null) return tag({ text: 'None: files wait', tone: 'stop' })
  if (one.proposed) return tag({ text: 'Proposed, not agreed: files wait', tone: 'warning' })
  if (!one.live) return tag({ text: 'Review overdue: files wait', tone: 'warning' })
  return liveTag(one.reviewOn, today)
}

/** Every source and its agreement. */
export const agreementsView = (sources: readonly SourceDetails[], today: PlainDate): PageContent => ({
  title: 'Agreements',
  heading: 'Sharing agreements',
  lead: 'Without an agreement in force the files of a source wait. Once one is withdrawn, what the source told is hidden from everybody.',
  wide: true,
  body: html`<p class="govuk-body"><a class="govuk-link" href="/organisations">Organisations whose staff read here</a> have agreements of their own.</p>
${table({
  caption: 'Every source and its agreement',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'Source' },
    { text: 'Owner' },
    { text: 'Look at it by' },
    { text: 'State' },
    { text: 'Imports that wait', numeric: true },
  ],
  rows: sources.map(one => [
    html`<a class="govuk-link" href="${agreementAddress(one.id)}">${one.name}</a>`,
    one.owner ?? '',
    one.reviewOn ? formatDate(one.reviewOn) : '',
    stateOf(one, today),
    String(one.waiting),
  ]),
  empty: 'No source is known yet.',
})}`,
})

type BoxName = 'purpose' | 'basis' | 'fields' | 'owner' | 'ownerKey' | 'review-day' | 'review-month' | 'review-year'
/** What somebody typed. */
export type AgreementBoxes = Readonly<Partial<Record<BoxName, string>>>
export type AgreementData = {
  readonly source: SourceDetails
  readonly changes: readonly AgreementChange[]
  readonly given: AgreementBoxes | undefined
  readonly faults: readonly FormError[]
  /** Why it is to end, as it was typed. */
  readonly reason?: string
}

const boxesOf = (source: SourceDetails): AgreementBoxes => {
  const [year = '', month = '', day = ''] = (source.reviewOn ?? '').split('-')
  return {
    purpose: source.purpose ?? '',
    basis: source.basis ?? '',
    fields: source.fields ?? '',
    owner: source.owner ?? '',
    ownerKey: source.ownerKey ?? '',
    'review-day': day,
    'review-month': month,
    'review-year': year,
  }
}

/** One agreement: what is agreed, how to end it, and how it came about. */
export const agreementView = (data: AgreementData, frame: Pick<ViewFrame, 'at' | 'csrf'>): PageContent => {
  const { source, changes, faults } = data
  return {
    title: `Agreement: ${source.name}`,
    heading: source.name,
    back: { text: 'Agreements', href: '/agreements' },
    error: faults.length > 0,
    body: html`${formErrors(faults)}
<p class="govuk-body">${stateOf(source, londonDate(frame.at))}</p>
${agreementForm(source.id, data.given ?? boxesOf(source), faults, frame.csrf)}
${source.purpose !== null && !source.proposed && !source.withdrawnAt ? withdrawForm(`${agreementAddress(source.id)}/withdraw`, effect, frame.csrf, data) : null}
${changes.length > 0 ? historyTable(changes.map(toldChange)) : null}`,
  }
}

const agreementForm = (id: string, given: AgreementBoxes, faults: readonly FormError[], csrf: string): Html =>
  form({
    action: agreementAddress(id),
    csrf,
    body: html`${textarea({ id: 'purpose', name: 'purpose', label: 'Purpose', value: given.purpose ?? '', rows: 2, ...errorOf(faults, 'purpose') })}
${textarea({ id: 'basis', name: 'basis', label: 'Legal basis', value: given.basis ?? '', rows: 2, ...errorOf(faults, 'basis') })}
${textarea({ id: 'fields', name: 'fields', label: 'What is shared', value: given.fields ?? '', rows: 2, ...errorOf(faults, 'fields') })}
${input({ id: 'owner', name: 'owner', label: 'Owner of the agreement', value: given.owner ?? '', ...errorOf(faults, 'owner') })}
${input({ id: 'ownerKey', name: 'ownerKey', label: 'Owner’s user name, if they work here', hint: 'They are told on Today when it is to be looked at', value: given.ownerKey ?? '', ...errorOf(faults, 'ownerKey') })}
${dateInput({ id: 'review', name: 'review', legend: 'Look at it again by', hint: 'After this day the files of the source wait', values: boxesNamed('review', given), ...errorOf(faults, 'review-day') })}
${button({ text: 'Save the agreement', preventDoubleClick: true })}`,
  })

const effect =
  'What this source told is hidden from everybody at once: on records, in lists, in search and in counts. Nothing is deleted: an agreement that is saved again shows it again.'

const toldChange = (one: AgreementChange) => ({
  ...one,
  words:
    one.what === 'withdrawn' ? one.reason : [one.purpose, one.basis, one.fields, one.owner].filter(Boolean).join('; '),
})
