import type { PlainDate } from '../../../kernel/index.ts'
import { formatDate, plural } from '../../../kernel/index.ts'
import { type Html, html, type PageContent, subNavigation, table, tag } from '../../../platform/views/index.ts'
import type { DueStep } from './appeal-clocks.ts'
import type { Clocked } from './appeal-lines.queries.ts'
import { type AppealFilter, type AppealLine, appealFilters } from './appeals.queries.ts'

export type AppealsData = {
  readonly filter: AppealFilter
  readonly page: number
  readonly total: number
  readonly today: PlainDate
  readonly appeals: readonly AppealLine[]
}
export const appealsPerPage = 50

const filterWords: Readonly<Record<AppealFilter, string>> = { open: 'Open', decided: 'Decided', withdrawn: 'Withdrawn' }
const stepWords: Readonly<Record<DueStep, string>> = {
  hearing: 'Set a hearing',
  notice: 'Tell the family of the hearing',
  statement: 'The authority’s statement',
  papers: 'Send the papers',
  decision: 'Hearing and decision',
  letter: 'Send the decision',
}

/** Where the appeals are, and each. */
export const appealHref = (one: { readonly address: string }, part = ''): string => `/appeals/${one.address}${part}`

/** What is next and by when, red where the day has passed. */
export const dueTag = ({ due }: Clocked, today: PlainDate): Html | string => {
  if (!due) return ''
  const { step, by } = due
  if (by === undefined) return html`${stepWords[step]} ${tag({ text: 'Term dates not told', tone: 'warning' })}`
  return by < today
    ? html`${stepWords[step]} ${tag({ text: `Was due ${formatDate(by)}`, tone: 'stop' })}`
    : `${stepWords[step]} by ${formatDate(by)}`
}

/** How an appeal stands, in a few words. */
export const standsWords = ({ withdrawnOn, outcome, decidedOn, hearingOn, hour, lodgedOn }: Clocked): string => {
  if (withdrawnOn !== null) return `Withdrawn ${formatDate(withdrawnOn)}`
  if (outcome !== null && decidedOn !== null)
    return `${outcome === 'upheld' ? 'Upheld' : 'Dismissed'} ${formatDate(decidedOn)}`
  if (hearingOn !== null) return `Hearing ${formatDate(hearingOn)}, ${hour ?? ''}`
  return `Lodged ${formatDate(lodgedOn)}`
}

/** The clerk's list: what is due first stands first. */
export const appealsView = ({ filter, page, total, today, appeals }: AppealsData): PageContent => {
  const href = (of: AppealFilter, to = 1): string => `/appeals?page=${to}&filter=${of}`
  const more = total > page * appealsPerPage
  return {
    title: 'Appeals',
    heading: 'Appeals for school places',
    wide: true,
    body: html`<p class="govuk-body"><a class="govuk-link" href="/appeals/new">Take in an appeal</a> · <a class="govuk-link" href="/appeals/letters">Print the letters with decisions</a></p>
${subNavigation({
  label: 'Which appeals',
  items: appealFilters.map(one => ({ text: filterWords[one], href: href(one), current: one === filter })),
})}
<p class="govuk-body">${plural(total, 'appeal')}.</p>
${table({
  caption: 'Appeals, what is due first at the top',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'School' }, { text: 'How it stands' }, { text: 'What is due' }],
  rows: appeals.map(one => [
    html`<a class="govuk-link" href="${appealHref(one)}">${one.name}</a>`,
    one.school,
    html`${standsWords(one)}${one.atSchool && one.outcome === null ? html` ${tag({ text: 'Offered a place meanwhile', tone: 'good' })}` : null}`,
    dueTag(one, today),
  ]),
  empty: 'None here.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="${href(filter, page - 1)}">Earlier in the list</a> ` : null}${more ? html`<a class="govuk-link" href="${href(filter, page + 1)}">Further in the list</a>` : null}</p>` : null}`,
  }
}
