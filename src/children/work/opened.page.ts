import { listPage, type Route } from '../../access/index.ts'
import { formatInstant, londonDate } from '../../kernel/index.ts'
import { emptyState, type Html, html, table } from '../../platform/views/index.ts'
import { exampleCards } from '../find/results.examples.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import { listOpened, type Opened } from './opened.queries.ts'
import type { WorkOptions } from './today.page.ts'

/** What I have opened: everybody reads their own. A child is named only while the reader may still see who it is. */
export const openedPage = ({ enrolment }: WorkOptions): Route =>
  listPage({
    path: '/opened',
    purpose: 'see what I have opened',
    needs: [identity, chosenValue, address, enrolment],
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
