import {
  dateParts,
  daysBetween,
  formatDate,
  formatInstant,
  formatNhs,
  isPlainDate,
  londonDate,
  plural,
} from '../../kernel/index.ts'
import type { ComparedFact } from '../../linkage/index.ts'
import {
  type CompareRow,
  compareTable,
  errorSummary,
  evidenceBoxes,
  type Html,
  html,
  insetText,
  type PageContent,
  withPanel,
} from '../../platform/views/index.ts'
import { askedSources } from '../source-questions/index.ts'
import { questionOf } from './bands.ts'
import { type CompareData, isOpen } from './compare-data.ts'
import type { ComparedRecord } from './compared.queries.ts'
import { closedPanel, decisionPanel } from './decision-panel.view.ts'
import type { Sitting } from './figures.queries.ts'
import { scorePart } from './score.view.ts'
import { sheetPart } from './sheet.view.ts'

type Frame = { readonly at: Date; readonly csrf: string }

/** "Are these the same child?": two records side by side, and the decision beside them. */
export const compareView = (data: CompareData, frame: Frame): PageContent => {
  const open = isOpen(data.about)
  const heading = data.about.a.adult && data.about.b.adult ? 'Are these the same person?' : 'Are these the same child?'
  const errors = Object.entries(data.errors ?? {}).map(([field, text]) => ({ text, href: `#${field}` }))
  return {
    title: heading,
    heading,
    printTitle: 'Possible duplicate',
    lead: leadOf(data, frame.at),
    wide: true,
    error: errors.length > 0,
    focusHeading: true,
    back: { text: 'Back to possible duplicates', href: '/duplicates' },
    skipLinks: [{ text: 'Skip to your decision', href: '#your-decision' }],
    body: html`${errors.length > 0 ? errorSummary({ errors }) : null}
${data.sitting ? insetText({ body: breakWords(data.sitting) }) : null}
${askedSources(data.asked, frame.at, child => recordName(data.about, child))}
${data.about.sheet ? sheetPart(data.about.sheet, data.about) : evidenceBoxes(data.comparison)}
${withPanel({
  main: evidence(data),
  panel: open ? decisionPanel(data, frame.csrf) : closedPanel(data.about, frame.csrf),
  panelTitle: open ? 'Your decision' : 'Decided',
  panelId: 'your-decision',
})}`,
  }
}

/** Which of the two a person is, as the table calls them; undefined where they are one. */
const recordName = ({ a, b }: CompareData['about'], childId: number): string | undefined => {
  if (a.personId === b.personId) return undefined
  return { [a.personId]: 'record A', [b.personId]: 'record B' }[childId]
}

const breakWords = ({ decided, minutes }: Sitting): string =>
  `You have decided ${plural(decided, 'pair')} in ${minutes} minutes. A short break helps.`

const leadOf = ({ about, place }: CompareData, at: Date): string => {
  const where =
    place && about.state === 'open' ? `Possible duplicate ${place.position} of ${place.open}.` : 'Possible duplicate.'
  const from = about.from
    ? ` From ${about.from.source ?? 'another service'}, ${formatDate(londonDate(about.from.on))}.`
    : ''
  const asked =
    about.state === 'asked' && about.decided
      ? ` The source was asked ${formatInstant(about.decided.at, londonDate(at))}.`
      : ''
  const one = questionOf(about.kind) === 'one-record' ? ' These are on one record now.' : ''
  return `${where}${from} ${waitingWords(about.openedAt, at)}${asked}${one}`
}

const waitingWords = (since: Date, at: Date): string => {
  const days = daysBetween(londonDate(since), londonDate(at))
  return days <= 0 ? 'Opened today.' : `Waiting ${plural(days, 'day')}.`
}

const evidence = (data: CompareData): Html => {
  const { about, comparison, all } = data
  const same = comparison.facts.filter(f => f.closeness === 'same').length
  return html`${compareTable({
    caption: html`Differences are <mark class="tl-mark">marked</mark>`,
    a: { title: 'Record A', note: noteOf(about.a) },
    b: { title: 'Record B', note: noteOf(about.b) },
    rows: comparison.facts.map(fact => rowOf(fact, about, all)),
  })}
${same > 0 ? showSwitch(about.uuid, same, all) : null}
${scorePart(data)}`
}

const showSwitch = (uuid: string, same: number, all: boolean): Html =>
  all
    ? html`<p class="govuk-body tl-noprint">All values are shown, and that is recorded. <a class="govuk-link" href="/duplicates/${uuid}">Hide the same values</a></p>`
    : html`<p class="govuk-body tl-noprint">${plural(same, 'value is', 'values are')} the same and hidden. <a class="govuk-link" href="/duplicates/${uuid}?all=yes">Show all values</a>. That you do is recorded.</p>`

const noteOf = ({ source, otherSources, since }: ComparedRecord): string =>
  `${source}${otherSources > 0 ? ` and ${plural(otherSources, 'other source')}` : ''}${since ? `, since ${since}` : ''}`

const closeness = { same: 'same', similar: 'similar', different: 'different', 'only-in-one': 'only-one' } as const

const rowOf = (fact: ComparedFact, about: CompareData['about'], all: boolean): CompareRow => {
  const why = [
    ...(fact.words && (fact.closeness !== 'same' || fact.fact === 'nhs') ? [fact.words] : []),
    ...(['a', 'b'] as const).flatMap(side =>
      about[side].whole.filled.has(fact.fact) ? [`Record ${side.toUpperCase()}: another of its sources says it`] : [],
    ),
  ]
  return {
    fact: fact.label,
    closeness: closeness[fact.closeness],
    ...(why.length > 0 ? { why: why.join('. ') } : {}),
    a: shown(fact, fact.a),
    b: shown(fact, fact.b),
    hidden: fact.closeness === 'same' && !all,
  }
}

const shown = ({ fact }: ComparedFact, value: string | undefined): string | null => {
  if (value === undefined) return null
  if (fact === 'birth') return isPlainDate(value) && dateParts(value).year > 0 ? formatDate(value) : value
  return fact === 'nhs' ? formatNhs(value) : value
}
