import { type Choice, type Form, formOn, namedForm } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { adoptionSteps } from './adoption-steps.ts'
import { careSteps } from './care-steps.ts'
import type { CaseFile } from './case-file.ts'
import type { CaseStep } from './case-step.ts'
import { needSteps } from './need-steps.ts'
import { protectionSteps } from './protection-steps.ts'
import { statementsOf } from './safety.ts'
import { mayTakeBack, takeBackChoices, takeBackStep } from './take-back.ts'

/** Every step of a case, in the order in which cases go. */
export const caseSteps: readonly CaseStep[] = [
  ...needSteps.filter(step => step.key !== 'close'),
  ...protectionSteps,
  ...careSteps,
  ...adoptionSteps,
  ...needSteps.filter(step => step.key === 'close'),
  takeBackStep,
]
export const stepOf = (key: string | undefined): CaseStep | undefined => caseSteps.find(step => step.key === key)

/** The form of a step on a day, in the child’s name; what is chosen from the case itself is put in. */
export const formOfStep = (step: CaseStep, file: CaseFile, first: string, today: PlainDate): Form => {
  const form = namedForm(formOn(step.forms, today), first)
  const chosenFrom = choicesOf(step, file)
  return chosenFrom ? withChoices(form, chosenFrom.field, chosenFrom.choices) : form
}

/** A form that lets choose from these in one of its questions. */
export const withChoices = (form: Form, name: string, choices: readonly Choice[]): Form => ({
  ...form,
  fields: form.fields.map(field => (field.name === name ? { ...field, choices } : field)),
})

/** What a question is answered with that is chosen from the case itself. */
const choicesOf = (
  step: CaseStep,
  file: CaseFile,
): { readonly field: string; readonly choices: readonly Choice[] } | undefined => {
  if (step.key === 'take-back')
    return {
      field: 'which',
      choices: takeBackChoices(stepsToTakeBack(file), key => stepOf(key)?.forms[0].title ?? key),
    }
  if (step.key !== 'score') return undefined
  const choices = statementsOf(file).map(one => ({
    value: one.address,
    text: `${formatDate(one.on)}: ${shortOf(one.body.danger)}`,
  }))
  return { field: 'statement', choices }
}

/** What can be taken back of a case now. */
export const stepsToTakeBack = (file: CaseFile) => mayTakeBack(file, one => stepOf(one.step)?.tells !== undefined)

const shortOf = (danger: unknown): string => {
  const text = Array.isArray(danger) ? String((danger[0] as { text?: unknown } | undefined)?.text ?? '') : ''
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
