import type { ViewFrame } from '../../access/index.ts'
import { type Category, formatDate, formatInstant, formatPercent, londonDate, plural } from '../../kernel/index.ts'
import {
  button,
  form,
  type Html,
  html,
  input,
  type PageContent,
  phoneLink,
  summaryList,
  table,
  tag,
} from '../../platform/views/index.ts'
import { runTable } from './imports.view.ts'
import type { ListedRun } from './runs.queries.ts'
import type { SourceDetails } from './sources.queries.ts'

/** How many schools have sent no register that was due today, and how many could not be asked for theirs at the last try. */
type Schools = { readonly quiet: number; readonly unasked: number }
/** Every source; and the schools of those that schools send by themselves. */
export type SourcesData = {
  readonly sources: readonly SourceDetails[]
  readonly schools: ReadonlyMap<string, Schools>
}

/** "Sources": is each feed alive, sound and agreed? */
export const sourcesView = ({ sources, schools }: SourcesData, { at }: Pick<ViewFrame, 'at'>): PageContent => ({
  title: 'Sources',
  heading: 'Sources',
  back: { text: 'Imports', href: '/imports' },
  wide: true,
  body: html`${table({
    caption: 'What comes when, and by which agreement',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Source' },
      { text: 'Service' },
      { text: 'Expected' },
      { text: 'Last came' },
      { text: 'Rejected, last time', numeric: true },
      { text: 'Agreement' },
    ],
    rows: sources.map(one => [
      html`<a class="govuk-link" href="${addressOf(one.id)}">${one.name}</a>`,
      one.service,
      one.due ?? 'Not set',
      html`${one.lastCame ? formatInstant(one.lastCame, londonDate(at)) : 'Never'}${schoolsTag(one.id, schools.get(one.id))}`,
      one.lastRows > 0 ? formatPercent(one.lastRejected / one.lastRows) : 'No rows yet',
      agreementWords(one),
    ]),
    empty: 'No source is known yet. Bring in a file first.',
  })}<p class="govuk-body"><a class="govuk-link" href="/told-services">Services that are told of changes</a></p>`,
})

/** The page of a source. Its id is a layout and a name that the council gave it, never about a child. */
export const addressOf = (id: string): string => `/sources/${encodeURIComponent(id)}`

const schoolsTag = (id: string, schools: Schools | undefined): Html | null => {
  const words = [
    ...(schools && schools.quiet > 0
      ? [`${plural(schools.quiet, 'school has', 'schools have')} sent no register today`]
      : []),
    ...(schools && schools.unasked > 0 ? [`${plural(schools.unasked, 'school')} could not be asked`] : []),
  ]
  return words.length === 0
    ? null
    : html`<br><a class="govuk-link" href="${addressOf(id)}/schools">${words.join(', ')}</a>`
}

const agreementWords = (one: SourceDetails): Html | string =>
  one.live
    ? one.reviewOn
      ? `In force, to be looked at by ${formatDate(one.reviewOn)}`
      : 'In force'
    : tag({
        text: one.withdrawnAt ? 'Withdrawn' : one.waiting > 0 ? 'Not in force: files wait' : 'Not in force',
        tone: 'warning',
      })

export type SourceData = {
  readonly source: SourceDetails
  readonly tells: readonly Category[]
  readonly runs: readonly ListedRun[]
  /** Schools may send it by themselves. */
  readonly bySchool: boolean
}

const tellWords: Readonly<Record<Category, string>> = {
  identity: 'who a child is',
  contact: 'where a child lives and how to reach the family',
  attendance: 'attendance',
  exclusion: 'exclusions',
  admissions: 'school places',
  send: 'special educational needs',
  'early-help': 'early help',
  'care-involved': 'that social care is involved',
  'care-content': 'social care',
  protection: 'child protection',
  health: 'health',
  confidential: 'confidential health',
  'youth-justice': 'youth justice',
  adoption: 'adoption',
  'young-carer': 'young carers',
  'youth-centre': 'children’s centres and youth clubs',
  families: 'which family a child belongs to',
}

/** One source: what it tells, what it may change, its agreement, its last imports. */
export const sourceView = (data: SourceData, frame: Pick<ViewFrame, 'at' | 'csrf'>): PageContent => {
  const { source, tells, runs, bySchool } = data
  return {
    title: source.name,
    heading: source.name,
    back: { text: 'Sources', href: '/sources' },
    wide: true,
    body: html`${summaryList({
      rows: [
        { key: 'Service', value: source.service },
        { key: 'Expected', value: source.due ?? 'Not set' },
        { key: 'Last came', value: source.lastCame ? formatInstant(source.lastCame, londonDate(frame.at)) : 'Never' },
        {
          key: 'Tells us',
          value:
            tells.length > 0 ? tells.map(t => tellWords[t]).join(', ') : 'Nothing yet: its columns have no meaning',
        },
        { key: 'May change', value: rankWords(source) },
        {
          key: 'Gives a reason to see a record',
          value: source.givesGrounds
            ? 'Yes, where the worker is known here'
            : 'No: a worker it names is shown as somebody to speak to',
        },
        { key: 'Agreement', value: agreementWords(source) },
        { key: 'Purpose', value: source.purpose ?? 'None agreed' },
        { key: 'Owner of the agreement', value: ownerWords(source) },
        {
          key: 'Asked about what it tells',
          value: answererWords(source),
        },
      ],
    })}
<p class="govuk-body">The sharing agreement is kept by information governance. Without one in force the files of this source wait.</p>
${bySchool ? html`<p class="govuk-body"><a class="govuk-link" href="${addressOf(source.id)}/schools">Schools that send it themselves</a></p>` : null}
${dueForm(source, frame.csrf)}
${runTable(runs, frame.at, 'Its imports, the latest first')}`,
  }
}

/** Who is asked when a feed is late or looks wrong, and how. */
const ownerWords = ({ owner, ownerPhone, ownerEmail }: SourceDetails): Html =>
  html`${owner ?? 'Nobody'}${ownerPhone ? html`<br>${phoneLink({ number: ownerPhone, hiddenText: 'about this source' })}` : null}${
    ownerEmail ? html`<br><a class="govuk-link" href="mailto:${ownerEmail}">${ownerEmail}</a>` : null
  }`

const rankWords = ({ trust }: SourceDetails): string => {
  const rank = trust.default ?? 9
  return rank <= 3
    ? 'Its values come before those of most other sources.'
    : rank <= 5
      ? 'Its values come after those of the main registers.'
      : 'Its values only fill what no other source says.'
}

const dueForm = (source: SourceDetails, csrf: string): Html =>
  form({
    action: addressOf(source.id),
    csrf,
    body: html`${input({ name: 'due', label: 'When its files are expected', value: source.due ?? '', hint: 'For example: the first Monday of each month' })}
${button({ text: 'Save', preventDoubleClick: true })}`,
  })

const answererWords = ({ ownerKey, ownerLeft }: SourceDetails): string =>
  ownerKey && !ownerLeft
    ? 'The owner of the agreement'
    : `Nobody: ${ownerLeft ? 'the owner has left, and ' : ''}information governance names an owner who works here`
