import { boxesNamed, formatDate, formatInstant, londonDate, plural, upperFirst } from '../../../../kernel/index.ts'
import {
  button,
  choicesIn,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  radios,
  subNavigation,
  summaryList,
  table,
  tag,
} from '../../../../platform/views/index.ts'
import { ordinal } from '../../explain/explain.ts'
import { applicationHref } from '../applications/applications.view.ts'
import { careWarning } from '../care.view.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { Fields } from '../set-up/begin-form.ts'
import { ways } from './offers.actions.ts'
import type { OfferCounts, OfferLine, OneOffer, SchoolPlaces } from './offers.queries.ts'
import { answerDue, type OfferState, offerStates, withdrawGrounds } from './replies.ts'

export type OffersData = {
  readonly round: AdmissionRound
  readonly counts: OfferCounts
  readonly schools: readonly SchoolPlaces[]
  /** Children in our care, or who were, without an offer once the offers are out. */
  readonly careWithout: number
  readonly state: OfferState | undefined
  readonly page: number
  readonly more: boolean
  readonly offers: readonly OfferLine[]
}
export type OfferData = {
  readonly round: AdmissionRound
  readonly offer: OneOffer
  readonly fields: Fields
  readonly errors: readonly FormError[]
}
export const offersPerPage = 50

const stateWords: Readonly<Record<OfferState, string>> = {
  accepted: 'Accepted',
  waiting: 'Not heard',
  reminded: 'Not heard, reminded',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  moved: 'Left for another',
}
/** Where the offers of a round are, and each. */
export const offersHref = (round: AdmissionRound, part = ''): string => roundHref(round, `/offers${part}`)

/** "69 offers = 50 accepted + 12 not heard + …": the parts add up to the whole. */
export const offersSum = (counts: OfferCounts): string => {
  const shown = offerStates.flatMap(state =>
    counts[state] > 0 ? [`${counts[state]} ${stateWords[state].toLowerCase()}`] : [],
  )
  return `${plural(counts.made, 'offer')}${shown.length > 0 ? ` = ${shown.join(' + ')}` : ''}`
}

/** What families answered, how full each school is, and who is still to be heard from. */
export const offersView = ({
  round,
  counts,
  schools,
  careWithout,
  state,
  page,
  more,
  offers,
}: OffersData): PageContent => {
  const href = (of: OfferState | undefined, to = 1): string =>
    offersHref(round, `?page=${to}${of ? `&state=${of}` : ''}`)
  return {
    title: 'Offers and replies',
    heading: `${round.name}: offers and replies`,
    wide: true,
    back: { text: round.name, href: roundHref(round) },
    body: html`${careWarning(careWithout, 'no offer')}${round.releasedAt ? null : insetText({ body: 'The offers are not out yet.' })}
<p class="govuk-body">${offersSum(counts)}.${counts.overdue > 0 ? ` Of those not heard, ${plural(counts.overdue, 'is', 'are')} past the last day to answer.` : ''}</p>
${table({
  caption: 'Schools after the offers',
  rowHeader: true,
  columns: [
    { text: 'School' },
    { text: 'Places', numeric: true },
    { text: 'Held', numeric: true },
    { text: 'Put to a family', numeric: true },
    { text: 'Proposed', numeric: true },
    { text: 'Free', numeric: true },
    { text: 'Waiting', numeric: true },
  ],
  rows: schools.map(one => [
    html`<a class="govuk-link" href="${roundHref(round, `/waiting/${encodeURIComponent(one.key)}?page=1`)}">${one.name}</a>`,
    one.places,
    one.held,
    one.put,
    one.proposed,
    one.free,
    one.waiting,
  ]),
})}
${rollsWords(round, schools)}
${subNavigation({
  label: 'Which offers',
  items: [undefined, ...offerStates].map(one => ({
    text: one ? stateWords[one] : 'All',
    href: href(one),
    current: one === state,
  })),
})}
${table({
  caption: 'Offers',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'School' }, { text: 'Offered' }, { text: 'Where it stands' }],
  rows: offers.map(one => [
    html`<a class="govuk-link" href="${offersHref(round, `/${one.address}`)}">${one.name}</a>`,
    `${one.school}${one.rank === null ? '' : `, ${ordinal(one.rank)} preference`}`,
    formatInstant(one.offeredAt),
    offerWords(one),
  ]),
  empty: 'None here.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="${href(state, page - 1)}">Earlier in the list</a> ` : null}${more ? html`<a class="govuk-link" href="${href(state, page + 1)}">Further in the list</a>` : null}</p>` : null}`,
  }
}

/** What the schools' rolls say is in what is held, and from when. */
const rollsWords = (round: AdmissionRound, schools: readonly SchoolPlaces[]): Html | null => {
  const counted = schools.flatMap(one => (one.countedAt === null ? [] : [one.countedAt])).sort((a, b) => +a - +b)
  const unknown = schools.filter(one => one.countedAt === null)
  if (counted[0] === undefined && round.yearGroup === undefined) return null
  return html`<p class="govuk-body">${counted[0] ? `Held counts what the schools’ rolls say: who has left frees a place, who came without an offer takes one. Counted ${formatInstant(counted[0])}.` : ''}${unknown.length > 0 && round.yearGroup !== undefined ? ` No place is free where the roll is not known yet: ${unknown.map(one => one.name).join(', ')}.` : ''}</p>`
}

const offerWords = ({ state, standing, answerBy, ended, leftOn, wantsNoHigher }: OfferLine): string =>
  [
    stateWords[state],
    state === 'accepted' && wantsNoHigher ? 'happy with it' : '',
    state === 'reminded' && answerBy !== null ? `until ${formatDate(answerBy)}` : '',
    leftOn === null ? '' : `not on the school’s roll since ${formatDate(leftOn)}: the place is free`,
    standing === 'put' && ended === null ? 'beside the place that the child holds' : '',
  ]
    .filter(Boolean)
    .join(', ')

/** One offer: what the family said, and what may be written down of it. */
export const offerView = ({ round, offer, fields, errors }: OfferData, csrf: string): PageContent => ({
  title: 'An offer',
  heading: `${offer.name}: ${offer.school}`,
  back: { text: 'Offers and replies', href: offersHref(round, '?page=1') },
  ...(errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(errors)}
${summaryList({
  rows: [
    {
      key: 'Where it stands',
      value: tag({ text: offerWords(offer), tone: offer.state === 'accepted' ? 'good' : 'warning' }),
    },
    { key: 'Offered', value: `${formatInstant(offer.offeredAt)}, by ${offer.givenBy}` },
    { key: 'As which choice', value: offer.rank === null ? 'None of theirs' : `${ordinal(offer.rank)} preference` },
    { key: 'To be answered by', value: formatDate(offer.answerBy ?? answerDue(londonDate(offer.offeredAt))) },
    ...(offer.endedAt
      ? [{ key: 'Ended', value: `${formatInstant(offer.endedAt)}${offer.endedWhy ? `: ${offer.endedWhy}` : ''}` }]
      : []),
  ],
})}
<p class="govuk-body"><a class="govuk-link" href="${applicationHref(round, offer.application)}">The application</a> · <a class="govuk-link" href="${roundHref(round, `/waiting/children/${offer.application}`)}">On the waiting lists</a></p>
${table({
  caption: 'What was heard and sent',
  columns: [{ text: 'When' }, { text: 'What' }, { text: 'Written down by' }],
  rows: offer.heard.map(one => [formatInstant(one.at), one.words, one.by]),
  empty: 'Nothing yet.',
})}
${offer.ended === null ? forms({ round, offer, fields, errors }, csrf) : null}`,
})

const forms = ({ round, offer, fields, errors }: OfferData, csrf: string): Html => {
  const at = (part: string): string => offersHref(round, `/${offer.address}/${part}`)
  const day = (name: string, legend: string): Html =>
    dateInput({ id: name, name, legend, values: boxesNamed(name, fields), ...errorOf(errors, `${name}-day`) })
  const how = (name: string): Html =>
    radios({
      name,
      legend: 'By which way',
      value: fields[name] ?? '',
      items: ways.map(one => ({ text: upperFirst(one), value: one })),
      ...errorOf(errors, name),
    })
  return html`<h2 class="govuk-heading-m">The family has answered</h2>
${form({
  action: at('reply'),
  csrf,
  body: html`${radios({
    name: 'reply',
    legend: 'They say',
    value: fields.reply ?? '',
    items: [
      { text: 'Yes, they accept the place', value: 'accepted' },
      {
        text: 'Yes, and they are happy with it',
        hint: 'They wish for no school that they named higher: they leave the waiting lists, and no second run moves them',
        value: 'happy',
      },
      { text: 'No, they decline it: the place is free at once', value: 'declined' },
    ],
    ...errorOf(errors, 'reply'),
  })}${how('how')}${day('said', 'On which day')}
${input({ name: 'saidBy', label: 'Who said it', width: 20, value: fields.saidBy ?? '', ...errorOf(errors, 'saidBy') })}
${button({ text: 'Save the answer', preventDoubleClick: true })}`,
})}
${
  offer.state === 'accepted'
    ? null
    : html`<h2 class="govuk-heading-m">Remind the family</h2>
${form({
  action: at('remind'),
  csrf,
  body: html`<p class="govuk-body">Tell them that the offer may be withdrawn if they do not answer.</p>${how('by')}${day('sent', 'Sent on')}${day('until', 'To answer by')}
${button({ text: 'Save the reminder', kind: 'secondary', preventDoubleClick: true })}`,
})}`
}
<h2 class="govuk-heading-m">Withdraw the offer</h2>
${form({
  action: at('withdraw'),
  csrf,
  body: html`${radios({
    name: 'ground',
    legend: 'Why',
    value: fields.ground ?? '',
    items: choicesIn(withdrawGrounds),
    ...errorOf(errors, 'ground'),
  })}
${input({ name: 'why', label: 'What happened', width: 30, value: fields.why ?? '', ...errorOf(errors, 'why') })}
${button({ text: 'Withdraw the offer', kind: 'warning', preventDoubleClick: true })}`,
})}`
}
