import { boxesOf, formatDate, type PlainDate, plural } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  details,
  eventList,
  type Html,
  html,
  type PageContent,
  radios,
  select,
  type TimelineEvent,
} from '../../platform/views/index.ts'
import type { RecordHeader } from './header.queries.ts'
import { toEvent } from './overview.view.ts'
import { recordHref, recordPage } from './record-page.view.ts'
import { areas, foldRuns, type Happening, type Run, type TimelineFilter } from './timeline.ts'
import { listWords } from './today-picture.ts'
import { serviceWords } from './told.view.ts'

export type TimelineData = {
  readonly header: RecordHeader
  readonly filter: TimelineFilter
  readonly events: readonly Happening[]
  readonly older?: PlainDate
  readonly authors: ReadonlyMap<number, string>
}

/** The timeline: key events first of all, narrowed by area and days, printed as a numbered chronology. */
export const timelineView = (data: TimelineData): PageContent =>
  recordPage(data.header, {
    title: 'Timeline',
    part: '/timeline',
    body: html`${filterBox(data)}
<p class="govuk-body">${countWords(data)} <a class="govuk-link" href="${recordHref(data.header.address, '/own-words')}">What ${data.header.first} said and made</a></p>
${data.events.length === 0 ? null : eventList({ level: 2, events: foldRuns(data.events).map(one => ('events' in one ? toRun(data, one) : toEvent(one, data.authors, data.header.address))) })}
${data.events.length === 0 ? html`<p class="tl-empty">No events match. <a class="govuk-link" href="${recordHref(data.header.address, '/timeline?all=yes')}">Show all events</a></p>` : null}
${data.older ? html`<p class="tl-more"><a class="govuk-link" href="${olderHref(data, data.older)}" rel="next">Show what happened before ${formatDate(data.older)}</a></p>` : null}`,
  })

/** A routine run as one event of the list: so that a printed chronology numbers it once. */
const toRun = (data: TimelineData, run: Run): TimelineEvent => {
  const [first] = run.events
  const events = run.events.map(e => toEvent(e, data.authors, data.header.address))
  return {
    title: `${run.title}, ${run.events.length} times in ${run.month}`,
    when: `${formatDate(run.events.at(-1)?.on ?? run.day)} to ${formatDate(first?.on ?? run.day)}`,
    key: false,
    source: {
      from: listWords([...new Set(run.events.flatMap(e => e.said.map(serviceWords)))]),
      at: formatDate(run.day),
    },
    body: details({ summary: 'Show each', body: eventList({ level: 3, events }) }),
  }
}

const countWords = ({ events, filter }: TimelineData): string => {
  const area = areas.find(a => a.key === filter.area)
  const what = plural(events.length, filter.all ? 'event' : 'key event')
  return `${what} shown${area ? `, ${area.text.toLowerCase()} only` : ''}${filter.older ? `, before ${formatDate(filter.older)}` : ''}. Latest first.`
}

const filterBox = ({ header, filter }: TimelineData): Html =>
  details({
    summary: 'Choose what to show',
    open: filter.all || filter.area !== undefined || filter.from !== undefined || filter.to !== undefined,
    body: html`<form action="${recordHref(header.address, '/timeline')}" method="get" novalidate>
${radios({
  name: 'all',
  legend: 'Events',
  items: [
    { text: 'Key events', value: 'no' },
    { text: 'All events', value: 'yes' },
  ],
  value: filter.all ? 'yes' : 'no',
})}
${select({
  name: 'area',
  label: 'Area',
  items: [{ text: 'All areas', value: '' }, ...areas.map(a => ({ text: a.text, value: a.key }))],
  value: filter.area ?? '',
})}
${dateInput({ id: 'from', name: 'from', legend: 'From', values: boxesOf(filter.from) })}
${dateInput({ id: 'to', name: 'to', legend: 'To', values: boxesOf(filter.to) })}
${buttonGroup([button({ text: 'Show', kind: 'secondary' }), html`<a class="govuk-link" href="${recordHref(header.address, '/timeline')}">Clear</a>`])}
</form>`,
  })

const olderHref = ({ header, filter }: TimelineData, older: PlainDate): string => {
  const query = new URLSearchParams({ older })
  if (filter.all) query.set('all', 'yes')
  if (filter.area) query.set('area', filter.area)
  for (const [name, date] of [['from', filter.from] as const, ['to', filter.to] as const]) {
    const { day, month, year } = boxesOf(date)
    if (day && month && year) {
      query.set(`${name}-day`, day)
      query.set(`${name}-month`, month)
      query.set(`${name}-year`, year)
    }
  }
  return recordHref(header.address, `/timeline?${query}`)
}
