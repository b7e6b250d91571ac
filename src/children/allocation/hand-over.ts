import { Type } from 'typebox'
import { addWorkingDays, localList, type PlainDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { Offer } from './allocation.ts'

/** Why work is handed over, in words of ours: one reason stands for many children, and says nothing of any. */
export const handOverReasons = [
  { value: 'leaving', text: 'The worker leaves or has left' },
  { value: 'away', text: 'The worker is away for long' },
  { value: 'caseload', text: 'To share the work better' },
  { value: 'family', text: 'The family asked for it, or a brother or sister is with the other worker' },
  { value: 'other', text: 'Another reason' },
] as const
/** A reason in words; nothing for what is none. */
export const reasonText = (value: string): string => handOverReasons.find(one => one.value === value)?.text ?? ''

/** Within how many working days a hand-over is answered (local). */
const answerDays = localList({
  name: 'hand-over-days',
  about: 'within how many working days a hand-over is answered',
  schema: Type.Object({ workingDays: Type.Integer({ minimum: 1, maximum: 30 }) }),
  shipped: [{ from: '2024-04-01' as PlainDate, items: { workingDays: 2 } }],
})
/** By when it is to be answered. */
export const answerBy = (on: PlainDate): PlainDate => addWorkingDays(on, answerDays.on(on).items.workingDays)

/** What can be done with a hand-over that stands. */
export type Answer = 'take' | 'send-back' | 'withdraw'

/** Who may do it: whoever it is proposed to takes it or sends it back; who proposed it, who has the work, and who gives work out take it back. Pure. */
export const answersFor = (
  offer: Pick<Offer, 'toId' | 'fromId' | 'byId'>,
  reader: number,
  allocates: boolean,
): readonly Answer[] => [
  ...(offer.toId === reader ? (['take', 'send-back'] as const) : []),
  ...(offer.toId !== reader && (allocates || offer.byId === reader || offer.fromId === reader)
    ? (['withdraw'] as const)
    : []),
]

export type AnswerFields = Readonly<Partial<Record<'answer' | 'whyNot', string>>>

/** Reads an answer. Sending back needs a reason. Pure. */
export const readAnswer = (
  fields: AnswerFields,
  allowed: readonly Answer[],
): { readonly answer: Answer; readonly why: string | undefined } | { readonly errors: FormError[] } => {
  const answer = allowed.find(one => one === fields.answer)
  const why = fields.whyNot?.trim() || undefined
  if (!answer) return { errors: [{ field: 'answer', text: 'Choose what you answer' }] }
  if (answer === 'send-back' && !why) return { errors: [{ field: 'whyNot', text: 'Write why you do not take it' }] }
  if ((fields.whyNot ?? '').length > 400) return { errors: [{ field: 'whyNot', text: 'Keep it under 400 letters' }] }
  return { answer, why }
}
