import {
  type ChildGrant,
  holds,
  listOwnShields,
  mayWrite,
  type OwnShield,
  type RecordKind,
  type ShieldKind,
  shieldKinds,
} from '../../access/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { type Colleague, listColleagues, worksWithChild } from '../named-readers/index.ts'
import { headerOf, type RecordHeader } from '../pages/header.queries.ts'
import { namesOf } from '../pages/names.queries.ts'

/** Who may open a record, as far as the reader is one of the people to whom something is kept, and what the reader may do about that. */
export type KeptRecord = {
  readonly header: RecordHeader
  readonly shields: readonly OwnShield[]
  /** Names for the people of the shields; who may not be named to this reader is missing. */
  readonly names: ReadonlyMap<number, string>
  readonly reader: number
  /** Who works with the child, besides the reader. */
  readonly colleagues: readonly Colleague[]
  /** What the reader may keep to named people now; nothing where they may not. */
  readonly kinds: readonly ShieldKind[]
}

/** Says nothing of what is kept from the reader: a place that they are not shown cannot be kept by them either. */
export const loadKeptRecord = async (grant: ChildGrant<string>, needs: readonly RecordKind[]): Promise<KeptRecord> => {
  const facts = await readFacts(grant, needs)
  const shields = await listOwnShields(grant)
  // Keeping a sealed record lasts after the work: so nobody begins it who does not work with the child, though they may write still.
  const mayKeep =
    holds(grant.reader, 'keep-records-to-named') &&
    mayWrite(grant.decision, 'identity') &&
    (await worksWithChild(grant))
  const isOpen = (kind: ShieldKind) =>
    !shields.some(one => one.kind === kind && !one.covered) &&
    (kind !== 'protected' || facts.some(fact => fact.kind === 'address'))
  return {
    header: headerOf(grant, facts, []),
    shields,
    names: await namesOf(
      grant,
      shields.flatMap(one => [one.keptBy, one.reviewedBy, one.askedBy, ...one.named]),
    ),
    reader: grant.reader.userId,
    colleagues: mayKeep || shields.length > 0 ? await listColleagues(grant) : [],
    kinds: mayKeep ? shieldKinds.filter(isOpen) : [],
  }
}
