import {
  type Category,
  type DateBoxes,
  formatDate,
  formatInstant,
  formatNumber,
  plural,
  upperFirst,
} from '../../kernel/index.ts'
import {
  button,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  liveFragment,
  type PageContent,
  progress,
  select,
  summaryList,
  table,
  textarea,
} from '../../platform/views/index.ts'
import { categoryWords } from '../category-words.ts'
import type { ViewFrame } from '../page.ts'
import { type Cell, cellOrder } from '../role-cells.ts'
import { cellsOf, changeableRoles, neverByRole } from '../role-rules.ts'
import { getRole } from '../roles.ts'
import { type DraftForm, draftLetters, shortestWords } from './role-draft.ts'
import type { Rehearsal, RuleChange } from './role-rules.queries.ts'

/** The page of one change. */
export const changeAddress = (uuid: string): string => `/role-rules/${uuid}`

const titleOf = (key: string): string => upperFirst(getRole(key).title)
const cellWords: Readonly<Record<Cell, string>> = {
  F: 'In full',
  S: 'In summary',
  E: 'Only who to speak to',
  T: 'Nothing (the pause alone)',
  R: 'On request',
  A: 'Counts alone',
  '-': 'Nothing',
}

const stateOf = (one: RuleChange): string => {
  if (one.publishedAt && one.startsOn) return `Published by ${one.publishedBy}, from ${formatDate(one.startsOn)}`
  if (one.droppedAt) return 'Dropped'
  return one.rehearsedAt ? 'Draft, rehearsed' : 'Draft, not rehearsed yet'
}

/** The roles that may be changed, and every change so far. */
export const ruleListView = (changes: readonly RuleChange[]): PageContent => ({
  title: 'Role rules',
  heading: 'Role rules',
  lead: 'A change of what a role sees is drafted by one person, rehearsed, and published from a day on by another.',
  wide: true,
  body: html`<p class="govuk-body"><a class="govuk-link" href="/roles">What each role can see</a></p>
<p class="govuk-body"><a class="govuk-link" href="/notice-rules">Rules that tell</a></p>
<p class="govuk-body"><a class="govuk-link" href="/assessed-rules">Rules that wait for an impact assessment</a></p>
${table({
  caption: 'Changes, the latest first',
  columns: [{ text: 'Role' }, { text: 'Drafted' }, { text: 'State' }],
  rows: changes.map(one => [
    html`<a class="govuk-link" href="${changeAddress(one.uuid)}">${titleOf(one.role)}<span class="govuk-visually-hidden">, drafted ${formatInstant(one.draftedAt)}</span></a>`,
    `${formatInstant(one.draftedAt)} by ${one.draftedBy}`,
    stateOf(one),
  ]),
  empty: 'Nothing has been changed: each role is as it came.',
})}
<h2 class="govuk-heading-m">Draft a change</h2>
<ul class="govuk-list">${changeableRoles.map(role => html`<li><a class="govuk-link" href="/role-rules/new/${role.key}">${upperFirst(role.title)}</a></li>`)}</ul>`,
})

/** The form of a draft: a choice for each category. */
export const draftView = (draft: DraftForm, csrf: string): PageContent => {
  const cells = cellsOf(draft.cells)
  const choice = (category: Category): Html => {
    const now = cells[category]
    const letters = [...new Set<Cell>([now, ...(neverByRole.includes(category) ? [] : draftLetters)])]
    return select({
      id: `cell-${category}`,
      name: `cell-${category}`,
      label: categoryWords[category],
      items: letters.map(value => ({ value, text: cellWords[value] ?? value })),
      value: now,
      ...errorOf(draft.faults, `cell-${category}`),
    })
  }
  return {
    title: `Draft a change: ${getRole(draft.role).title}`,
    heading: `What ${getRole(draft.role).title}s see`,
    back: { text: 'Role rules', href: '/role-rules' },
    error: draft.faults.length > 0,
    body: html`${formErrors(draft.faults)}
${form({
  action: `/role-rules/new/${draft.role}`,
  csrf,
  body: html`${cellOrder.map(choice)}
${select({ id: 'level', name: 'level', label: 'Highest sensitivity', items: ['1', '2', '3'].map(value => ({ value, text: value })), value: draft.level, ...errorOf(draft.faults, 'level') })}
${input({ id: 'sentence', name: 'sentence', label: 'What the role sees, in one plain sentence', hint: 'It stands on every record. If it holds no longer, say it anew.', value: draft.sentence, ...errorOf(draft.faults, 'sentence') })}
${textarea({ id: 'why', name: 'why', label: 'Why is it changed?', hint: `At least ${shortestWords} letters`, value: draft.why, rows: 3, ...errorOf(draft.faults, 'why') })}
${button({ text: 'Save the draft' })}`,
})}`,
  }
}

export type ChangeData = {
  readonly change: RuleChange
  readonly cells: readonly { readonly category: Category; readonly from: Cell; readonly to: Cell }[]
  readonly level: 1 | 2 | 3
  /** The day of its publication as it was typed, and what is wrong with it. */
  readonly typed?: { readonly boxes: DateBoxes; readonly faults: readonly FormError[] }
}

/** One change, and what may be done with it now. */
export const changeView = (data: ChangeData, frame: Pick<ViewFrame, 'csrf'>): PageContent => {
  const { change } = data
  const [live, url] = ['/live', '/progress'].map(part => `${changeAddress(change.uuid)}${part}`) as [string, string]
  return {
    title: `Change: ${getRole(change.role).title}`,
    heading: titleOf(change.role),
    back: { text: 'Role rules', href: '/role-rules' },
    error: (data.typed?.faults.length ?? 0) > 0,
    ...(isOpen(change) && change.rehearsalAskedAt
      ? { live: { url: live, words: 'The rehearsal has moved on.', refreshSeconds: 5 } }
      : {}),
    body: html`${formErrors(data.typed?.faults ?? [])}${liveFragment({ id: 'change', live, url, body: changeBody(data, frame) })}`,
  }
}

const isOpen = (change: RuleChange): boolean => !change.publishedAt && !change.droppedAt

/** What of the page changes while a rehearsal goes on: all but its heading. */
export const changeBody = (
  { change, cells, level, typed }: ChangeData,
  { csrf }: Pick<ViewFrame, 'csrf'>,
): Html => html`${summaryList({
  rows: [
    { key: 'State', value: stateOf(change) },
    { key: 'Drafted', value: `${formatInstant(change.draftedAt)} by ${change.draftedBy}` },
    { key: 'Why', value: change.why },
    { key: 'What the role sees', value: change.sentence },
    {
      key: 'Highest sensitivity',
      value:
        change.level === level
          ? String(level)
          : `${level} ${change.publishedAt ? 'before' : 'today'}, ${change.level} then`,
    },
  ],
})}
${table({
  caption: change.publishedAt ? 'What it changed' : 'Against what holds today',
  columns: [{ text: 'Category' }, { text: change.publishedAt ? 'Before' : 'Today' }, { text: 'With the change' }],
  rows: cells.map(one => [categoryWords[one.category], cellWords[one.from], cellWords[one.to]]),
  empty: change.publishedAt ? 'Every category stayed as it was.' : 'Every category is as it is today.',
})}
${change.publishedAt ? wayBack(change) : null}
${isOpen(change) && change.rehearsalAskedAt ? rehearsing(change) : null}
${isOpen(change) && change.rehearsalFailedAt ? failed(change.rehearsalFailedAt) : null}
${change.rehearsal && change.rehearsedAt ? rehearsalView(change.rehearsal, formatInstant(change.rehearsedAt)) : null}
${isOpen(change) ? steps(change, csrf, typed) : null}`

const rehearsing = ({ uuid, rehearsalDone: done, rehearsalOf: of }: RuleChange): Html => html`${progress({
  id: 'rehearsal-progress',
  label: 'Rehearsing',
  ...(done === null || of === null
    ? { text: 'It has not begun yet.' }
    : { text: `${formatNumber(done)} of ${plural(of, 'person', 'people')}`, value: done, max: of }),
})}
<p class="govuk-body">You can leave this page: the work goes on, and its result stays here. <a class="govuk-link" href="${changeAddress(uuid)}">Refresh</a></p>`

const failed = (at: Date): Html =>
  insetText({
    body: `The rehearsal could not be finished, ${formatInstant(at)}. Nothing has changed. Rehearse again; if it fails again, tell whoever runs Throughline.`,
  })

const rehearsalView = (
  { people, changes }: Rehearsal,
  at: string,
): Html => html`<h2 class="govuk-heading-m">Rehearsal</h2>
<p class="govuk-body">${at}: of ${plural(people, 'person', 'people')} whose sight this role makes, ${changes.length} would see more or less.</p>
${table({
  caption: 'Whose sight would change, and of how many records',
  columns: [{ text: 'Person' }, { text: 'See more of', numeric: true }, { text: 'See less of', numeric: true }],
  rows: changes.map(one => [`${one.name}, ${one.title}`, String(one.gained), String(one.lost)]),
  empty: 'Nobody would see more or less of any record today.',
})}`

/** It goes as every change goes, by two people; only the typing is spared. */
const wayBack = ({ role, uuid }: RuleChange): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="/role-rules/new/${role}?before=${uuid}">Draft the role as it was before</a></p>`

const steps = (change: RuleChange, csrf: string, typed: ChangeData['typed']): Html => {
  const again = [change.rehearsedAt, change.rehearsalAskedAt, change.rehearsalFailedAt].some(at => at !== null)
  return html`${form({
    action: `${changeAddress(change.uuid)}/rehearse`,
    csrf,
    body: button({ text: again ? 'Rehearse again' : 'Rehearse', kind: again ? 'secondary' : 'main' }),
  })}
${publishPart(change, csrf, typed)}
${form({ action: `${changeAddress(change.uuid)}/drop`, csrf, body: html`<button class="tl-link-button" type="submit">Drop this draft</button>` })}`
}

const publishPart = (change: RuleChange, csrf: string, typed: ChangeData['typed']): Html | null => {
  if (!change.rehearsedAt || change.rehearsalAskedAt) return null
  if (change.own)
    return html`<p class="govuk-body">You drafted it: somebody else publishes it, within seven days of its rehearsal.</p>`
  return form({
    action: `${changeAddress(change.uuid)}/publish`,
    csrf,
    body: html`${dateInput({ id: 'from', legend: 'From which day does it hold?', hint: 'Today or later', values: typed?.boxes ?? {}, ...errorOf(typed?.faults ?? [], 'from-day') })}${button({ text: 'Publish the change', kind: 'warning' })}`,
  })
}
