import { formatInstant, plural } from '../../../../kernel/index.ts'
import {
  button,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  summaryList,
  table,
  warningText,
} from '../../../../platform/views/index.ts'
import { infantAfter } from '../../criteria/infant-class.ts'
import { ordinal } from '../../explain/explain.ts'
import { faultLine } from '../../files/faults.ts'
import { movedWords, waitingWords } from '../../waiting/waiting-words.ts'
import type { Application } from '../applications/applications.queries.ts'
import { applicationHref } from '../applications/applications.view.ts'
import type { SchoolPlaces } from '../offers/offers.queries.ts'
import { offersHref } from '../offers/offers.view.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { ChildWaits, ListsState, Proposal, WaitingLine } from './waiting.queries.ts'

export type WaitingData = {
  readonly round: AdmissionRound
  readonly school: Pick<RoundSchool, 'key' | 'name' | 'settings' | 'ownOrder'>
  readonly places: SchoolPlaces
  readonly state: ListsState
  readonly proposals: readonly Proposal[]
  /** Who reads: nobody agrees to what they proposed themselves. */
  readonly userId: number
  readonly needsDraw: boolean
  readonly page: number
  readonly more: boolean
  readonly lines: readonly WaitingLine[]
  readonly errors: readonly FormError[]
}
export type ChildWaitsData = {
  readonly round: AdmissionRound
  readonly application: Pick<Application, 'address' | 'forename' | 'surname' | 'isProtected'>
  readonly state: ListsState
  readonly waits: readonly ChildWaits[]
}
export const waitingPerPage = 100

/** Where the waiting list of a school is. */
export const waitingHref = (round: AdmissionRound, key: string, part = ''): string =>
  roundHref(round, `/waiting/${encodeURIComponent(key)}${part}`)

const stateView = ({ due, at, faults }: ListsState): Html => html`${
  faults.length > 0
    ? html`${warningText({ text: 'The lists cannot be put in order, and stay as they were.' })}<ul class="govuk-list govuk-list--bullet">${faults.map(one => html`<li>${faultLine(one)}</li>`)}</ul>`
    : null
}
<p class="govuk-body">${at === null ? 'The lists have not been put in order yet.' : `Put in order ${formatInstant(at)}.`}${due ? ' Something has changed since: they are put in order anew.' : ''}</p>`

/** A school's waiting list: who is next and why, what moved each child, and the offer of a free place. */
export const waitingView = (data: WaitingData, csrf: string): PageContent => {
  const { round, school, places, state, page, more, lines, errors } = data
  const named = (criterion: number): string => `${criterion + 1} ${school.settings.criteria[criterion]?.name ?? ''}`
  return {
    title: 'Waiting list',
    heading: `${school.name}: waiting list`,
    wide: true,
    back: { text: 'Offers and replies', href: offersHref(round, '?page=1') },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}${stateView(state)}
<p class="govuk-body">${plural(places.places, 'place')}: ${places.held} held, ${places.put} put to a family, ${places.proposed} proposed, ${places.free} free. ${plural(places.waiting, 'child waits', 'children wait')}.</p>
${infantWords(data)}
${proposalsView(data, csrf)}
${
  places.free > 0 && places.waiting > places.proposed && !state.due
    ? form({
        action: waitingHref(round, school.key, '/propose'),
        csrf,
        body: html`<p class="govuk-body">A free place goes to whoever is next. Another person agrees before the offer is made.</p>
${
  data.needsDraw
    ? input({
        name: 'supervisor',
        label: 'Who watches over the draw',
        hint: 'Several stand equal. The draw is made now, among them alone, by somebody independent of the school.',
        width: 30,
        ...errorOf(errors, 'supervisor'),
      })
    : null
}${button({ text: 'Propose the next child', preventDoubleClick: true })}`,
      })
    : null
}
${table({
  caption: 'Children on the waiting list',
  captionClasses: 'govuk-visually-hidden',
  columns: [
    { text: 'Place' },
    { text: 'Child' },
    { text: 'Criterion' },
    { text: 'Distance' },
    { text: 'What moved them' },
  ],
  rows: lines.map(one => [
    `${ordinal(one.position)}${one.equal ? ', equal' : ''}`,
    html`<a class="govuk-link" href="${roundHref(round, `/waiting/children/${one.address}`)}">${one.name}</a>`,
    one.criterion === null ? 'The school’s own order' : named(one.criterion),
    one.distance ?? '',
    `${one.moved ? movedWords(one.moved, one.position, 'officer') : 'Came onto the list.'} ${formatInstant(one.since)}`,
  ]),
  empty: 'Nobody waits in this part of the list.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="?page=${page - 1}">Higher on the list</a> ` : null}${more ? html`<a class="govuk-link" href="?page=${page + 1}">Lower on the list</a>` : null}</p>` : null}`,
  }
}

/** How full the infant classes are, where the school has any. */
const infantWords = ({ school: { settings }, places }: WaitingData): Html | null => {
  if (!settings.infant_classes) return null
  const { limit, counted, excepted } = infantAfter(settings.infant_classes, places)
  return html`<p class="govuk-body">Its infant classes hold ${limit} children of a year: ${counted} count towards that, and ${excepted} ${excepted === 1 ? 'is' : 'are'} excepted (a plan after the offers, the other of twins, an appeal that was upheld).</p>`
}

const proposalsView = ({ round, school, proposals, userId }: WaitingData, csrf: string): Html | null =>
  proposals.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Proposed, and to be agreed to</h2>
${proposals.map(
  one => html`${insetText({
    body: html`<a class="govuk-link" href="${roundHref(round, `/waiting/children/${one.application}`)}">${one.name}</a>, proposed by ${one.by}, ${formatInstant(one.at)}.${one.draw ? ` Drawn from ${one.draw.among.length} who stand equal; ${one.draw.supervisor} watched over the draw.` : ''}`,
  })}
${form({
  action: waitingHref(round, school.key, `/proposals/${one.address}`),
  csrf,
  body: html`${one.byUser === userId ? null : button({ text: 'Agree, and make the offer', name: 'what', value: 'agree', preventDoubleClick: true })}
${button({ text: 'Drop the proposal', kind: 'secondary', name: 'what', value: 'drop' })}`,
})}`,
)}`

/** Why a child stands where they do on each list, for the officer in numbers and for the family in words; of nobody else. */
export const childWaitsView = ({ round, application, state, waits }: ChildWaitsData): PageContent => ({
  title: 'On the waiting lists',
  heading: `${application.forename} ${application.surname}: on the waiting lists`,
  back: { text: 'Offers and replies', href: offersHref(round, '?page=1') },
  body: html`${application.isProtected ? warningText({ text: 'The address is protected: no distance is shown or told.' }) : null}${stateView(state)}
<p class="govuk-body"><a class="govuk-link" href="${applicationHref(round, application.address)}">The application</a></p>
${waits.length === 0 ? insetText({ body: 'The child is on no waiting list.' }) : null}
${waits.map(one => waitsView(one, application.isProtected))}`,
})

const waitsView = (one: ChildWaits, isProtected: boolean): Html => {
  const criterion = one.criterion === null ? null : `Criterion ${one.criterion + 1} (${one.criterionName ?? ''})`
  const told = waitingWords({ ...one, criterion, distance: isProtected ? null : one.distance })
  return html`<h2 class="govuk-heading-m">${one.school}, ${ordinal(one.rank)} preference</h2>
${summaryList({
  rows: [
    {
      key: 'Place on the list',
      value: `${ordinal(one.position)} of ${one.of}${one.equal ? ', equal with others' : ''}`,
    },
    { key: 'Criterion', value: criterion ?? 'The school’s own order' },
    { key: 'Distance', value: isProtected ? 'Protected' : (one.distance ?? 'Not measured') },
  ],
})}
${
  one.ahead.length === 0
    ? null
    : table({
        caption: 'How many stand before, by criterion',
        captionClasses: 'govuk-table__caption--s',
        columns: [{ text: 'Criterion' }, { text: 'Children', numeric: true }],
        rows: one.ahead.map(line => [line.name, line.count]),
      })
}
<h3 class="govuk-heading-s">For the family</h3>
<p class="govuk-body">${told.join(' ')}</p>
${
  one.earlier.length === 0
    ? null
    : table({
        caption: 'Places before',
        captionClasses: 'govuk-table__caption--s',
        columns: [{ text: 'Since' }, { text: 'Place' }, { text: 'What moved the child there' }],
        rows: one.earlier.map(line => [
          formatInstant(line.since),
          ordinal(line.position),
          line.moved ? movedWords(line.moved, line.position, 'officer') : 'Came onto the list.',
        ]),
      })
}`
}
