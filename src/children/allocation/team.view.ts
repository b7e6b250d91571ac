import { addDays, formatDate, formatNearDate, type PlainDate, plural, upperFirst } from '../../kernel/index.ts'
import {
  button,
  dateInput,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  pagination,
  select,
  table,
  tag,
} from '../../platform/views/index.ts'
import type { ChildCard } from '../find/child-cards.queries.ts'
import type { Away } from './away.queries.ts'
import { awayWords } from './away.view.ts'
import type { TeamPlace } from './team-places.ts'
import type { OnDuty, OwnTeam } from './team-work.queries.ts'
import {
  type HeldChild,
  latelyDays,
  type Member,
  type PageOf,
  type ServiceList,
  type Standing,
  standingOf,
  type TeamLoad,
} from './team-work.ts'

export type TeamsData = {
  /** The reader answers for approvals of the teams they manage. */
  readonly approves: boolean
  readonly teams: readonly OwnTeam[]
  readonly me: string
  readonly lists: readonly ServiceList[]
}
export type TeamData = {
  readonly team: OwnTeam
  readonly today: PlainDate
  readonly load: TeamLoad
  /** The page of those to allocate that is shown, by family, as far as the reader may know of it. */
  readonly toAllocate: PageOf<readonly HeldChild[]>
  readonly cards: ReadonlyMap<number, ChildCard>
  readonly duty: readonly OnDuty[]
  /** Those of the team who can be put on duty. */
  readonly members: readonly Member[]
  readonly away: readonly Away[]
  /** The wards and schools to which its work belongs, now and later. */
  readonly places: readonly TeamPlace[]
  /** How many children of somebody who is away their cover may not have, or nobody covers. */
  readonly uncovered: ReadonlyMap<number, number>
}

/** The reader's teams: the work of those that they give out, and their own part of each. */
export const teamsView = ({ teams, me, lists, approves }: TeamsData): PageContent => ({
  title: 'My teams',
  heading: 'My teams',
  body: html`${
    teams.length === 0
      ? emptyState({ text: 'You are in no team.' })
      : html`<ul class="govuk-list">${teams.map(
          team =>
            html`<li><strong>${team.name}</strong>: ${
              team.allocates ? html`<a class="govuk-link" href="/teams/${team.address}">The team’s work</a>, ` : null
            }<a class="govuk-link" href="/teams/${team.address}/workers/${me}">your part of it</a></li>\n`,
        )}</ul>`
  }<p class="govuk-body"><a class="govuk-link" href="/my-children">All the children you and your teams work with</a></p>${
    approves && teams.some(team => team.manages)
      ? html`<p class="govuk-body"><a class="govuk-link" href="/oversight">Who oversees your teams</a></p>`
      : null
  }${lists.map(({ text, href }) => html`<p class="govuk-body"><a class="govuk-link" href="${href}">${text}</a></p>`)}`,
})

/** A team's work: what nobody has yet, and what each worker has. */
export const teamView = (data: TeamData, csrf: string): PageContent => {
  const { team, load } = data
  const given = load.held - load.toAllocate.length
  return {
    title: team.name,
    heading: team.name,
    lead: `${plural(load.held, 'child', 'children')}: ${given} allocated, ${load.toAllocate.length} to allocate.`,
    wide: true,
    back: { text: 'My teams', href: '/teams' },
    body: html`<h2 class="govuk-heading-m">To allocate</h2>
${load.toAllocate.length === 0 ? emptyState({ text: 'Everything is allocated.' }) : toAllocateTable(data)}
<h2 class="govuk-heading-m">Who does the work</h2>
${load.workers.length === 0 ? emptyState({ text: 'Nobody is in this team.' }) : workersTable(data)}
${dutyPart(data, csrf)}
${placesPart(data)}`,
  }
}

/** The wards and schools of the team, with their days. */
const placesPart = ({ places, today }: TeamData): Html =>
  html`<h2 class="govuk-heading-m">Areas and schools</h2>${
    places.length === 0
      ? emptyState({ text: 'No area and no school is told to be this team’s.' })
      : html`<ul class="govuk-list">${places.map(
          ({ name, from, until }) =>
            html`<li>${name}, ${from > today ? 'from' : 'since'} ${formatDate(from)}${until ? ` until ${formatDate(addDays(until, -1))}` : ''}</li>\n`,
        )}</ul>`
  }`

const standings: Readonly<Record<Standing, { readonly text: string; readonly tone: 'warning' | 'plain' }>> = {
  new: { text: 'New', tone: 'warning' },
  nobody: { text: 'Nobody now', tone: 'warning' },
  waits: { text: 'Waiting', tone: 'plain' },
}

const toAllocateTable = ({ team, toAllocate, cards, today }: TeamData): Html => {
  const shown = toAllocate.shown.flatMap(family => {
    const known = family.flatMap(one => {
      const card = cards.get(one.childId)
      return card ? [{ one, card }] : []
    })
    const first = known[0]?.card
    return known.map(each => ({ ...each, with: each.card === first ? undefined : first }))
  })
  return html`${table({
    caption: 'Work that nobody has, by family, the longest waiting first',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Child' },
      { text: 'Age' },
      { text: 'With the team since' },
      { text: 'Why' },
      { text: 'Clock' },
      { text: 'Now' },
    ],
    rows: shown.map(({ one, card, with: first }) => [
      html`<a class="govuk-link" href="/children/${card.address}/allocation">${card.name}</a>${first ? html`<br>Same family as ${first.name}` : null}`,
      card.age,
      formatNearDate(one.since, today),
      upperFirst(one.why),
      clockWords(one, today),
      standingTag(one, today),
    ]),
  })}${otherPages(`/teams/${team.address}`, toAllocate)}`
}

/** The way to the pages before and after this one, where there are any. */
export const otherPages = (address: string, { page, more }: PageOf<unknown>): Html | null =>
  page > 1 || more
    ? pagination({
        ...(page > 1 ? { previous: { href: `${address}?page=${page - 1}` } } : {}),
        ...(more ? { next: { href: `${address}?page=${page + 1}` } } : {}),
      })
    : null

const clockWords = ({ clock }: HeldChild, today: PlainDate): Html | string =>
  clock
    ? html`${clock.words} by ${formatDate(clock.on)} ${clock.on < today ? tag({ text: 'Overdue', tone: 'warning' }) : null}`
    : 'None'

const standingTag = (one: HeldChild, today: PlainDate): Html => {
  const { text, tone } = standings[standingOf(one, today)]
  return html`${tag({ text, tone })}${one.waitsUntil && one.waitsUntil > today ? ` until ${formatDate(one.waitsUntil)}` : null}`
}

const needWords = (children = 0): string =>
  children > 0 ? `. ${plural(children, 'child needs', 'children need')} another arrangement` : ''

const workersTable = ({ team, load, today, away, uncovered }: TeamData): Html =>
  table({
    caption: 'Workers of the team, by name',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Worker' },
      { text: 'Children', numeric: true },
      { text: 'As co-worker', numeric: true },
      { text: 'Overdue tasks', numeric: true },
      { text: `Not seen in ${latelyDays / 7} weeks`, numeric: true },
      { text: 'Next visit' },
      { text: 'Out of office' },
    ],
    rows: load.workers.map(({ member, children, coWorks, overdue, notSeen, nextOn }) => [
      html`<a class="govuk-link" href="/teams/${team.address}/workers/${member.address}">${member.name}</a>${member.left ? html` ${tag({ text: 'Has left', tone: 'warning' })}` : null}`,
      children,
      coWorks,
      overdue,
      notSeen,
      nextOn ? formatNearDate(nextOn, today) : 'None booked',
      html`${awayWords(away, member.id, today) ?? 'No'}${needWords(uncovered.get(member.id))}`,
    ]),
  })

const dutyPart = (
  { team, duty, members }: TeamData,
  csrf: string,
): Html => html`<h2 class="govuk-heading-m">On duty</h2>
<p class="govuk-body">Who is on duty gives out the team’s work, as its manager does.</p>
${
  duty.length === 0
    ? emptyState({ text: 'Nobody is on duty.' })
    : html`<ul class="govuk-list">${duty.map(
        one =>
          html`<li>${one.name}, ${formatDate(one.first)} to ${formatDate(one.last)} ${
            team.manages
              ? form({
                  action: `/teams/${team.address}/duty/${one.id}/end`,
                  csrf,
                  body: html`<button class="tl-link-button" type="submit">End this duty<span class="govuk-visually-hidden"> of ${one.name}</span></button>`,
                })
              : null
          }</li>\n`,
      )}</ul>`
}
${
  team.manages
    ? form({
        action: `/teams/${team.address}/duty`,
        csrf,
        classes: 'tl-noprint',
        body: html`${select({ name: 'who', label: 'Who is on duty?', items: [{ value: '', text: 'Choose' }, ...members.map(one => ({ value: String(one.id), text: one.name }))] })}
${dateInput({ id: 'first', name: 'first', legend: 'First day' })}
${dateInput({ id: 'last', name: 'last', legend: 'Last day' })}
${button({ text: 'Put on duty', kind: 'secondary', preventDoubleClick: true })}`,
      })
    : null
}`
