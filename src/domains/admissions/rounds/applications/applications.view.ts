import { boxesNamed, formatDate, plural } from '../../../../kernel/index.ts'
import {
  button,
  dateInput,
  errorOf,
  type FormError,
  fileUpload,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  select,
  subNavigation,
  table,
  textarea,
} from '../../../../platform/views/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { sumWords } from '../blockers.ts'
import type { RoundCounts } from '../counts.queries.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { Fields } from '../set-up/begin-form.ts'
import { faultList } from '../set-up/schools.view.ts'
import { mostWanted } from './application-form.ts'
import type { ApplicationLine, Standing } from './applications.queries.ts'

export type ApplicationsData = {
  readonly round: AdmissionRound
  readonly counts: RoundCounts
  readonly standing: Standing | undefined
  readonly page: number
  readonly more: boolean
  readonly applications: readonly ApplicationLine[]
  readonly faults: readonly RoundFault[]
}
export type NewApplicationData = {
  readonly round: AdmissionRound
  readonly schools: readonly Pick<RoundSchool, 'key' | 'name'>[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

export const standingWords: Readonly<Record<Standing, string>> = {
  ready: 'Ready',
  unchecked: 'To check',
  untied: 'Not tied to a record',
  twice: 'For a child with another',
  late: 'Late',
  withdrawn: 'Withdrawn',
}
export const perPage = 50

/** Where the pages of an application are. */
export const applicationHref = (round: AdmissionRound, address: string, part = ''): string =>
  roundHref(round, `/applications/${address}${part}`)

/** The applications of a round, those of one standing, and how files bring more in. */
export const applicationsView = (data: ApplicationsData, csrf: string): PageContent => {
  const { round, counts, standing, page, more, applications, faults } = data
  const href = (of: Standing | undefined, to = 1): string =>
    roundHref(round, `/applications?page=${to}${of ? `&standing=${of}` : ''}`)
  return {
    title: 'Applications of the round',
    heading: `${round.name}: applications`,
    wide: true,
    back: { text: round.name, href: roundHref(round) },
    ...(faults.length > 0 ? { error: true } : {}),
    body: html`${faultList(faults)}
<p class="govuk-body">${sumWords(counts)}.</p>
${subNavigation({
  label: 'Which applications',
  items: [undefined, ...(Object.keys(standingWords) as Standing[])].map(one => ({
    text: one ? standingWords[one] : 'All',
    href: href(one),
    current: one === standing,
  })),
})}
${table({
  caption: 'Applications',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'Child' },
    { text: 'Born' },
    { text: 'Reference' },
    { text: 'Received' },
    { text: 'Schools, best first' },
    { text: 'Where it stands' },
  ],
  rows: applications.map(one => [
    html`<a class="govuk-link" href="${applicationHref(round, one.address)}">${one.name}</a>`,
    formatDate(one.birthDate),
    one.reference,
    formatDate(one.receivedOn),
    one.schools.join(', '),
    standingWords[one.standing],
  ]),
  empty: 'None here.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="${href(standing, page - 1)}">Earlier in the list</a> ` : null}${more ? html`<a class="govuk-link" href="${href(standing, page + 1)}">Further in the list</a>` : null}</p>` : null}
${takeIn(round, csrf)}`,
  }
}

const takeIn = (round: AdmissionRound, csrf: string): Html => html`<h2 class="govuk-heading-m">Take in applications</h2>
<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, '/applications/new')}">Type an application</a></p>
${form({
  action: roundHref(round, '/applications'),
  csrf,
  multipart: true,
  body: html`${fileUpload({
    name: 'files',
    label: 'Bring in children.csv and preferences.csv',
    hint: 'With distances.csv where a school measures along roads. An application that came before is changed to what it says now.',
    multiple: true,
    accept: '.csv',
  })}${button({ text: 'Bring in', preventDoubleClick: true })}`,
})}
${form({
  action: roundHref(round, '/ask-services'),
  csrf,
  body: html`<p class="govuk-body">Social care answers yes or no to each claim that a child is in our care.</p>${button({ text: 'Ask social care', kind: 'secondary', preventDoubleClick: true })}`,
})}`

/** The schools that a family names, best first. */
export const wantsFields = (
  schools: readonly Pick<RoundSchool, 'key' | 'name'>[],
  fields: Fields,
  errors: readonly FormError[],
): Html[] =>
  Array.from({ length: mostWanted }, (_, i) =>
    select({
      name: `want-${i + 1}`,
      label: i === 0 ? 'School they want most' : `School ${i + 1}`,
      value: fields[`want-${i + 1}`] ?? '',
      items: [{ text: 'None', value: '' }, ...schools.map(one => ({ text: one.name, value: one.key }))],
      ...errorOf(errors, `want-${i + 1}`),
    }),
  )

/** An application on paper, as an officer types it. */
export const newApplicationView = (
  { round, schools, fields, errors }: NewApplicationData,
  csrf: string,
): PageContent => {
  const box = (name: string, label: string, hint?: string) =>
    input({ name, label, width: 20, value: fields[name] ?? '', ...(hint ? { hint } : {}), ...errorOf(errors, name) })
  const day = (name: string, legend: string) =>
    dateInput({
      id: name,
      name,
      legend,
      values: boxesNamed(name, fields),
      ...errorOf(errors, `${name}-day`),
    })
  return {
    title: 'Type an application',
    heading: 'Type an application',
    back: { text: 'Applications', href: roundHref(round, '/applications') },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}<p class="govuk-body">${round.name}, ${plural(schools.length, 'school')}.</p>
${form({
  action: roundHref(round, '/applications/new'),
  csrf,
  body: html`${box('forename', 'Forename')}${box('surname', 'Surname')}${day('born', 'Date of birth')}${box('upn', 'Unique pupil number', 'If the family or a school gave it')}
${day('received', 'Received on')}
${box('postcode', 'Postcode of the home')}${box('easting', 'Easting of the home', 'In metres, national grid')}${box('northing', 'Northing of the home')}
${box('catchment', 'Catchment', 'The numbers of the schools in whose catchment the home is, with a bar between')}
${textarea({ name: 'facts', label: 'What else the family says', hint: 'One fact a line, as the schools’ criteria ask for it. For example, brother_or_sister: 8992001 or looked_after: yes', rows: 4, value: fields.facts ?? '', ...errorOf(errors, 'facts') })}
${wantsFields(schools, fields, errors)}
${button({ text: 'Take in', preventDoubleClick: true })}`,
})}`,
  }
}
