import { categoryWords, overseeable, oversightSettings } from '../../access/index.ts'
import { boxesNamed } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  dateInput,
  emptyState,
  errorOf,
  form,
  formErrors,
  html,
  input,
  type PageContent,
  radios,
  select,
  textarea,
} from '../../platform/views/index.ts'
import type { OversightForm } from './oversight-form.ts'

/** The form of a proposal. */
export const oversightFormView = (data: OversightForm, csrf: string): PageContent => {
  const { teams, today, fields, people, errors } = data
  const { mostDays, shortestReason } = oversightSettings(today)
  const date = (name: 'from' | 'last', legend: string, hint: string) =>
    dateInput({
      id: name,
      name,
      legend,
      hint,
      values: boxesNamed(name, fields.boxes ?? {}),
      ...errorOf(errors, `${name}-day`),
    })
  return {
    title: 'Propose oversight',
    heading: 'Propose oversight of a team’s work',
    back: { text: 'Oversight of teams', href: '/oversight' },
    error: errors.length > 0,
    body:
      teams.length === 0
        ? emptyState({ text: 'There is no team that you answer for.' })
        : html`${formErrors(errors)}
<p class="govuk-body">It opens the records of children with whom the team itself works, while it works with them. It is never handed on, nothing can be written by it, and records that are kept to named people stay with them. Before you ask for an answer you see how many records it would open.</p>
${form({
  action: '/oversight/new',
  csrf,
  body: html`${select({
    id: 'team',
    name: 'team',
    label: 'Which team’s work is overseen?',
    items: [{ value: '', text: 'Choose a team' }, ...teams.map(one => ({ value: one.uuid, text: one.name }))],
    value: fields.team ?? (teams.length === 1 ? (teams[0]?.uuid ?? '') : ''),
    ...errorOf(errors, 'team'),
  })}
${input({ id: 'person', name: 'person', label: 'Who will oversee it?', hint: 'Their name', value: fields.person ?? '', ...errorOf(errors, 'person') })}
${
  people.length === 0
    ? null
    : radios({
        name: 'chosen',
        legend: 'Which of these people do you mean?',
        items: people.map(one => ({ value: one.uuid, text: one.name, ...(one.title ? { hint: one.title } : {}) })),
        value: fields.chosen ?? '',
        ...errorOf(errors, 'chosen'),
      })
}
${checkboxes({
  name: 'categories',
  legend: 'What do they need to see, besides who the child is?',
  items: overseeable.map(value => ({ value, text: categoryWords[value] })),
  values: fields.categories ?? [],
  ...errorOf(errors, 'categories'),
})}
${textarea({ id: 'purpose', name: 'purpose', label: 'What is it for?', hint: `At least ${shortestReason} letters. Who answers and who oversees read this. Name no child.`, value: fields.purpose ?? '', rows: 3, ...errorOf(errors, 'purpose') })}
${date('from', 'First day', 'Today or later')}
${date('last', 'Last day', `At most ${mostDays} days in all. Somebody looks again in between whether it is still needed.`)}
${buttonGroup([button({ text: 'See what it would open', preventDoubleClick: true }), html`<a class="govuk-link" href="/oversight">Cancel</a>`])}`,
})}`,
  }
}
