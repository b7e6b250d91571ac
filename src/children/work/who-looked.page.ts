import { Type } from 'typebox'
import { deskPage, holds, type Route } from '../../access/index.ts'
import { boxesNamed, boxNames, formatInstant, londonDate, readBoxes } from '../../kernel/index.ts'
import {
  button,
  choicesIn,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  formErrors,
  type Html,
  html,
  input,
  pagination,
  select,
  table,
} from '../../platform/views/index.ts'
import { wordsOfRule } from './rule-words.ts'
import { type Filter, type Looked, type LookedEvent, listEvents, outcomes } from './who-looked.queries.ts'

/** Who has looked: every decision to show or refuse, without any child's name. A record is known by its reference. */
export const whoLookedPage: Route = deskPage({
  path: '/who-looked',
  purpose: 'read the record of access',
  nav: 'who-looked',
  right: 'read-audit',
  actor: 'audit',
  query: Type.Object({
    who: Type.Optional(Type.String({ maxLength: 100 })),
    record: Type.Optional(Type.String({ maxLength: 36 })),
    outcome: Type.Optional(Type.String({ maxLength: 10 })),
    ...Object.fromEntries(
      [...boxNames('from'), ...boxNames('to')].map(name => [name, Type.Optional(Type.String({ maxLength: 20 }))]),
    ),
    before: Type.Optional(Type.String({ pattern: '^\\d{0,18}$' })),
  }),
  load: async (command, { query }) => await listEvents(command, query as Filter),
  answer: (looked, { reader }) => ({
    page: {
      title: 'Who has looked',
      heading: 'Who has looked',
      body: html`${
        holds(reader, 'ask-about-looks')
          ? html`<p class="govuk-body"><a class="govuk-link" href="/looks-to-ask">Looks to ask about</a></p>
<p class="govuk-body"><a class="govuk-link" href="/conflicts-of-interest">Conflicts of interest</a></p>`
          : null
      }${lookedView(looked)}`,
      wide: true,
    },
  }),
  examples: {
    usual: exampleLooked(),
    nothing: { ...exampleLooked(), events: [], next: undefined },
    'a day that is none': { ...exampleLooked(), filter: { 'from-day': '31', 'from-month': '2', 'from-year': '2026' } },
  },
})

const lookedView = ({
  events,
  filter,
  at,
  next,
}: Looked): Html => html`${formErrors(dayFaults(filter))}<form action="/who-looked" method="get" class="tl-filters">
${input({ id: 'who', name: 'who', label: 'Who looked', value: filter.who ?? '', classes: 'govuk-input--width-20' })}
${input({ id: 'record', name: 'record', label: 'Record reference', hint: 'The first letters of the record’s address', classes: 'govuk-input--width-10', value: filter.record ?? '' })}
${select({ id: 'outcome', name: 'outcome', label: 'Outcome', value: filter.outcome ?? '', items: [{ value: '', text: 'Any' }, ...choicesIn(outcomes)] })}
${(['from', 'to'] as const).map(name => dateInput({ id: name, name, legend: name === 'from' ? 'From which day' : 'To which day', values: boxesNamed(name, filter), ...errorOf(dayFaults(filter), `${name}-day`) }))}
${button({ text: 'Show', kind: 'secondary' })}
</form>
${
  events.length === 0
    ? emptyState({
        text: 'Nothing in the record of access fits.',
        next: { text: 'Clear filters', href: '/who-looked' },
      })
    : table({
        caption: 'Newest first',
        captionClasses: 'govuk-visually-hidden',
        columns: [
          { text: 'When' },
          { text: 'Who' },
          { text: 'Role' },
          { text: 'To' },
          { text: 'Record' },
          { text: 'Outcome' },
          { text: 'By which rule' },
        ],
        rows: events.map(e => [
          formatInstant(e.at, londonDate(at)),
          e.who,
          e.role,
          e.purpose,
          e.record || 'None',
          outcomes[e.outcome],
          wordsOfRule(e.rule),
        ]),
      })
}
${next ? pagination({ next: { href: `/who-looked?${new URLSearchParams({ ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value)), before: String(next) })}`, text: 'Older' } }) : null}`

/** What is wrong with the days that were typed: then all days are shown, and it is said. */
const dayFaults = (filter: Filter): FormError[] =>
  (['from', 'to'] as const).flatMap(name => {
    const read = readBoxes(boxesNamed(name, filter))
    return read && 'problem' in read ? [{ field: `${name}-day`, text: `The day ${read.problem}` }] : []
  })

function exampleLooked(): Looked {
  const event: LookedEvent = {
    id: 9,
    at: new Date('2026-05-04T07:02:00Z'),
    who: 'Sam Ali',
    role: 'education welfare officer',
    purpose: 'see attendance',
    record: '3f2a9c1e',
    outcome: 'shown',
    rule: 'education-welfare',
  }
  return {
    events: [
      event,
      { ...event, id: 8, outcome: 'refused', rule: 'no-reason' },
      { ...event, id: 7, record: '', purpose: 'find a child', rule: 'own-work' },
    ],
    filter: {},
    at: new Date('2026-05-04T07:15:00Z'),
    next: 7,
  }
}
