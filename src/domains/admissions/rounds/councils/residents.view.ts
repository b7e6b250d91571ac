import { formatDate } from '../../../../kernel/index.ts'
import {
  button,
  details,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  table,
  textarea,
} from '../../../../platform/views/index.ts'
import { applicationHref } from '../applications/applications.view.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { councilsHref } from './councils.view.ts'
import type { Resident } from './residents.queries.ts'

export type ResidentsData = {
  readonly round: AdmissionRound
  readonly residents: readonly Resident[]
  readonly page: number
  readonly more: boolean
  /** Schools of other councils, one a line. */
  readonly schools: string
  readonly errors: readonly FormError[]
}
export const residentsPerPage = 100

/** Our children who name schools of other councils, how far each is, and which such schools families may name. */
export const residentsView = (data: ResidentsData, csrf: string): PageContent => {
  const { round, residents, page, more, errors } = data
  return {
    title: 'Our children and other councils’ schools',
    heading: `${round.name}: our children and other councils’ schools`,
    wide: true,
    back: { text: 'Other councils', href: councilsHref(round, '?page=1') },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
<p class="govuk-body">We make each of our children one offer: of the schools that they named, the highest that can take them, whoever keeps it. Write what a council is to be told, send it, bring in what it answers, and begin another run, until nothing is left to tell.</p>
${table({
  caption: 'Our children who name their schools, or whose plans do',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'Born' }, { text: 'Council' }, { text: 'School' }, { text: 'Where it stands' }],
  rows: residents.map(one => [
    html`<a class="govuk-link" href="${applicationHref(round, one.address)}">${one.name}</a>`,
    formatDate(one.birthDate),
    one.council,
    one.school,
    html`${stateOf(one)}${one.isProtected ? '. The address is protected and in no file: call the council' : ''}`,
  ]),
  empty: 'No child of ours names a school of another council, and no plan does.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="?page=${page - 1}">Earlier in the list</a> ` : null}${more ? html`<a class="govuk-link" href="?page=${page + 1}">Further in the list</a>` : null}</p>` : null}
${schoolsForm(data, csrf)}`,
  }
}

const stateOf = (one: Resident): string => {
  const { plan, toldWithoutPlan, told } = one
  if (!plan) return standingOf(one)
  if (told === 'no') return 'Named in the child’s plan, and its council says no: call it'
  if (toldWithoutPlan) return 'Named in the child’s plan, which its council was not told of: call it'
  return `Named in the child’s plan. ${standingOf(one)}`
}

const standingOf = ({ wanted, left, told, offered }: Resident): string => {
  if (left) return 'Wanted no more: its council is told'
  if (offered) return told === 'no' ? 'Has a place, but its council says it is full: call it' : 'Has a place'
  if (told === 'free') return 'A place is free there'
  if (told === 'no') return 'Full'
  if (told === 'yes') return 'Its council says yes'
  return wanted ? 'Asked for, and not answered' : 'Not asked for'
}

const schoolsForm = ({ round, schools, errors }: ResidentsData, csrf: string): Html => {
  const body = form({
    action: councilsHref(round, '/schools'),
    csrf,
    body: html`${textarea({
      name: 'schools',
      label: 'Schools of other councils, one a line',
      hint: 'The council’s three digits, the school’s number, its name, and what its criteria ask of children, with bars between: 815 | 8152001 | Hallow Primary School | looked_after, staff=@school. Families are asked what the criteria ask, and the council is told what was found to hold.',
      rows: 8,
      value: schools,
      ...errorOf(errors, 'schools'),
    })}${button({ text: 'Save the schools', preventDoubleClick: true })}`,
  })
  return details({ summary: 'Which schools of other councils families may name', body, open: errors.length > 0 })
}
