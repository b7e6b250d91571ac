import {
  type ClaimForm,
  claimRows,
  formatInstant,
  responsibilityAnswers,
  tellerRelations,
} from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  phoneLink,
  radios,
  select,
  summaryList,
} from '../../../platform/views/index.ts'
import { changeRows } from '../change.ts'
import { aboutRows, type TellFields, tellForm } from '../tell.view.ts'
import type { FamilyWords } from './family-words.actions.ts'

export type FamilyFields = TellFields & ClaimForm
export type Typed = {
  readonly fields: FamilyFields
  readonly errors: readonly FormError[]
  /** Since when it is kept, where it was begun before. */
  readonly savedAt: Date | undefined
}

const action = '/family/tell'

/** The form. */
export const formPage = ({ fields, errors, savedAt }: Typed, csrf: string, phone: string): PageContent => {
  const title = 'Tell us of a change'
  const state = { fields, errors }
  return {
    title,
    heading: title,
    error: errors.length > 0,
    back: { text: 'Start', href: '/family' },
    body: html`${formErrors(errors)}${
      savedAt
        ? insetText({ body: `What you typed on ${formatInstant(savedAt)} is kept for thirty days. Only you see it.` })
        : null
    }<p class="govuk-body">If you need help, ${phoneLink({ number: phone, text: `call ${phone}` })}. You are signed out after thirty minutes without doing anything: to stop and come back, choose “Save and come back later”.</p>
${tellForm(state, { action, csrf, asksWho: true, first: 'the child', last: youFields(state) })}`,
  }
}

const youFields = ({ fields, errors }: Pick<Typed, 'fields' | 'errors'>): Html =>
  html`${fieldset({
    legend: { text: 'You', classes: 'govuk-fieldset__legend--m' },
    body: html`${input({ name: 'saidBy', label: 'Your name', value: fields.saidBy ?? '', ...errorOf(errors, 'saidBy') })}${select(
      {
        name: 'teller-relation',
        label: 'Who you are to the child',
        items: [{ text: 'Choose one', value: '' }, ...tellerRelations],
        value: fields['teller-relation'] ?? '',
        ...errorOf(errors, 'teller-relation'),
      },
    )}${radios({
      name: 'responsibility',
      legend: 'Do you have parental responsibility for the child?',
      hint: 'A mother has it from birth. A father, a step-parent or a guardian may have it by marriage, by the birth certificate, by an agreement or by a court order. You can tell us of a change without it.',
      items: [...responsibilityAnswers],
      value: fields.responsibility ?? '',
      ...errorOf(errors, 'responsibility'),
    })}`,
  })}${buttonGroup([
    button({ text: 'Continue' }),
    button({ text: 'Save and come back later', kind: 'secondary', name: 'step', value: 'save' }),
    button({ text: 'Forget what I typed', kind: 'secondary', name: 'step', value: 'forget' }),
  ])}`

/** Which services are told, and which never are: the same for every child. */
export const servicesView = (
  services: readonly string[],
): Html => html`<h2 class="govuk-heading-m">Who will be told</h2>
<ul class="govuk-list govuk-list--bullet"><li>Children’s services, where a person first checks that you may tell us this</li>${services.map(name => html`<li>${name}</li>`)}</ul>
<p class="govuk-body">The services are told only after that check. No other service is told. Confidential services never are.</p>`

/** What the account typed, as rows. */
export const wordRows = ({ about, change, claim }: FamilyWords) => [
  ...aboutRows(about),
  ...changeRows(change).map(row => (row.key === 'Told by' ? { ...row, key: 'Your name' } : row)),
  ...claimRows(claim).map(row => (row.key.startsWith('Who') ? { ...row, key: 'Who you are to the child' } : row)),
]

/** What is sent, before it is. `once` is where its receipt will be: sent twice from one page, it is sent once. */
export const checkPage = (words: FamilyWords, fields: FamilyFields, csrf: string, once: string): PageContent => ({
  title: 'Check before you send',
  heading: 'Check before you send',
  body: html`${summaryList({ rows: wordRows(words) })}${servicesView(words.services)}
${form({
  action,
  csrf,
  body: html`<input type="hidden" name="once" value="${once}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`)}${buttonGroup(
    [
      button({ text: 'Send', name: 'step', value: 'send', preventDoubleClick: true }),
      button({ text: 'Change it', kind: 'secondary', name: 'step', value: 'change' }),
    ],
  )}`,
})}`,
})

/** It is kept, and not sent. */
export const keptPage = (): PageContent => ({
  title: 'We kept what you typed',
  heading: 'We kept what you typed',
  body: html`<p class="govuk-body">It is not sent. It is kept for thirty days, and only you see it.</p>
<p class="govuk-body"><a class="govuk-link" href="/family/tell">Go on with it</a></p>`,
})
