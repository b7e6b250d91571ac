import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { formatDate, formatMoney } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  paragraphs,
} from '../../../platform/views/index.ts'
import { caseHref, conditionList, dayField, fieldView } from './case-parts.view.ts'
import { conditionsOf, mayTake, type Situation } from './lawful-steps.ts'
import { type Fields, fieldsOf } from './step-form.ts'
import { type CaseStep, type StepSort, stepTitle } from './steps.ts'

const accepted: Readonly<Record<string, string>> = {
  yes: 'The family took it up.',
  partly: 'The family took it up in part.',
  no: 'The family did not take it up.',
  'not-yet': 'Not answered yet.',
}
const outcomes: Readonly<Record<string, string>> = { paid: 'Paid', unpaid: 'Not paid in time', withdrawn: 'Withdrawn' }

/** What a step says, in the order in which it is read. */
export const stepBody = (step: CaseStep): Html => {
  const line = (text: string | undefined) => (text ? html`<p class="govuk-body">${text}</p>` : null)
  return html`${line(step.parent && `To ${step.parent}`)}${line(step.pounds === undefined ? undefined : `${formatMoney(step.pounds * 100)} for absence at ${step.school ?? 'school'} up to ${formatDate(step.offenceOn ?? step.on)}, to be paid by ${formatDate(step.until ?? step.on)}`)}${line(
    step.sort === 'notice-to-improve' && step.until ? `Runs until ${formatDate(step.until)}` : undefined,
  )}${line(step.outcome && outcomes[step.outcome])}${line(step.present && `There: ${step.present}`)}${line(step.signedBy && `Signed by ${step.signedBy}, ${step.school ?? ''}`)}
${step.words ? paragraphs(step.words) : null}${line(step.offeredBy && `Offered by ${step.offeredBy}. ${accepted[step.accepted ?? ''] ?? ''}`)}
${line(step.considered && `Considered first: ${step.considered}`)}${line(step.withoutNotice && `Why no notice before: ${step.withoutNotice}`)}${line(step.orderConsidered && `Education supervision order: ${step.orderConsidered}`)}`
}

export type StepFormData = {
  readonly header: RecordHeader
  readonly sort: StepSort
  readonly situation: Situation
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** The form of one step, where the law allows it; otherwise what is missing. */
export const stepFormView = ({ header, sort, situation, fields, errors }: StepFormData, csrf: string): PageContent => {
  const may = mayTake(sort, situation)
  return {
    ...recordPage(header, {
      title: stepTitle(sort),
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${conditionList(conditionsOf(sort, situation))}
${
  may
    ? form({
        action: caseHref(header.address, `/steps/${sort}`),
        csrf,
        body: html`${dayField('on', 'When did it happen?', fields, errors)}${fieldsOf(sort, situation).map(field =>
          fieldView(field, fields, errors),
        )}${buttonGroup([
          button({ text: 'Save the step', preventDoubleClick: true }),
          html`<a class="govuk-link" href="${caseHref(header.address)}">Cancel</a>`,
        ])}`,
      })
    : html`<p class="govuk-body">This step cannot be taken yet.</p>`
}`,
    }),
    back: { text: 'Help with attendance', href: caseHref(header.address) },
  }
}
