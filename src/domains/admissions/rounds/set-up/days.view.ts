import { boxesNamed, formatDate, formatInstant } from '../../../../kernel/index.ts'
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
  type PageContent,
  table,
} from '../../../../platform/views/index.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { onlineChoice, roundHref } from '../rounds.view.ts'
import type { Fields } from './begin-form.ts'
import type { DaysChange } from './days.actions.ts'

export type DaysData = {
  readonly round: AdmissionRound
  readonly fields: Fields
  readonly changes: readonly DaysChange[]
  readonly errors: readonly FormError[]
}

const legends = {
  onlineFrom: [
    'From which day may families apply online?',
    'By their own account, until the offers are out. Without a day they cannot',
  ],
  closesOn: ['Closing day', 'Who applies later counts as late, also of those that are in'],
  offerDay: ['Offer day', 'The national offer day, or the next working day'],
} as const

const changesTable = ({ round, changes }: DaysData): Html | null =>
  changes.length === 0
    ? null
    : table({
        caption: 'Changes, newest first',
        columns: [{ text: 'When' }, { text: 'By' }, { text: 'What stood before' }],
        rows: changes.map(one => [formatInstant(one.at), one.by, before(one, round.yearGroup !== undefined)]),
      })

const before = ({ closesOn, offerDay, onlineFrom }: DaysChange, isYearGroup: boolean): string =>
  [
    onlineFrom ? `Online from ${formatDate(onlineFrom)}` : 'Not online',
    ...(isYearGroup ? [] : [`closed ${formatDate(closesOn)}`, `offers on ${formatDate(offerDay)}`]),
  ].join(', ')

/** Whether families may apply online to a year group. */
const onlineView = (data: DaysData, csrf: string): PageContent => ({
  title: 'How families apply',
  heading: 'How families apply',
  back: { text: data.round.name, href: roundHref(data.round) },
  ...(data.errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(data.errors)}
<p class="govuk-body">What families have sent already stays, and is answered. Who changed this, when, and what stood before is kept.</p>
${form({
  action: roundHref(data.round, '/days'),
  csrf,
  body: html`${onlineChoice(data.fields, data.errors)}${button({ text: 'Save', preventDoubleClick: true })}`,
})}${changesTable(data)}`,
})

/** The days of a round that may change until its offers are out. */
export const daysView = (data: DaysData, csrf: string): PageContent =>
  data.round.yearGroup === undefined ? roundDaysView(data, csrf) : onlineView(data, csrf)

const roundDaysView = (data: DaysData, csrf: string): PageContent => {
  const { round, fields, errors } = data
  return {
    title: 'Days of the round',
    heading: 'Days of the round',
    back: { text: round.name, href: roundHref(round) },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
<p class="govuk-body">Who changed them, when, and what stood before is kept. The birth dates and the draw stay.</p>
${form({
  action: roundHref(round, '/days'),
  csrf,
  body: html`${(['onlineFrom', 'closesOn', 'offerDay'] as const).map(name =>
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
${input({ name: 'supervisor', label: 'Who watches over the draw', width: 30, value: fields.supervisor ?? '', ...errorOf(errors, 'supervisor') })}
${button({ text: 'Save the days', preventDoubleClick: true })}`,
})}${changesTable(data)}`,
  }
}
