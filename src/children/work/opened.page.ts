import { sql } from 'kysely'
import { type Grant, listPage, type Route } from '../../access/index.ts'
import { formatInstant, londonDate } from '../../kernel/index.ts'
import { emptyState, type Html, html, table } from '../../platform/views/index.ts'
import { listCards } from '../find/child-cards.queries.ts'
import { exampleCards } from '../find/results.examples.ts'
import { address, identity } from '../kinds/index.ts'
import type { WorkOptions } from './today.page.ts'

type Opened = {
  readonly events: readonly {
    readonly at: Date
    readonly purpose: string
    readonly outcome: 'shown' | 'done'
    readonly name: string | undefined
    readonly href: string | undefined
  }[]
  readonly at: Date
}

/** What I have opened: everybody reads their own. A child is named only while the reader may still see who it is. */
export const openedPage = ({ enrolment }: WorkOptions): Route =>
  listPage({
    path: '/opened',
    purpose: 'see what I have opened',
    needs: [identity, address, enrolment],
    load: async (grant): Promise<Opened> => await listOpened(grant),
    answer: opened => ({
      page: { title: 'What I have opened', heading: 'What I have opened', body: openedView(opened), wide: true },
    }),
    examples: {
      usual: {
        at: new Date('2026-05-04T07:15:00Z'),
        events: [
          {
            at: new Date('2026-05-04T07:02:00Z'),
            purpose: 'see attendance',
            outcome: 'shown',
            name: exampleCards[0]?.name,
            href: `/children/${exampleCards[0]?.address}`,
          },
          {
            at: new Date('2026-05-03T14:20:00Z'),
            purpose: 'see the record',
            outcome: 'shown',
            name: undefined,
            href: undefined,
          },
        ],
      },
      'nothing yet': { at: new Date('2026-05-04T07:15:00Z'), events: [] },
    },
  })

const listOpened = async (grant: Grant<'identity' | 'address' | 'enrolment'>): Promise<Opened> => {
  const { rows } = await sql<{ at: Date; purpose: string; outcome: 'shown' | 'done'; child_id: number }>`
    select a.at, a.purpose, a.outcome, a.child_id from access.access_event a
    where a.user_id = ${grant.reader.userId} and a.child_id is not null and a.outcome in ('shown', 'done') order by a.at desc, a.id desc limit 100`.execute(
    grant.tx,
  )
  const cards = new Map(
    (await listCards(grant, [...new Set(rows.map(r => r.child_id))])).map(card => [card.childId, card]),
  )
  const events = rows.map(r => {
    const card = cards.get(r.child_id)
    return {
      at: r.at,
      purpose: r.purpose,
      outcome: r.outcome,
      name: card?.name,
      href: card && `/children/${card.address}`,
    }
  })
  return { events, at: grant.at }
}

const openedView = ({ events, at }: Opened): Html =>
  events.length === 0
    ? emptyState({ text: 'You have not opened a record yet.' })
    : table({
        caption: 'Newest first',
        captionClasses: 'govuk-visually-hidden',
        columns: [{ text: 'When' }, { text: 'Child' }, { text: 'To' }],
        rows: events.map(e => [
          formatInstant(e.at, londonDate(at)),
          e.name && e.href ? html`<a class="govuk-link" href="${e.href}">${e.name}</a>` : 'A record you no longer see',
          e.purpose,
        ]),
      })
