import type { Category, Sensitivity, Sight } from '../kernel/index.ts'
import { categoryBit, silentCategories } from '../kernel/index.ts'
import { type Consent, consentHolds, widened } from './consent.ts'
import { has, type Masks, union } from './masks.ts'

/** A live or ended reason that ties a reader to a child: a row of `access.grant_row`, for the child or for a roll the child is on. */
export type Relation = {
  readonly reason: string
  readonly principal: number
  readonly limit: number
  readonly extra: number
  readonly maxSensitivity: number
  readonly named: boolean
  readonly writes: boolean
  readonly startsAt: Date
  /** An open end is the last instant that can be said. */
  readonly endsAt: Date
}

/** What is asked of one child. Shield and conflict are looked up by the database and never shown. */
export type ChildFacts = {
  readonly shield: 'restricted' | 'sealed' | undefined
  readonly allowed: boolean
  readonly conflict: string | undefined
  readonly relations: readonly Relation[]
  /** What was agreed of this child, as far as it is known to the reader; undefined is nothing. */
  readonly consents?: readonly Consent[]
}

/** Where the agreement of an outside organisation does not carry its staff: there is none in force, or it was withdrawn. */
export type ReaderAgreement = 'missing' | 'withdrawn'

export type Reader = {
  readonly userId: number
  readonly active: boolean
  readonly principals: readonly number[]
  readonly masks: Masks
  /** Undefined for the council’s own staff, and where their organisation’s agreement is in force. */
  readonly agreement?: ReaderAgreement
}

/**
 * The label every entry carries. A sealed fact is for the people it names: others may know that something is there (who to speak to),
 * or may not. `named` is whether this reader is one of them. `council`: of a kind that no school reads. `hidden` is what is shut to this reader whoever they are to the child: what a source
 * told whose agreement is withdrawn, and where a child can be found whose places are for others alone.
 */
export type Label = {
  readonly category: Category
  readonly sensitivity: Sensitivity
  readonly summary: boolean
  readonly seal?: 'known' | 'silent'
  readonly named?: boolean
  readonly council?: boolean
  readonly hidden?: 'source' | 'place'
}

export type Decision =
  | {
      readonly outcome: 'show'
      readonly rule: string
      readonly relations: readonly Relation[]
      /** The role's masks, widened for this child by what was agreed. */
      readonly masks: Masks
      readonly universal: boolean
      /** What was agreed and holds; undefined is nothing. */
      readonly consents?: readonly Consent[]
    }
  | { readonly outcome: 'refuse'; readonly rule: RefusalRule }

export type RefusalRule = 'inactive' | 'agreement' | 'conflict' | 'shield' | 'training' | 'no-reason'

/** Is a relation alive at the instant? Half-open: it holds at its start and no longer at its end. */
export const isLive = (relation: Relation, at: Date): boolean => relation.startsAt <= at && at < relation.endsAt

/**
 * May this reader open this child's record at all, and by which reasons (reference/security.md 3.3, deny overrides)?
 * Total and pure. The row security of the database is the same policy written in SQL; a property test holds them equal.
 */
export const decide = (reader: Reader, child: ChildFacts, at: Date): Decision => {
  if (!reader.active) return { outcome: 'refuse', rule: 'inactive' }
  if (reader.agreement === 'withdrawn') return { outcome: 'refuse', rule: 'agreement' }
  if (child.conflict) return { outcome: 'refuse', rule: 'conflict' }
  if (child.shield && !child.allowed) return { outcome: 'refuse', rule: 'shield' }
  const { trained } = reader.masks
  const relations = child.relations.filter(
    r => reader.principals.includes(r.principal) && isLive(r, at) && (trained || r.reason === 'urgent'),
  )
  const universal = trained && (reader.masks.universalFull !== 0 || reader.masks.universalSummary !== 0)
  const untold = reader.agreement ? 'agreement' : 'training'
  if (relations.length === 0 && !universal) return { outcome: 'refuse', rule: trained ? 'no-reason' : untold }
  // A consent is no reason: it acts where a reason goes by the role's masks.
  const byMasks = relations.reduce((mask, r) => union(mask, r.limit), 0)
  const consents = (child.consents ?? []).filter(
    one => consentHolds(one, reader.principals, at) && has(byMasks, one.category),
  )
  return {
    ...{ outcome: 'show', rule: relations[0]?.reason ?? 'universal', relations, universal },
    masks: widened(reader.masks, consents),
    ...(consents.length > 0 ? { consents } : {}),
  }
}

/** How far a decision opens an entry with this label. `existence` opens only who to speak to, never the entry. */
export const sightOf = (decision: Decision, label: Label): Sight => {
  if (decision.outcome === 'refuse' || label.hidden || isCouncilsOwn(decision, label)) return 'none'
  if (label.seal && !label.named) return hintsAtSeal(decision, label) ? 'existence' : 'none'
  const { masks } = decision
  const bit = categoryBit(label.category)
  let sight: Sight = 'none'
  for (const r of decision.relations) {
    const own = label.named ? 4 : 0
    const ceiling = Math.min(Math.max(r.maxSensitivity, own), Math.max(masks.maxSensitivity, r.named ? 4 : own))
    if (label.sensitivity > ceiling) continue
    if ((((r.limit & masks.full) | r.extra) & bit) !== 0) return 'full'
    if (label.summary && (r.limit & masks.summary & bit) !== 0) sight = 'summary'
    else if (sight === 'none' && (r.limit & masks.existence & bit) !== 0) sight = 'existence'
  }
  if (label.sensitivity <= 1 && decision.universal) {
    if (has(masks.universalFull, label.category)) return 'full'
    if (label.summary && has(masks.universalSummary, label.category)) return 'summary'
  }
  return sight
}

type Shown = Extract<Decision, { outcome: 'show' }>
/** Is it the council's own, and the reader a school's? */
export const isCouncilsOwn = ({ masks }: Shown, { council, category }: Pick<Label, 'council' | 'category'>): boolean =>
  council === true && !has(masks.council, category)

/** Who works with the child learns that there is something to ask about, unless its category is one whose existence is hidden. */
const hintsAtSeal = (decision: Shown, { seal, category }: Label): boolean =>
  seal === 'known' && decision.relations.length > 0 && !silentCategories.includes(category)

/** May content with this label be read? */
export const opens = (decision: Decision, label: Label): boolean => {
  const sight = sightOf(decision, label)
  return sight === 'full' || sight === 'summary'
}

/** May the reader write about this child in the category? Only where content is open to them and the reason allows writing. `council`: a kind that no school reads. */
export const mayWrite = (decision: Decision, category: Category, council = false): boolean =>
  decision.outcome === 'show' &&
  !isCouncilsOwn(decision, { category, council }) &&
  decision.relations.some(r => r.writes && (((r.limit & decision.masks.full) | r.extra) & categoryBit(category)) !== 0)
