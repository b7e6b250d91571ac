import { boxesNamed, formatDate, formatInstant } from '../../../kernel/index.ts'
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
  type PageContent,
  radios,
  select,
  table,
} from '../../../platform/views/index.ts'
import type { AdmissionRound } from './rounds.queries.ts'
import { type Fields, roundDays } from './set-up/begin-form.ts'
import { yearGroups, yearGroupWords } from './set-up/year-group.ts'

export type RoundsData = {
  readonly rounds: readonly AdmissionRound[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** Where the pages of a round are. */
export const roundHref = (round: Pick<AdmissionRound, 'address'>, part = ''): string =>
  `/admissions/${round.address}${part}`

/** Every round of school admissions, and the form that begins one. */
export const roundsView = ({ rounds, fields, errors }: RoundsData, csrf: string): PageContent => ({
  title: 'Admission rounds',
  heading: 'Admission rounds',
  wide: true,
  ...(errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(errors)}
${table({
  caption: 'Rounds of school admissions',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Round' }, { text: 'Closes' }, { text: 'Offers are out' }],
  rows: rounds.map(one => [
    html`<a class="govuk-link" href="${roundHref(one)}">${one.name}</a>`,
    one.yearGroup === undefined ? formatDate(one.closesOn) : 'During the year',
    one.yearGroup !== undefined
      ? 'Place by place'
      : one.releasedAt
        ? `Since ${formatInstant(one.releasedAt)}`
        : formatInstant(one.releaseAt),
  ]),
  empty: 'There is no round yet. Begin one below.',
})}
<p class="govuk-body"><a class="govuk-link" href="/admissions/places">Free places of all year groups</a></p>
${details({ summary: 'Begin a round', open: errors.length > 0 && fields.part === undefined, body: beginForm(fields, errors, csrf) })}
${details({ summary: 'Begin a year group: applications during the year', open: fields.part === 'year-group', body: yearGroupForm(rounds, fields, errors, csrf) })}`,
})

const legends: Readonly<Record<(typeof roundDays)[number], readonly [string, string]>> = {
  bornFrom: ['First birth date of children of this round', 'For example, 1 9 2022'],
  bornTo: ['Last birth date of children of this round', 'For example, 31 8 2023'],
  closesOn: ['Closing day', 'The last day on which an application is on time. For example, 15 1 2027'],
  offerDay: ['Offer day', 'The national offer day, or the next working day. For example, 16 4 2027'],
}

const beginForm = (fields: Fields, errors: readonly FormError[], csrf: string): Html =>
  form({
    action: '/admissions',
    csrf,
    body: html`${input({
      name: 'name',
      label: 'Name of the round',
      hint: 'For example, Reception 2027',
      width: 30,
      value: fields.name ?? '',
      ...errorOf(errors, 'name'),
    })}
${roundDays.map(name =>
  dateInput({
    id: name,
    name,
    legend: legends[name][0],
    hint: legends[name][1],
    values: boxesNamed(name, fields),
    ...errorOf(errors, `${name}-day`),
  }),
)}
${input({ name: 'hour', label: 'Time of release on the offer day', hint: 'For example, 09:00', width: 5, value: fields.hour ?? '', ...errorOf(errors, 'hour') })}
${input({
  name: 'supervisor',
  label: 'Who watches over the draw',
  hint: 'Somebody independent of the schools. The draw decides between children who are equal in everything else.',
  width: 30,
  value: fields.supervisor ?? '',
  ...errorOf(errors, 'supervisor'),
})}
${button({ text: 'Begin the round', preventDoubleClick: true })}`,
  })

/** Whether families may apply to a year group by their own account. */
export const onlineChoice = (fields: Fields, errors: readonly FormError[]): Html =>
  radios({
    name: 'online',
    legend: 'May families apply by their own account?',
    value: fields.online ?? '',
    items: [
      { text: 'Yes', value: 'yes' },
      { text: 'No, by letter or telephone', value: 'no' },
    ],
    ...errorOf(errors, 'online'),
  })

const yearGroupForm = (
  rounds: readonly AdmissionRound[],
  fields: Fields,
  errors: readonly FormError[],
  csrf: string,
): Html =>
  form({
    action: '/admissions/year-groups',
    csrf,
    body: html`<p class="govuk-body">Families who move in, or want another school, apply during the year, without a round. What the schools’ rolls say takes their places.</p>
${select({
  name: 'group',
  label: 'Year group',
  value: fields.group ?? '',
  items: [
    { text: 'Choose a year group', value: '' },
    ...yearGroups.map(one => ({ text: yearGroupWords(one), value: one })),
  ],
  ...errorOf(errors, 'group'),
})}
${input({ name: 'year', label: 'School year that begins in September', hint: 'For example, 2026', width: 5, inputmode: 'numeric', value: fields.year ?? '', ...errorOf(errors, 'year') })}
${select({
  name: 'copy',
  label: 'Begin with the schools, places and criteria of',
  hint: 'They can be changed at any time',
  value: fields.copy ?? '',
  items: [{ text: 'None', value: '' }, ...rounds.map(one => ({ text: one.name, value: one.address }))],
})}
${input({ name: 'watches', label: 'Who watches over draws', width: 30, value: fields.watches ?? '', ...errorOf(errors, 'watches') })}
${onlineChoice(fields, errors)}
${button({ text: 'Begin the year group', kind: 'secondary', preventDoubleClick: true })}`,
  })
