/** The answers to "are these the same child?", in the words of the form. None is the default. */
export const answers = {
  join: 'Same child, join',
  apart: 'Different children, keep apart',
  family: 'Same family, not the same child',
  ask: 'Not sure, ask the source',
  senior: 'Send to a senior',
} as const
export type AnswerKey = keyof typeof answers

/** An answer that says what the two records are. */
export type VerdictKey = Exclude<AnswerKey, 'ask' | 'senior'>

/** Why, from a short list. */
export const reasons = {
  family: 'I asked the family',
  service: 'I asked the school or service',
  record: 'I checked another record',
  mistake: 'One value is a known mistake',
  relatives: 'They are twins, brothers, sisters or other relatives',
  namesakes: 'Two children with the same name',
  unsure: 'I cannot tell from what is here',
} as const
export type ReasonKey = keyof typeof reasons

/** Why a question is passed over, from a short list. */
export const skipReasons = {
  known: 'I know one of the families',
  unsure: 'I cannot tell from what is here',
  waiting: 'I wait for a call back',
} as const

/** The reason of that key in words; undefined for any other. */
export const findSkipReason = (key: string): string | undefined =>
  isIn(skipReasons, key) ? skipReasons[key] : undefined

/** What of a comparison asks for a reason: a fact marked Different, or so much that agrees that keeping apart is unusual. */
export type Weighed = { readonly conflicting: boolean; readonly likely: boolean }

/** What was sent: as it came. */
export type Sent = { readonly decision: string; readonly reason: string }
export type Checked =
  | { readonly ok: true; readonly decision: AnswerKey; readonly reason: string }
  | { readonly ok: false; readonly errors: { readonly decision?: string; readonly reason?: string } }

const isIn = <T extends object>(list: T, key: string): key is keyof T & string => Object.hasOwn(list, key)

/**
 * Checks an answer: one must be chosen, and a reason where the evidence speaks against it (ux.md 3.4). Gives the reason in
 * words, as it is remembered.
 */
export const checkAnswer = ({ decision, reason }: Sent, { conflicting, likely }: Weighed): Checked => {
  if (!isIn(answers, decision)) return { ok: false, errors: { decision: 'Choose what these two records are' } }
  if (isIn(reasons, reason) && (reason !== 'unsure' || decision === 'senior'))
    return { ok: true, decision, reason: reasons[reason] }
  if (decision === 'join' && conflicting)
    return { ok: false, errors: { reason: 'Choose why you join them, because a fact is marked Different' } }
  if ((decision === 'apart' || decision === 'family') && likely)
    return { ok: false, errors: { reason: 'Choose why you keep them apart, because nearly everything agrees' } }
  if (decision === 'senior') return { ok: false, errors: { reason: 'Choose why a senior should look' } }
  return { ok: true, decision, reason: decision === 'ask' ? 'The source is asked' : 'What the two records say' }
}

/** An answer within a sentence: "same child, join". */
export const saidWords = (answer: VerdictKey): string =>
  answers[answer].charAt(0).toLowerCase() + answers[answer].slice(1)

/** A decision that was taken, in the words of "Sam Ali decided this: keep apart". */
export const decidedWords = (state: string): string =>
  ({
    joined: 'same child, joined',
    apart: 'different children, kept apart',
    family: 'same family, not the same child',
    undone: 'a decision, undone',
  })[state] ?? 'closed'
