import { type Letter, letterView } from '../../../children/index.ts'
import { boxesNamed, formatDate, type PlainDate, plural } from '../../../kernel/index.ts'
import {
  button,
  dateInput,
  details,
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
  select,
  summaryList,
  table,
  tag,
  textarea,
} from '../../../platform/views/index.ts'
import { ordinal } from '../explain/explain.ts'
import { type AdmissionRound, type Fields, inYearFrom, noAddress, roundHref } from '../rounds/index.ts'
import type { InYear } from './in-year.queries.ts'
import { type Asked, openOf } from './in-year.ts'

export type InYearListData = {
  readonly round: AdmissionRound
  readonly today: PlainDate
  readonly applications: readonly InYear[]
}
export type InYearData = {
  readonly round: AdmissionRound
  readonly today: PlainDate
  readonly application: InYear
  readonly schools: readonly { readonly key: string; readonly name: string }[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}
export type RefusalLetterData = {
  readonly letter: Letter
  readonly back: { readonly text: string; readonly href: string }
}

/** Where the applications outside a round are, and each. */
export const inYearHref = (round: AdmissionRound, part = ''): string => roundHref(round, `/in-year${part}`)

const untold = 'Term dates not told'
const owed = ({ answered, aim, must }: InYear, today: PlainDate): Html | string => {
  if (answered !== undefined)
    return `Answered ${formatDate(answered)}${must !== undefined && answered > must ? ', late' : ''}`
  if (aim === undefined || must === undefined) return tag({ text: untold, tone: 'warning' })
  return today > must
    ? tag({ text: `Was due ${formatDate(must)}`, tone: 'stop' })
    : `By ${formatDate(aim)}, ${formatDate(must)} at the latest`
}
const fairAccess = ({ referral, placeBy }: InYear, today: PlainDate): Html | string => {
  if (!referral) return ''
  if (referral.placedOn !== null) return `Place at ${referral.placed ?? ''}, ${formatDate(referral.placedOn)}`
  if (referral.endedWhy !== null) return `Ended: ${referral.endedWhy}`
  if (placeBy === undefined) return tag({ text: untold, tone: 'warning' })
  return today > placeBy
    ? tag({ text: `Place was due ${formatDate(placeBy)}`, tone: 'stop' })
    : `Place by ${formatDate(placeBy)}`
}
const answerWords = ({ answer, on }: Asked): string =>
  answer === null || on === null
    ? 'Not answered'
    : `${answer === 'offered' ? 'Offered' : 'Refused in writing'} ${formatDate(on)}`

/** Applications that came outside the round, who is owed an answer, and by when. */
export const inYearListView = ({ round, today, applications }: InYearListData): PageContent => ({
  title: 'Outside the round',
  heading: `${round.name}: applications ${round.yearGroup === undefined ? 'outside the round' : 'during the year'}`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  body: html`<p class="govuk-body">Applications that came since ${formatDate(inYearFrom(round))}. They stand on the waiting lists by the criteria; free places are offered from there. The family has its answer in writing within ten school days where it can be, fifteen at most.</p>
<p class="govuk-body">${plural(applications.length, 'application')}. <a class="govuk-link" href="${roundHref(round, '/applications/new')}">Take in an application</a> · <a class="govuk-link" href="${roundHref(round, '/offers?page=1')}">Free places and waiting lists</a> · <a class="govuk-link" href="${inYearHref(round, '/letters')}">Print the letters of refusals</a></p>
${table({
  caption: 'Applications outside the round, the next to answer at the top',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'Came' }, { text: 'Answer in writing' }, { text: 'Fair access' }],
  rows: applications.map(one => [
    html`<a class="govuk-link" href="${inYearHref(round, `/${one.address}`)}">${one.name}</a>`,
    formatDate(one.receivedOn),
    owed(one, today),
    fairAccess(one, today),
  ]),
  empty: 'None has come.',
})}`,
})

/** One of them: what the family was told of each school, and what is owed. */
export const inYearView = (
  { round, today, application, schools, fields, errors }: InYearData,
  csrf: string,
): PageContent => {
  const { referral } = application
  const isReferred = referral !== null && referral.placedOn === null && referral.endedWhy === null
  const part = (name: string, summary: string, text: string, body: Html): Html =>
    details({
      summary,
      open: errors.length > 0 && fields.part === name,
      body: form({
        action: inYearHref(round, `/${application.address}/${name}`),
        csrf,
        body: html`${body}${button({ text, kind: 'secondary', preventDoubleClick: true })}`,
      }),
    })
  const day = (name: string, legend: string): Html =>
    dateInput({ id: name, name, legend, values: boxesNamed(name, fields), ...errorOf(errors, `${name}-day`) })
  const open = openOf(application.asked)
  return {
    title: 'An application outside the round',
    heading: `${application.name}: outside the round`,
    back: { text: 'Outside the round', href: inYearHref(round) },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
${summaryList({
  rows: [
    { key: 'Came', value: formatDate(application.receivedOn) },
    { key: 'Answer in writing', value: owed(application, today) },
    ...(referral
      ? [{ key: 'Fair access', value: html`${fairAccess(application, today)}. Confirmed by ${referral.confirmedBy}` }]
      : []),
  ],
})}
<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, `/applications/${application.address}`)}">The application</a> · <a class="govuk-link" href="${roundHref(round, `/waiting/children/${application.address}`)}">On the waiting lists</a></p>
${table({
  caption: 'What the family was told',
  rowHeader: true,
  columns: [{ text: 'School' }, { text: 'Choice' }, { text: 'Answer' }],
  rows: application.asked.map(one => [
    one.school,
    ordinal(one.rank),
    one.answer === 'refused'
      ? html`<a class="govuk-link" href="${inYearHref(round, `/${application.address}/letters/${one.key}`)}">${answerWords(one)}</a>`
      : answerWords(one),
  ]),
})}
${
  open.length === 0
    ? null
    : part(
        'refuse',
        'A school refuses',
        'Save the refusal',
        html`${radios({ name: 'school', legend: 'Which school', value: fields.school ?? '', items: open.map(one => ({ value: one.key, text: one.school })), ...errorOf(errors, 'school') })}
${day('refused', 'Day of the letter')}
${textarea({ name: 'why', label: 'Why', hint: 'Which harm one more child would do to the school’s teaching or resources: its published number is no reason outside the normal year of entry. It goes into the letter. Write of no other child.', rows: 6, value: fields.why ?? '', ...errorOf(errors, 'why') })}`,
      )
}
${
  isReferred
    ? html`${part(
        'place',
        'The protocol has found a place',
        'Give this place',
        html`${select({ name: 'at', label: 'School', value: fields.at ?? '', items: [{ text: 'Choose a school', value: '' }, ...schools.map(one => ({ text: one.name, value: one.key }))], ...errorOf(errors, 'at') })}${day('placed', 'Decided on')}<p class="govuk-body">The place is given at once, over the school’s number if need be.</p>`,
      )}${part('end-referral', 'End the referral without a place', 'End the referral', input({ name: 'ended', label: 'Why', width: 30, value: fields.ended ?? '', ...errorOf(errors, 'ended') }))}`
    : part(
        'refer',
        'Refer under the fair access protocol',
        'Refer the child',
        html`${day('eligible', 'Eligible since')}${input({ name: 'confirmed', label: 'Who of the fair access panel confirmed it', hint: 'A person’s name, not a service: a service would tell by which category, and that is not kept here', width: 20, value: fields.confirmed ?? '', ...errorOf(errors, 'confirmed') })}`,
      )
}`,
  }
}

/** The letter of a refusal, to print; without an address where the gate lets none go. */
export const refusalLetterView = ({ letter, back }: RefusalLetterData): PageContent => ({
  title: 'Letter',
  heading: 'Letter of refusal',
  back,
  body: html`${letter.to ? null : insetText({ body: noAddress })}${letterView(letter)}`,
})
