import { addDays, boxesNamed, formatDate, type PlainDate, plural } from '../../kernel/index.ts'
import {
  button,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  table,
  tag,
} from '../../platform/views/index.ts'
import { trainingWarnings } from '../training.ts'
import { mostListed, type StaffTraining } from './staff-training.queries.ts'
import type { TrainingBoxes } from './staff-training.ts'

export type StaffTrainingData = { readonly people: readonly StaffTraining[]; readonly today: PlainDate }
export type TrainingForm = StaffTraining & {
  readonly today: PlainDate
  readonly given: TrainingBoxes
  readonly faults: readonly FormError[]
}

const stateOf = ({ lastDay }: StaffTraining, today: PlainDate): Html => {
  if (!lastDay) return tag({ text: 'None recorded', tone: 'stop' })
  if (lastDay < today) return tag({ text: 'Ran out', tone: 'stop' })
  return lastDay <= addDays(today, trainingWarnings.today)
    ? tag({ text: 'Runs out soon', tone: 'warning' })
    : tag({ text: 'In date', tone: 'good' })
}

/** Who needs which training, the first to run out first. */
export const staffTrainingView = ({ people, today }: StaffTrainingData): PageContent => ({
  title: 'Training',
  heading: 'Training',
  lead: 'A role works only while the training it needs is in date. Urgent access still works.',
  wide: true,
  body:
    people.length === 0
      ? emptyState({ text: 'Nobody whose training you keep holds a role that needs one.' })
      : html`${table({
          caption: `${plural(people.length, 'training')}, the first to run out first`,
          columns: [
            { text: 'Person' },
            { text: 'Training' },
            { text: 'Last day' },
            { text: 'State' },
            { text: 'Record' },
          ],
          rows: people.map(one => [
            html`${one.name}<br><span class="govuk-hint">${one.roles.join(', ')}</span>`,
            one.training,
            one.lastDay ? formatDate(one.lastDay) : '',
            stateOf(one, today),
            html`<a class="govuk-link" href="/staff-training/${one.person}/${one.key}">Record<span class="govuk-visually-hidden"> ${one.training} of ${one.name}</span></a>`,
          ]),
        })}${people.length === mostListed ? html`<p class="govuk-body">Only the first ${mostListed} are listed.</p>` : null}`,
})

/** Two dates: when it was completed, and until when it counts. */
export const trainingFormView = (one: TrainingForm, csrf: string): PageContent => {
  const dates = (name: 'done' | 'last', legend: string): Html => {
    return dateInput({
      id: name,
      name,
      legend,
      values: boxesNamed(name, one.given),
      ...errorOf(one.faults, `${name}-day`),
    })
  }
  const known = one.lastDay ? `What is recorded counts to ${formatDate(one.lastDay)}.` : 'None is recorded.'
  return {
    title: 'Record a training',
    heading: `${one.training}: ${one.name}`,
    back: { text: 'Training', href: '/staff-training' },
    error: one.faults.length > 0,
    body: html`${formErrors(one.faults)}
<p class="govuk-body">Needed to work as ${one.roles.join(', ')}. ${known}</p>
${form({
  action: `/staff-training/${one.person}/${one.key}`,
  csrf,
  body: html`${dates('done', 'When was it completed?')}${dates('last', 'What is the last day on which it counts?')}${button({ text: 'Record the training' })}`,
})}`,
  }
}
