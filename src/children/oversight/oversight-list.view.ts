import { categoryWords, oversightState, type ProposedOversight, reviewDueOn } from '../../access/index.ts'
import { formatDate, formatDateRange, londonDate } from '../../kernel/index.ts'
import { emptyState, type Html, html, type PageContent, table, tag } from '../../platform/views/index.ts'
import { oversightAddress } from './oversight.view.ts'

export type OversightListData = { readonly list: readonly ProposedOversight[]; readonly at: Date }

const stateTags: Readonly<Record<ReturnType<typeof oversightState>, Html>> = {
  draft: tag({ text: 'Not asked yet', tone: 'plain' }),
  waiting: tag({ text: 'Waits for an answer', tone: 'warning' }),
  lapsed: tag({ text: 'Not answered in time', tone: 'plain' }),
  withdrawn: tag({ text: 'Taken back', tone: 'plain' }),
  refused: tag({ text: 'Refused', tone: 'plain' }),
  agreed: tag({ text: 'Agreed, not begun', tone: 'good' }),
  'in force': tag({ text: 'In force', tone: 'good' }),
  ended: tag({ text: 'Ended', tone: 'plain' }),
}

const rowOf = (one: ProposedOversight, at: Date): readonly (Html | string)[] => {
  const due = reviewDueOn(one, at)
  const late = due !== undefined && due <= londonDate(at)
  return [
    html`<a class="govuk-link" href="${oversightAddress(one.uuid)}">${one.overseer}<span class="govuk-visually-hidden">, of ${one.team}, from ${formatDate(one.startsOn)}</span></a>`,
    one.team,
    one.categories.map(category => categoryWords[category]).join(', '),
    formatDateRange(one.startsOn, one.lastDay),
    html`${stateTags[oversightState(one, at)]}${late ? html` ${tag({ text: 'Review due', tone: 'warning' })}` : null}`,
  ]
}

/** Every oversight the reader may read of: what waits and what is in force first. */
export const oversightListView = ({ list, at }: OversightListData): PageContent => {
  const isOpen = (one: ProposedOversight) =>
    ['draft', 'waiting', 'agreed', 'in force'].includes(oversightState(one, at))
  const part = (caption: string, some: readonly ProposedOversight[]) =>
    some.length === 0
      ? null
      : table({
          caption,
          columns: [
            { text: 'Who oversees' },
            { text: 'Team' },
            { text: 'What they see' },
            { text: 'From and to' },
            { text: 'State' },
          ],
          rows: some.map(one => rowOf(one, at)),
        })
  return {
    title: 'Oversight of teams',
    heading: 'Oversight of teams',
    back: { text: 'Requests for access', href: '/approvals' },
    lead: 'Somebody answers for a team’s work for a time: one person proposes it, another agrees. It ends by itself.',
    wide: true,
    body: html`<p class="govuk-body"><a class="govuk-link" href="/oversight/new">Propose oversight</a></p>
${list.length === 0 ? emptyState({ text: 'Nobody oversees a team that you answer for, and nothing is proposed.' }) : null}
${part('Proposed and in force', list.filter(isOpen))}
${part(
  'Over',
  list.filter(one => !isOpen(one)),
)}`,
  }
}
