import type { Body, Form } from '../../../children/index.ts'
import { formatDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { PartKey } from '../support/parts.ts'
import type { SupportData } from '../support/support-data.ts'
import type { Written } from '../support/written.ts'
import { transitionAnswer, transitionAsked } from './transition.record.ts'
import { cannotEnd } from './transition.ts'

type Ground = Pick<SupportData, 'transition' | 'written'>

/** The services that were asked whose answer can be written: those that wait, and one that accepted and may think again. */
const openServices = (written: readonly Written[]): readonly Written[] =>
  written.filter(one => one.kind === transitionAsked.kind && answerOf(written, one)?.body.answer !== 'declined')

/** What a service answered last. */
export const answerOf = (written: readonly Written[], asked: Written): Written | undefined =>
  written.findLast(one => one.kind === transitionAnswer.kind && one.body.asked === asked.address)

/** Puts the services that were asked into the form of an answer. @throws NotFound for a step of a move that is not near, or not to be answered. */
export const withServices = (key: PartKey, form: Form, { transition, written }: Ground): Form => {
  if (!key.startsWith('adult-')) return form
  if (!transition) throw new NotFound()
  if (key !== 'adult-answer') return form
  const choices = openServices(written).map(one => ({
    value: one.address,
    text: `${String(one.body.service)}, asked on ${formatDate(one.on)}`,
  }))
  if (choices.length === 0) throw new NotFound()
  return { ...form, fields: form.fields.map(field => (field.name === 'asked' ? { ...field, choices } : field)) }
}

/** What one answer asks of another: a no has a reason, a yes of a service a day, an end of our support an adult service. Pure. */
export const transitionErrors = (
  key: PartKey,
  body: Body,
  { transition, header: { first } }: Pick<SupportData, 'transition' | 'header'>,
): readonly FormError[] => {
  const error = (field: string, text: string): FormError => ({ field, text: text.replaceAll('{first}', first) })
  if (key === 'end') {
    const why = cannotEnd(transition, body.on as PlainDate)
    return why ? [error('reason', why)] : []
  }
  if (key === 'adult-offer' && body.answer === 'no')
    return [
      ...(body.why ? [] : [error('why', 'Write why {first} says no')]),
      ...(body.atRisk ? [] : [error('atRisk', 'Choose whether {first} is at risk of abuse or neglect')]),
    ]
  if (key !== 'adult-answer') return []
  if (body.answer === 'accepted' && !body.startsOn)
    return [error('startsOn-day', 'Enter from when they take over: our support goes on until then')]
  return body.answer === 'declined' && !body.why ? [error('why', 'Write why they do not take over')] : []
}
