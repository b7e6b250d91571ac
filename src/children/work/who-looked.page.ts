import { sql } from 'kysely'
import { Type } from 'typebox'
import { type CommandGrant, deskPage, getRole, type Route, roles } from '../../access/index.ts'
import { formatInstant, londonDate } from '../../kernel/index.ts'
import { button, emptyState, type Html, html, input, pagination, select, table } from '../../platform/views/index.ts'
import { wordsOfRule } from './rule-words.ts'

const outcomes = { shown: 'Shown', refused: 'Refused', done: 'Done', failed: 'Failed' } as const
type Outcome = keyof typeof outcomes
type Event = {
  readonly id: number
  readonly at: Date
  readonly who: string
  readonly role: string
  readonly purpose: string
  readonly record: string
  readonly outcome: Outcome
  readonly rule: string
}
type Filter = { readonly who?: string; readonly record?: string; readonly outcome?: string; readonly before?: string }
type Looked = {
  readonly events: readonly Event[]
  readonly filter: Filter
  readonly at: Date
  readonly next: number | undefined
}
type Row = {
  id: number
  at: Date
  who: string | null
  role: string | null
  purpose: string
  uuid: string | null
  outcome: Outcome
  rule: string
  actor: string | null
}

const perPage = 100

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
    before: Type.Optional(Type.String({ pattern: '^\\d{0,18}$' })),
  }),
  load: async (command, { query }) => await listEvents(command, query),
  answer: looked => ({
    page: { title: 'Who has looked', heading: 'Who has looked', body: lookedView(looked), wide: true },
  }),
  examples: { usual: exampleLooked(), nothing: { ...exampleLooked(), events: [], next: undefined } },
})

const listEvents = async ({ tx, at }: CommandGrant<'audit'>, filter: Filter): Promise<Looked> => {
  const reference = (filter.record ?? '').trim().toLowerCase()
  const { rows } = await sql<Row>`
    select a.id, a.at, u.name as who, a.role, a.purpose, p.uuid, a.outcome, a.rule, a.actor from access.access_event a
    left join access.principal u on u.id = a.user_id left join person p on p.id = a.child_id
    where (${filter.who ?? ''} = '' or u.name ilike ${`%${(filter.who ?? '').replace(/[\\%_]/g, '\\$&')}%`})
      and (${filter.outcome ?? ''} = '' or a.outcome = ${filter.outcome ?? ''})
      and (${reference} = '' or left(p.uuid::text, length(${reference})) = ${reference})
      and (${filter.before ?? ''} = '' or a.id < ${Number(filter.before || 0)})
    order by a.id desc limit ${perPage + 1}`.execute(tx)
  const events = rows.slice(0, perPage).map(r => ({
    id: r.id,
    at: r.at,
    who: r.who ?? r.actor ?? 'Nobody signed in',
    role: r.role ? titleOf(r.role) : '',
    purpose: r.purpose,
    record: r.uuid?.slice(0, 8) ?? '',
    outcome: r.outcome,
    rule: r.rule,
  }))
  return { events, filter, at, next: rows.length > perPage ? events.at(-1)?.id : undefined }
}
const titleOf = (role: string): string => (roles.some(r => r.key === role) ? getRole(role).title : role)

const lookedView = ({
  events,
  filter,
  at,
  next,
}: Looked): Html => html`<form action="/who-looked" method="get" class="tl-filters">
${input({ id: 'who', name: 'who', label: 'Who looked', value: filter.who ?? '', classes: 'govuk-input--width-20' })}
${input({ id: 'record', name: 'record', label: 'Record reference', hint: 'The first letters of the record’s address', classes: 'govuk-input--width-10', value: filter.record ?? '' })}
${select({ id: 'outcome', name: 'outcome', label: 'Outcome', value: filter.outcome ?? '', items: [{ value: '', text: 'Any' }, ...Object.entries(outcomes).map(([value, text]) => ({ value, text }))] })}
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
${next ? pagination({ next: { href: `/who-looked?${new URLSearchParams({ ...(filter.who ? { who: filter.who } : {}), ...(filter.outcome ? { outcome: filter.outcome } : {}), ...(filter.record ? { record: filter.record } : {}), before: String(next) })}`, text: 'Older' } }) : null}`

function exampleLooked(): Looked {
  const event: Event = {
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
