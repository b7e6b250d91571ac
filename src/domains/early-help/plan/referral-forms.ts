import { boxesNamed, type PlainDate, readBoxes } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { FamilyService } from '../family-services/index.ts'
import { readAgreed } from './agreement.ts'
import { sentOnEndings } from './headings.ts'
import type { HelpAction, ReferralOut } from './help-file.queries.ts'
import type { Fields, Read } from './help-forms.ts'

const typed = (fields: Fields, name: string): string | undefined => fields[name]?.trim() || undefined
const said = (text: string | undefined) => (text ? [{ text, about: 'child' as const }] : undefined)

/** A family sent on, as it is kept: for the version that follows. */
export const bodyOf = ({ address, why, answer, result, ...rest }: ReferralOut): Readonly<Record<string, unknown>> => {
  const { state, service, name, action, agreedBy, agreedAs, withdrawnOn, withdrawnBy, on } = rest
  const { answeredOn, endedOn, outcome } = rest
  return {
    ...{ referral: address, state, service, name, action, agreedBy, agreedAs, withdrawnOn, withdrawnBy, on },
    ...{ answeredOn, endedOn, outcome, why: said(why), answer: said(answer), result: said(result) },
  }
}

/** What stands for no action of the plan. */
export const noAction = 'none of the plan'

/** The day something was done: today or before, and not before `from`. */
const dayOf = (fields: Fields, today: PlainDate, from: PlainDate | undefined, errors: FormError[]): PlainDate => {
  const read = readBoxes(boxesNamed('on', fields))
  const wrong = (text: string): PlainDate => {
    errors.push({ field: 'on-day', text })
    return today
  }
  if (!read) return wrong('Enter the day')
  if ('problem' in read) return wrong(`The day ${read.problem}`)
  if (read.date > today) return wrong('The day must be today or in the past')
  if (from && read.date < from) return wrong('The day must not be before the family was sent there')
  return read.date
}

/** A family sent on: where to, for what action of the plan, why, and who of the family agreed that the service is told. */
export const readReferral = (
  fields: Fields,
  services: readonly FamilyService[],
  actions: readonly HelpAction[],
  today: PlainDate,
): Read => {
  const errors: FormError[] = []
  const service = services.find(one => one.service === fields.service)
  const why = typed(fields, 'why')
  const agreed = readAgreed(fields)
  // by its words: the plan may have changed since the form was opened
  const action = actions.find(one => one.what === fields.action)?.what
  if (!service) errors.push({ field: 'service', text: 'Choose a service' })
  if (!action && fields.action !== noAction) errors.push({ field: 'action', text: 'Choose which action it is for' })
  if (!why) errors.push({ field: 'why', text: 'Write why' })
  if ('errors' in agreed) errors.push(...agreed.errors)
  const on = dayOf(fields, today, undefined, errors)
  if (errors.length > 0 || !service) return { errors }
  return {
    on,
    body: { state: 'sent', service: service.service, name: service.name, action, ...agreed, on, why: said(why) },
  }
}

/** What the service answered, or what became of the family there. Gives the body of the next version. */
export const readBecame = (fields: Fields, referral: ReferralOut, today: PlainDate): Read => {
  const errors: FormError[] = []
  const words = typed(fields, 'words')
  const answers: Readonly<Record<string, true>> = { accepted: true, refused: true }
  const sent = referral.state === 'sent'
  const answer = sent && fields.answer && answers[fields.answer] ? fields.answer : undefined
  const outcome = sent ? undefined : sentOnEndings(today).find(one => one.value === fields.outcome)?.value
  if (sent && !answer) errors.push({ field: 'answer', text: 'Choose what the service answered' })
  if (!sent && !outcome) errors.push({ field: 'outcome', text: 'Choose what became of it' })
  if (!words && answer !== 'accepted')
    errors.push({ field: 'words', text: sent ? 'Write why not' : 'Write what changed' })
  const on = dayOf(fields, today, referral.answeredOn ?? referral.on, errors)
  if (errors.length > 0) return { errors }
  const before = { ...bodyOf(referral), on: referral.on }
  return {
    on: referral.on,
    body: sent
      ? { ...before, state: answer, answeredOn: on, answer: said(words) }
      : { ...before, state: 'ended', endedOn: on, outcome, result: said(words) },
  }
}
