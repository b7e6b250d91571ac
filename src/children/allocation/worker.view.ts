import { formatDate, formatNearDate, type PlainDate, plural } from '../../kernel/index.ts'
import {
  button,
  checkboxes,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  select,
  table,
  tag,
} from '../../platform/views/index.ts'
import type { ChildCard } from '../find/child-cards.queries.ts'
import { type AwayData, awayPart } from './away.view.ts'
import { handOverReasons } from './hand-over.ts'
import type { Receiver } from './receivers.queries.ts'
import { otherPages } from './team.view.ts'
import type { OwnTeam } from './team-work.queries.ts'
import type { HeldChild, Member, OverdueTask, PageOf } from './team-work.ts'

export type WorkerData = {
  readonly team: OwnTeam
  readonly member: Member
  /** The reader is that worker. */
  readonly own: boolean
  readonly today: PlainDate
  /** How much work of the team is theirs: all of it, also what is not shown by name. */
  readonly all: number
  /** By family, as far as the reader may know of it: the page of it that is shown. */
  readonly families: PageOf<readonly HeldChild[]>
  readonly cards: ReadonlyMap<number, ChildCard>
  /** With whom the reader works by themselves: on their own page alone. */
  readonly alone: readonly ChildCard[]
  readonly overdue: readonly OverdueTask[]
  /** Who can be asked to take work over. */
  readonly receivers: readonly Receiver[]
  /** Undefined of who has left. */
  readonly away: AwayData | undefined
}

/** One worker's part of a team's work, by family. */
export const workerView = (data: WorkerData, csrf: string): PageContent => {
  const { team, member, all, families } = data
  return {
    title: member.name,
    heading: member.name,
    lead: `${plural(all, 'child', 'children')} of ${team.name}.${member.left ? ' They have left the team: give this work to somebody else.' : ''}`,
    wide: true,
    back: team.allocates ? { text: team.name, href: `/teams/${team.address}` } : { text: 'My teams', href: '/teams' },
    body: html`${
      team.manages || data.own
        ? html`<p class="govuk-body"><a class="govuk-link" href="/teams/${team.address}/workers/${member.address}/supervision">Supervision</a></p>`
        : null
    }${
      all === 0
        ? emptyState({ text: 'No work of the team is theirs.' })
        : families.shown.map((group, index) => familyPart(group, index, data))
    }${otherPages(`/teams/${team.address}/workers/${member.address}`, families)}${alonePart(data)}${handOverPart(data, csrf)}${data.away ? awayPart(data.away, `/teams/${team.address}/workers/${member.address}/away`, csrf) : null}`,
  }
}

const familyPart = (group: readonly HeldChild[], index: number, data: WorkerData): Html => {
  const { cards, member, today, overdue } = data
  const names = group.map(one => cards.get(one.childId)?.name ?? '')
  const heading = names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return html`<h2 class="govuk-heading-m" id="family-${index + 1}">${heading}</h2>
${table({
  caption: `Children of this family`,
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'Child' },
    { text: 'Age' },
    { text: 'Part' },
    { text: 'Next visit' },
    { text: 'Last seen' },
    { text: 'Overdue tasks', numeric: true },
    { text: 'What can be done' },
  ],
  rows: group.flatMap(one => {
    const card = cards.get(one.childId)
    if (!card) return []
    const late = overdue.filter(task => task.childId === one.childId).length
    const row = [
      html`<a class="govuk-link" href="/children/${card.address}">${card.name}</a>`,
      card.age,
      one.lead !== member.id
        ? 'Co-worker'
        : one.offeredTo === undefined
          ? 'Allocated'
          : 'Allocated, hand-over proposed',
      one.nextOn ? formatNearDate(one.nextOn, today) : 'None booked',
      one.lastSeen ? formatDate(one.lastSeen) : 'Not recorded',
      late > 0 ? html`${late} ${tag({ text: 'Overdue', tone: 'warning' })}` : 0,
      html`<a class="govuk-link" href="/children/${card.address}/allocation">Allocation<span class="govuk-visually-hidden"> of ${card.name}</span></a>`,
    ]
    return [row]
  }),
})}`
}

/** Work that no manager sees as long as nobody puts it with the team. */
const alonePart = ({ alone, team }: WorkerData): Html | null =>
  alone.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">By yourself</h2>
<p class="govuk-body">You work with these children by yourself. ${team.name} does not count them, and nobody there can give the work to somebody else when you are away or leave, until you put it with the team.</p>
<ul class="govuk-list govuk-list--bullet">${alone.map(
        card =>
          html`<li><a class="govuk-link" href="/children/${card.address}/allocation">${card.name}<span class="govuk-visually-hidden">: allocation</span></a>, ${card.age}</li>`,
      )}</ul>`

const handOverPart = ({ team, member, families, cards, receivers }: WorkerData, csrf: string): Html | null => {
  const own = families.shown.flat().filter(one => one.lead === member.id && one.offeredTo === undefined)
  if (own.length === 0) return null
  return html`<h2 class="govuk-heading-m tl-noprint">Hand over</h2>
${
  receivers.length === 0
    ? emptyState({ text: 'Nobody else in the team does this work.' })
    : form({
        action: `/teams/${team.address}/workers/${member.address}/hand-over`,
        csrf,
        classes: 'tl-noprint',
        body: html`<p class="govuk-body">Each child stays with ${member.name} until the other has taken it.</p>
${checkboxes({
  name: 'child',
  legend: 'Which children?',
  ...(families.more || families.page > 1 ? { hint: 'Those of this page. Others are handed over from theirs.' } : {}),
  items: own.map(one => ({ value: one.address, text: cards.get(one.childId)?.name ?? '' })),
})}
${select({
  name: 'to',
  label: 'Who takes them over?',
  items: [{ value: '', text: 'Choose' }, ...receivers.map(one => ({ value: String(one.id), text: one.name }))],
})}
${select({ name: 'reason', label: 'Why?', items: [{ value: '', text: 'Choose' }, ...handOverReasons] })}
${button({ text: 'Propose the hand-over', preventDoubleClick: true })}`,
      })
}`
}
