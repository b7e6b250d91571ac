import type { RecordKind } from '../../access/index.ts'
import { foldName, formatDate, londonDate, type PlainDate, upperFirst } from '../../kernel/index.ts'
import { familyPersons } from '../family/family-person.ts'
import { holdsOn, type KnownFact } from '../golden-record/index.ts'
import { dangerNote } from '../kinds/index.ts'
import { notCheckedSince } from './freshness.ts'
import { wholeFacts } from './timeline.ts'
import { serviceWords } from './told.view.ts'

/** One thing to know at the door, as the page tells it. What to do is for all who visit; why only where it may be seen. */
export type Hazard = {
  /** The random address of the note; none where somebody of the family is written down as not to be met or told. */
  readonly note?: string
  /** The address of that person. */
  readonly person?: string
  readonly sort: string
  readonly title: string
  readonly todo?: string
  readonly why?: string
  readonly said: string
  readonly on: PlainDate
  readonly checkBy?: PlainDate
  readonly notCheckedSince?: string
  /** Who answers for it. */
  readonly owner?: string
}

type NotedHazard = Hazard & { readonly note: string }

/** Danger first, then whom not to meet, the door, animals, talking, health, parking (ux.md 2.4). */
const order = ['danger', 'not-to-meet', 'getting-in', 'animals', 'talking', 'health', 'parking']

/**
 * The notes about the person and about the property, in their fixed order. A note past its day for checking again stays, and
 * says so. The part that says why has a label of its own, and may not be there for this reader.
 */
export const hazardsIn = (facts: readonly KnownFact[], today: PlainDate): NotedHazard[] =>
  wholeFacts(
    facts.filter(fact => fact.kind === 'danger-note'),
    [dangerNote as unknown as RecordKind],
  )
    .filter(fact => typeof fact.body.short === 'string' && holdsOn(fact, today))
    .map(fact => toHazard(fact, today))
    .sort((a, b) => order.indexOf(a.sort) - order.indexOf(b.sort) || (a.on < b.on ? 1 : -1))

const toHazard = (fact: KnownFact, today: PlainDate): NotedHazard => {
  const checkBy = fact.body.checkBy as PlainDate | undefined
  const unchecked = notCheckedSince(checkBy, today)
  return {
    note: fact.address,
    sort: String(fact.body.sort),
    title: String(fact.body.short),
    said: typeof fact.body.saidBy === 'string' ? fact.body.saidBy : serviceWords(fact.said),
    on: fact.from ?? londonDate(fact.knownFrom),
    ...todoOf(String(fact.body.short), fact.body.whatToDo),
    ...(typeof fact.body.why === 'string' ? { why: fact.body.why } : {}),
    ...(checkBy ? { checkBy } : {}),
    ...(typeof fact.body.owner === 'string' ? { owner: fact.body.owner } : {}),
    ...(unchecked ? { notCheckedSince: unchecked } : {}),
  }
}

/** Whom a worker wrote down in the family as not to be met or told: it counts as a note does, unless one names them already. */
export const untoldIn = (
  facts: readonly KnownFact[],
  today: PlainDate,
  nameOf: (author: number | undefined) => string | undefined,
): Hazard[] => {
  const named = facts
    .filter(({ kind, body }) => kind === 'danger-note' && body.sort === 'not-to-meet')
    .filter(fact => holdsOn(fact, today))
    .map(({ body }) => foldName(String(body.who ?? '')))
  return familyPersons(facts, nameOf)
    .filter(({ contact, died, name }) => contact === 'none' && !died && !named.includes(foldName(name)))
    .map(({ name, address, livesHere, said, on }) => ({
      ...{ sort: 'not-to-meet', person: address, said, on: londonDate(on) },
      title: `Do not meet or tell ${name}`,
      ...(livesHere ? { todo: 'Lives in the home' } : {}),
    }))
}

/** Who must not be met or told is read behind a tap: a telephone is seen by whoever stands beside it. */
export const behindTap = (hazard: Pick<Hazard, 'sort'>): boolean => hazard.sort === 'not-to-meet'

/** What to do, without the title said twice. */
const todoOf = (title: string, whatToDo: unknown): { todo?: string } => {
  const text = typeof whatToDo === 'string' ? whatToDo.trim() : ''
  const rest = text.toLowerCase().startsWith(title.toLowerCase())
    ? text.slice(title.length).replace(/^[\s:.,]+/, '')
    : text
  return rest === '' ? {} : { todo: upperFirst(rest) }
}

/** "Check again by 14 July 2026" while that day is to come. */
export const checkByWords = (hazard: Hazard): string | undefined =>
  hazard.checkBy && !hazard.notCheckedSince ? formatDate(hazard.checkBy) : undefined
