import { createHash } from 'node:crypto'
import type { KnownFact } from './known-fact.ts'

/** The facts at the head of a record of which a person may choose one value where sources disagree. */
export const headFacts = ['death', 'birth', 'name', 'address', 'nhs-number', 'upn', 'sex'] as const
export type HeadFact = (typeof headFacts)[number]

/**
 * A person's decision which value is shown. It holds no value, only marks of them, so that it tells nothing to whom a value is hidden,
 * now or later; a mark is of the value's key, so that another way of writing it changes nothing.
 */
export type Chosen = {
  readonly value: string
  /** The values that were there besides: whatever else a source says later was not decided upon. */
  readonly over: readonly string[]
  readonly reason: string
  readonly at: Date
  readonly entry: number
  readonly salt: string
}
export type ChosenValues = ReadonlyMap<HeadFact, Chosen>

/** The last decision of each fact, from facts of kind `chosen-value`. */
export const chosenOf = (facts: readonly KnownFact[]): ChosenValues => {
  const chosen = new Map<HeadFact, Chosen>()
  const inTime = facts.toSorted((a, b) => a.knownFrom.getTime() - b.knownFrom.getTime() || a.entry - b.entry)
  for (const { body, knownFrom, entry } of inTime) {
    const { factKey, salt, chosen: mark, over, reason } = body
    if (!headFacts.includes(factKey as HeadFact) || typeof mark !== 'string') continue
    chosen.set(factKey as HeadFact, {
      value: mark,
      over: Array.isArray(over) ? over.map(String) : [],
      salt: String(salt),
      reason: typeof reason === 'string' ? reason : '',
      at: knownFrom,
      entry,
    })
  }
  return chosen
}

/** The mark of a value's key under one decision. */
export const markOf = (key: string, salt: string): string =>
  createHash('sha256').update(`${salt}|${key}`).digest('base64url').slice(0, 22)
