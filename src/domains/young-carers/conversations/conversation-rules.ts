import type { AssessedRule } from '../../../access/index.ts'
import { addDays, ageOn, type PlainDate } from '../../../kernel/index.ts'

/** Proposes to talk with a child about how much they do at home. It says that somebody should ask, and never that a child is anything. */
export type ConversationRule = AssessedRule & {
  /** Codes of what an assessment found about a parent (children in need census, factors; domain.md 2.1). */
  readonly codes: readonly string[]
  /** In years, both included. */
  readonly ages: readonly [number, number]
  /** For how many days after it was found a conversation is proposed. */
  readonly days: number
}
export const conversationRules: readonly ConversationRule[] = [
  {
    rule: 'circumstances-at-home',
    version: 1,
    title: 'Talk about home after an assessment',
    codes: ['1B', '2B', '4B', '5B', '6B'],
    ages: [5, 17],
    days: 42,
    sentence:
      'An assessment of social care found that a parent misuses alcohol or drugs, has poor mental health, or has a learning or a physical disability. The child is 5 to 17, and nothing that the reader may see says that the child cares for somebody. For six weeks, or until one was had, the social worker of the child is asked to talk with the child about how much they do at home. Nobody else is told, and nothing is kept of it but what the worker writes of the talk.',
  },
]

/** What is known of one child, as far as the reader may see it. */
export type Circumstances = {
  readonly born: PlainDate | undefined
  readonly found: readonly { readonly code: string; readonly on: PlainDate }[]
  /** When somebody talked with the child about it. */
  readonly talked: readonly PlainDate[]
  /** Something that the reader sees says already that the child cares for somebody. */
  readonly known: boolean
}
/** Until which day a conversation is proposed; undefined where none is. */
export const proposedUntil = (
  { codes, ages: [from, to], days }: ConversationRule,
  { born, found, known, talked }: Circumstances,
  today: PlainDate,
): PlainDate | undefined => {
  if (known || !born) return undefined
  const age = ageOn(born, today).years
  if (age < from || age > to) return undefined
  const last = found
    .filter(one => codes.includes(one.code) && one.on <= today && talked.every(on => on < one.on))
    .map(one => addDays(one.on, days))
    .sort()
    .at(-1)
  return last && today <= last ? last : undefined
}
