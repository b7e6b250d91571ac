import {
  type ChildGrant,
  holds,
  listKeepersOf,
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
  /** Of those who are named, who work here and have the duty to say who is. */
  readonly keepers: readonly number[]
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
    keepers: await listKeepersOf(
      grant,
      shields.flatMap(one => one.named),
    ),
    names: await namesOf(
      grant,
      shields.flatMap(one => [one.keptBy, one.reviewedBy, one.renamedBy, one.askedBy, ...one.named]),
    ),
    reader: grant.reader.userId,
    colleagues: mayKeep || shields.length > 0 ? await listColleagues(grant) : [],
    kinds: mayKeep ? shieldKinds.filter(isOpen) : [],
  }
}

/** The people of a shield who have that duty; where nobody of them works here any more, all of them, so that it is never left to nobody. */
const dutyOf = ({ keepers }: KeptRecord, { named }: OwnShield): readonly number[] => {
  const those = named.filter(id => keepers.includes(id))
  return those.length > 0 ? those : named
}
/** May the reader say who is named? Taking a colleague off shuts the record to them. */
export const mayRename = (data: KeptRecord, one: OwnShield): boolean => dutyOf(data, one).includes(data.reader)
/** May the reader agree to an end that another asked for? One of the two has that duty. */
export const mayAgree = (data: KeptRecord, one: OwnShield): boolean =>
  dutyOf(data, one).some(id => id === data.reader || id === one.askedBy)
