import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { lowerFirst } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  phoneLink,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import { caseHref } from '../case/case-parts.view.ts'
import type { Consulted } from '../case/consulted.ts'
import type { Fields } from '../case/step-form.ts'
import { type StepSort, stepTitle } from '../case/steps.ts'
import type { Question } from './pause.ts'
import { answerFields, questionWords } from './pause.view.ts'

export type AskData = {
  readonly header: RecordHeader
  readonly about: StepSort
  readonly consulted: Consulted
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** Before a step: ask here and wait, or write down what was said by phone. The same words whatever the reason. */
export const askView = ({ header, about, consulted, fields, errors }: AskData, csrf: string): PageContent => ({
  ...recordPage(header, {
    title: `Before you act: ${lowerFirst(stepTitle(about))}`,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`<p class="govuk-body">Speak to ${consulted.who} ${consulted.phone ? phoneLink({ number: consulted.phone, hiddenText: consulted.who }) : null} before this step. You learn what they share with you; do not ask for the reason.</p>
${form({
  action: caseHref(header.address, `/ask/${about}`),
  csrf,
  body: html`${textarea({
    name: 'words',
    label: 'What would you do, and why?',
    rows: 4,
    value: fields.words ?? '',
    ...errorOf(errors, 'words'),
  })}${radios({
    name: 'how',
    legend: 'Have you spoken to them?',
    items: [
      {
        value: 'ask',
        text: 'No, ask them here',
        hint: 'The answer comes within five working days, or a manager is told',
      },
      {
        value: 'phone',
        text: 'Yes, by phone',
        hint: 'Write down below what they said',
        conditional: answerFields(fields, errors),
      },
    ],
    value: fields.how ?? '',
    ...errorOf(errors, 'how'),
  })}${buttonGroup([
    button({ text: 'Save', preventDoubleClick: true }),
    html`<a class="govuk-link" href="${caseHref(header.address)}">Cancel</a>`,
  ])}`,
})}`,
  }),
  back: { text: 'Help with attendance', href: caseHref(header.address) },
})

/** What was asked before steps, and answered: on the officer's case. */
export const askedCard = (questions: readonly Question[]): Html | null =>
  questions.length === 0
    ? null
    : card({
        title: 'Asked before a step',
        body: html`${questions.map(
          one => html`<h3 class="govuk-heading-s">${stepTitle(one.about)}</h3>${questionWords(one)}`,
        )}`,
      })
