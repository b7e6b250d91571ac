import { formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { holdsOn, type KnownFact } from '../golden-record/index.ts'
import { notCheckedSince } from './freshness.ts'

/** One thing to know at the door, as the page tells it. What to do is for all who visit; why only where it may be seen. */
export type Hazard = {
  readonly sort: string
  readonly title: string
  readonly todo?: string
  readonly why?: string
  readonly said: string
  readonly on: PlainDate
  readonly checkBy?: PlainDate
  readonly notCheckedSince?: string
}

/** Danger first, then whom not to meet, the door, animals, talking, health, parking (ux.md 2.4). */
const order = ['danger', 'not-to-meet', 'getting-in', 'animals', 'talking', 'health', 'parking']

/**
 * The notes about the person and about the property, in their fixed order. A note past its day for checking again stays, and
 * says so. The part that says why may be missing: it has a label of its own, and hangs on what to do by its occasion.
 */
export const hazardsIn = (facts: readonly KnownFact[], today: PlainDate): Hazard[] =>
  facts
    .filter(fact => fact.kind === 'danger-note' && typeof fact.body.short === 'string' && holdsOn(fact, today))
    .map(fact => toHazard(fact, whyOf(fact, facts), today))
    .sort((a, b) => order.indexOf(a.sort) - order.indexOf(b.sort) || (a.on < b.on ? 1 : -1))

const toHazard = (fact: KnownFact, why: string | undefined, today: PlainDate): Hazard => {
  const checkBy = fact.body.checkBy as PlainDate | undefined
  const unchecked = notCheckedSince(checkBy, today)
  return {
    sort: String(fact.body.sort),
    title: String(fact.body.short),
    said: typeof fact.body.saidBy === 'string' ? fact.body.saidBy : fact.said,
    on: fact.from ?? londonDate(fact.knownFrom),
    ...(typeof fact.body.whatToDo === 'string' ? { todo: fact.body.whatToDo } : {}),
    ...(why ? { why } : {}),
    ...(checkBy ? { checkBy } : {}),
    ...(unchecked ? { notCheckedSince: unchecked } : {}),
  }
}

const whyOf = (fact: KnownFact, facts: readonly KnownFact[]): string | undefined => {
  const own = fact.body.why ?? facts.find(f => isReasonOf(f, fact))?.body.why
  return typeof own === 'string' ? own : undefined
}
const isReasonOf = (reason: KnownFact, fact: KnownFact): boolean =>
  reason.kind === 'danger-note' &&
  reason.body.why !== undefined &&
  (fact.occasion !== undefined
    ? reason.occasion === fact.occasion
    : reason.knownFrom.getTime() === fact.knownFrom.getTime() && reason.source === fact.source)

/** "Check again by 14 July 2026" while that day is to come. */
export const checkByWords = (hazard: Hazard): string | undefined =>
  hazard.checkBy && !hazard.notCheckedSince ? formatDate(hazard.checkBy) : undefined
