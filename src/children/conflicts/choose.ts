import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { SaidValue } from '../golden-record/index.ts'

/** Why a value is chosen, from a short list. */
export const choiceReasons = {
  family: 'I asked the family',
  service: 'I asked the school or service',
  document: 'I saw a document that proves it',
  mistake: 'The other value is a known mistake',
} as const

/** One value with everybody who tells it, as the form offers it. */
export type Offered = {
  readonly key: string
  readonly words: string
  /** Each name once, since when: sources that may not be named are one, whatever their number. */
  readonly tellers: readonly { readonly said: string; readonly on: PlainDate }[]
  readonly shown: boolean
}

const dayOf = (v: SaidValue): PlainDate => v.from ?? londonDate(v.knownFrom)

/** The values to choose from, what is shown now first; each way of writing one falls under its first. */
export const offered = (values: readonly SaidValue[]): Offered[] =>
  [...Map.groupBy(values, v => v.key)].map(([key, same], at) => ({
    key,
    words: same[0]?.words ?? '',
    tellers: [...Map.groupBy(same, v => v.said)].map(([said, told]) => ({ said, on: told.map(dayOf).sort()[0]! })),
    shown: at === 0,
  }))

export type Picked =
  | { readonly ok: true; readonly key: string; readonly reason: string }
  | { readonly ok: false; readonly errors: { readonly choice?: string; readonly reason?: string } }

/**
 * Checks a choice: `choice` is the place of a value among those offered. None is the default, and a choice against what the record's
 * rule shows needs a reason. Gives the value's key, and the reason in words.
 */
export const checkChoice = (
  { choice, reason }: { readonly choice: string; readonly reason: string },
  values: readonly Offered[],
): Picked => {
  const picked = /^\d{1,3}$/.test(choice) ? values[Number(choice)] : undefined
  if (!picked) return { ok: false, errors: { choice: 'Choose which value is shown' } }
  if (Object.hasOwn(choiceReasons, reason))
    return { ok: true, key: picked.key, reason: choiceReasons[reason as keyof typeof choiceReasons] }
  return picked.shown
    ? { ok: true, key: picked.key, reason: 'What the record’s rule shows was looked at and stands' }
    : { ok: false, errors: { reason: 'Choose why, because the record’s rule shows another value' } }
}
