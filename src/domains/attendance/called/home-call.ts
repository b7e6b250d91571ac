import { addDays, isWeekday, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'

/** Whom a school reached. */
export const answerWords = {
  spoke: 'Spoke to the family',
  message: 'Left a message',
  nobody: 'Nobody answered',
} as const
/** What the school learnt. The reason itself is the register's code, once the school has written it there. */
export const reasonWords = {
  given: 'The family said why',
  doubted: 'The family said why, and the school does not accept it',
  none: 'No reason was given',
} as const
export type Answer = keyof typeof answerWords
export type Reason = keyof typeof reasonWords

/** "Spoke to the family. No reason was given." */
export const callWords = (answer: Answer, reason: Reason): string => `${answerWords[answer]}. ${reasonWords[reason]}.`

/** A school's call about one day. */
export type HomeCall = { readonly on: PlainDate; readonly answer: Answer; readonly reason: Reason }

/** The day that a call of today is about: at a weekend the Friday before, since registers are of weekdays. */
export const dayOfCall = (today: PlainDate): PlainDate => (isWeekday(today) ? today : dayOfCall(addDays(today, -1)))

/** What was typed as a call of a day, or what is missing: nobody gives a reason whom the school did not reach. */
export const readHomeCall = (
  fields: Readonly<Record<string, string | undefined>>,
  on: PlainDate,
): HomeCall | { readonly errors: readonly FormError[] } => {
  const { answer = '', reason = '' } = fields
  if (!Object.hasOwn(answerWords, answer)) return { errors: [{ field: 'answer', text: 'Choose whom you reached' }] }
  if (answer !== 'spoke') {
    if (reason === '' || reason === 'none') return { on, answer: answer as Answer, reason: 'none' }
    return { errors: [{ field: 'reason', text: 'Choose that no reason was given, or that you spoke to the family' }] }
  }
  if (!Object.hasOwn(reasonWords, reason)) return { errors: [{ field: 'reason', text: 'Choose what you learnt' }] }
  return { on, answer, reason: reason as Reason }
}
