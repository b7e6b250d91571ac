import { formatInstant, plural } from '../../../../kernel/index.ts'
import {
  button,
  checkboxes,
  errorOf,
  type FormError,
  fileUpload,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  table,
  textarea,
} from '../../../../platform/views/index.ts'
import { faultLine, type RoundFault } from '../../files/faults.ts'
import type { OwnOrder } from '../orders/orders.queries.ts'
import { orderHref, orderWords } from '../orders/orders.view.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { Fields } from './begin-form.ts'

export type SchoolsData = {
  readonly round: AdmissionRound
  readonly schools: readonly RoundSchool[]
  readonly orders: readonly OwnOrder[]
  readonly faults: readonly RoundFault[]
}
export type SchoolFormData = {
  readonly round: AdmissionRound
  readonly school: RoundSchool | undefined
  readonly fields: Fields
  readonly errors: readonly FormError[]
}
const mostShown = 50

/** The faults of files, each by file and line, and what to do. */
export const faultList = (faults: readonly RoundFault[]) =>
  faults.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">The files cannot be used yet: ${plural(faults.length, 'fault')}</h2>
<p class="govuk-body">Nothing of them was kept.</p>
<ul class="govuk-list govuk-list--bullet">${faults.slice(0, mostShown).map(one => html`<li>${faultLine(one)}</li>`)}</ul>
${faults.length > mostShown ? html`<p class="govuk-body">And ${faults.length - mostShown} more.</p>` : null}`

/** What the schools of a round have decided, and how files bring it in. */
export const schoolsView = ({ round, schools, orders, faults }: SchoolsData, csrf: string): PageContent => ({
  title: 'Schools of the round',
  heading: `${round.name}: schools, places and criteria`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  ...(faults.length > 0 ? { error: true } : {}),
  body: html`${faultList(faults)}
${table({
  caption: 'Schools of the round',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'School' }, { text: 'Places', numeric: true }, { text: 'Ranks by' }, { text: 'Told by' }],
  rows: schools.map(one => [
    html`<a class="govuk-link" href="${roundHref(round, `/schools/${encodeURIComponent(one.key)}`)}">${one.name}</a> (${one.key})`,
    one.places,
    one.ownOrder
      ? html`<a class="govuk-link" href="${orderHref(round, one.key)}">Its own order</a>: ${orderWords(orders.find(order => order.key === one.key))}`
      : html`<ol class="govuk-list govuk-list--number">${one.settings.criteria.map(criterion => html`<li>${criterion.name}</li>`)}</ol>`,
    `${one.toldBy}, ${formatInstant(one.toldAt)}`,
  ]),
  empty: 'No school has told its places and criteria yet.',
})}
${
  round.releasedAt && round.yearGroup === undefined
    ? null
    : html`<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, '/schools/new')}">Add a school</a></p>
${form({
  action: roundHref(round, '/schools'),
  csrf,
  multipart: true,
  body: html`${fileUpload({
    name: 'files',
    label: 'Bring in schools.csv and criteria.json',
    hint: 'What a school decided before stays on record. A change here reaches the next run, and no earlier one.',
    multiple: true,
    accept: '.csv,.json',
  })}${button({ text: 'Bring in', preventDoubleClick: true })}`,
})}`
}${schools.some(one => one.ownOrder) ? bringOrders(round, csrf) : null}`,
})

const bringOrders = (round: AdmissionRound, csrf: string): Html =>
  form({
    action: roundHref(round, '/orders'),
    csrf,
    multipart: true,
    body: html`${fileUpload({
      name: 'orders',
      label: 'Bring in orders.csv of schools that rank for themselves',
      hint: 'Each child who named the school, with a position from 1, or none where the school cannot take the child. It takes the place of what the school sent before.',
      accept: '.csv',
    })}${button({ text: 'Bring in the orders', kind: 'secondary', preventDoubleClick: true })}`,
  })

/** One school's places and criteria: what stands, and the form that tells another version. */
export const schoolFormView = ({ round, school, fields, errors }: SchoolFormData, csrf: string): PageContent => {
  const box = (name: string, label: string, hint?: string, width: 5 | 10 | 30 = 10) =>
    input({ name, label, width, value: fields[name] ?? '', ...(hint ? { hint } : {}), ...errorOf(errors, name) })
  const { bands, reserved, infant_classes } = school?.settings ?? {}
  const kept = [bands && 'bands', reserved && 'kept places', infant_classes && 'infant classes'].filter(Boolean)
  return {
    title: 'A school of the round',
    heading: school ? `${school.name}: places and criteria` : 'Add a school to the round',
    back: { text: 'Schools of the round', href: roundHref(round, '/schools') },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
${school ? html`<p class="govuk-body">Told by ${school.toldBy}, ${formatInstant(school.toldAt)}.</p>` : null}
${form({
  action: roundHref(round, school ? `/schools/${encodeURIComponent(school.key)}` : '/schools/new'),
  csrf,
  body: html`${school ? null : box('key', 'Number of the school in the round’s files', 'For example its local authority and establishment number, 8992001')}
${box('name', 'Name', undefined, 30)}
${box('places', 'Places', 'The published admission number', 5)}
${textarea({
  name: 'criteria',
  label: 'Criteria, in order, one a line',
  hint: 'A name, a bar, and the facts that must hold, with commas between: In catchment | catchment=@school. Another bar and “no distance” where families must not read how far the last child lives. The last line holds for everybody.',
  rows: 8,
  value: fields.criteria ?? '',
  ...errorOf(errors, 'criteria'),
})}
${radios({
  name: 'unit',
  legend: 'Distance in a straight line, in',
  value: fields.unit ?? 'miles',
  items: [
    { text: 'Miles', value: 'miles' },
    { text: 'Metres', value: 'metres' },
  ],
})}
${box('decimals', 'Decimals that distances are compared at', 'The published precision', 5)}
${box('easting', 'Easting of the point that the school measures from', 'In metres, national grid')}
${box('northing', 'Northing')}
${checkboxes({
  name: 'more',
  values: (fields.more ?? '').split(' '),
  items: [
    { text: 'Ranks for itself, and sends its order: an academy, an aided or a foundation school', value: 'own' },
    {
      text: 'Twin clause: where one of children born together has the last place, the other is admitted too',
      value: 'twins',
    },
  ],
})}
${kept.length > 0 ? html`<p class="govuk-body">Its ${kept.join(', ')} came by file and stay as they are.</p>` : null}
${button({ text: 'Save', preventDoubleClick: true })}`,
})}`,
  }
}
