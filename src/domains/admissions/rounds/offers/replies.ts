import { addDays, type PlainDate } from '../../../../kernel/index.ts'

/** How an offer stands. Each offer that was made is in exactly one of these. */
export const offerStates = ['accepted', 'waiting', 'reminded', 'declined', 'withdrawn', 'moved'] as const
export type OfferState = (typeof offerStates)[number]

/** What the answer of a form says: they accept, accept and are happy with it so that they wish for no school named higher, or decline; undefined of anything else. */
export const saidOf = (
  answer: string | undefined,
): { readonly reply: 'accepted' | 'declined'; readonly wantsNoHigher: boolean } | undefined =>
  answer === 'happy'
    ? { reply: 'accepted', wantsNoHigher: true }
    : answer === 'accepted' || answer === 'declined'
      ? { reply: answer, wantsNoHigher: false }
      : undefined

/** The council withdraws an offer for one of three reasons alone (School Admissions Code 2021, 2.13). */
export const withdrawGrounds = {
  error: 'It was offered in error',
  'no answer': 'The family did not answer in reasonable time',
  misleading: 'It was got by a fraudulent or intentionally misleading application',
} as const
export type WithdrawGround = keyof typeof withdrawGrounds

/** A family has two weeks from the offer (School Admissions (Co-ordination) Regulations 2012, Schedule 2, paragraph 1(f)). */
export const answerDue = (offeredOn: PlainDate): PlainDate => addDays(offeredOn, 14)

/**
 * Why an offer cannot be withdrawn for want of an answer on this day: undefined where it can. The family was given another chance, told that the offer
 * may be withdrawn, and its last day has passed (School Admissions Code 2021, 2.13).
 */
export const notYetUnanswered = (
  { state, answerBy }: { readonly state: OfferState; readonly answerBy: PlainDate | null },
  today: PlainDate,
): string | undefined => {
  if (state === 'accepted') return 'The family has accepted the place'
  if (answerBy === null) return 'Send a reminder first: the family has another chance to answer'
  return answerBy >= today ? 'The last day that the reminder gave has not passed' : undefined
}
