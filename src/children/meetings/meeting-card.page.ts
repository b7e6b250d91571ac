import { formatClock, formatNearDate, londonDate } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import { meeting, meetingSortOf } from '../kinds/index.ts'
import { panel } from '../panel.ts'
import { exampleMeeting } from './meetings.examples.ts'
import { listMeetings, type Meeting } from './meetings.queries.ts'
import { meetingsHref, meetingWords } from './meetings.view.ts'

/** Meetings on the child's page: the next one in today's picture, and the way to all of them. */
export const meetingPanel = panel<readonly [typeof meeting], readonly Meeting[]>({
  id: 'meetings',
  title: 'Meetings',
  needs: [meeting],
  load: async grant => (await listMeetings(grant)).filter(one => one.state === 'called'),
  ahead: (meetings, { today }) =>
    meetings
      .filter(one => one.on >= today)
      .map(one => {
        const when = `${one.on === today ? 'today' : formatNearDate(one.on, today)}${one.at ? ` at ${formatClock(one.at)}` : ''}`
        return {
          on: one.on,
          words: `${meetingSortOf(one.sort)}, ${when}`,
          told: {
            strong: meetingSortOf(one.sort),
            rest: ` ${when}`,
            said: { by: one.calledBy, person: true, on: one.writtenOn },
            kind: 'lasting',
          },
        }
      }),
  place: 'side',
  show: (meetings, { address, at }) => {
    const next = meetings.toReversed().find(one => one.on >= londonDate(at))
    if (!next) return undefined
    return html`<p class="govuk-body">${meetingWords(next)}.</p>
<p class="tl-more"><a class="govuk-link" href="${meetingsHref({ address })}">All meetings</a></p>`
  },
  examples: { usual: [exampleMeeting], nothing: [] },
})
