import { boxesNamed } from '../../../kernel/index.ts'
import {
  button,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  input,
  type PageContent,
} from '../../../platform/views/index.ts'
import type { Fields } from './begin-form.ts'
import type { AdmissionRound } from './rounds.queries.ts'
import { roundHref } from './rounds.view.ts'

export type DaysData = {
  readonly round: AdmissionRound
  readonly fields: Fields
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

/** The days of a round that may change until its offers are out. */
export const daysView = ({ round, fields, errors }: DaysData, csrf: string): PageContent => ({
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
})}`,
})
