import { NotAllowed } from '../kernel/index.ts'
import type { Actor } from './context.ts'
import { actorContext } from './context.ts'
import type { SignedInFamily } from './family.ts'
import type { Decision } from './policy.ts'
import type { SignedInReader } from './reader.queries.ts'
import type { RecordKind } from './record-kind.ts'
import { asActor, type Ground, switchContext, type Tx } from './transaction.ts'

declare const issued: unique symbol

/**
 * The policy's yes, for one reader, one moment and some record kinds. Queries above this folder take one, and only this
 * folder makes one. A grant for more kinds serves a query that needs fewer, never the other way round.
 */
export type Grant<K extends string> = {
  readonly [issued]: (kind: K) => true
  readonly tx: Tx
  readonly reader: SignedInReader
  readonly at: Date
  /** Read the record as it was known at this instant; undefined is now. */
  readonly knownAt: Date | undefined
}

/** A grant about one child. */
export type ChildGrant<K extends string> = Grant<K> & {
  readonly childId: number
  readonly address: string
  readonly decision: Extract<Decision, { outcome: 'show' }>
}

/** A grant to carry out a command as a named system actor, decided for the reader (design 2.1, rule 4). */
export type CommandGrant<A extends Actor = Actor> = {
  readonly [issued]: A
  readonly tx: Tx
  readonly actor: A
  readonly reader: SignedInReader | undefined
  readonly at: Date
}

/** A family's own account for one request: row security shows it what the account itself typed, and nothing of any record. */
export type FamilyGrant = {
  readonly [issued]: 'family'
  readonly tx: Tx
  readonly family: SignedInFamily
  readonly at: Date
}

/** Whose act a command is. @throws NotAllowed where it is nobody's own. */
export const readerOfAct = ({ reader }: Pick<CommandGrant, 'reader'>): number => {
  if (!reader) throw new NotAllowed()
  return reader.userId
}

type KindOf<N extends readonly RecordKind[]> = N[number]['kind']

/** Makes the grant of a page over the lists of a reader. Not exported from the folder. */
export const issueGrant = <N extends readonly RecordKind[]>(
  _needs: N,
  parts: { tx: Tx; reader: SignedInReader; at: Date; knownAt: Date | undefined },
): Grant<KindOf<N>> => parts as unknown as Grant<KindOf<N>>

/** Makes the grant of a page about one child. Not exported from the folder. */
export const issueChildGrant = <N extends readonly RecordKind[]>(
  _needs: N,
  parts: Omit<ChildGrant<string>, typeof issued>,
): ChildGrant<KindOf<N>> => parts as unknown as ChildGrant<KindOf<N>>

/** Goes on in the same transaction as a named system actor, after the decision has been taken for the reader. */
export const issueCommand = async <A extends Actor>(
  ground: Ground,
  tx: Tx,
  actor: A,
  reader: SignedInReader | undefined,
): Promise<CommandGrant<A>> => {
  const at = ground.now()
  await switchContext(ground, tx, actorContext(actor, at, reader?.principals ?? []))
  return { tx, actor, reader, at } as unknown as CommandGrant<A>
}

/** Carries out, as a named system actor, what a rule has decided and no person: a transaction of its own, which must bear repeating. */
export const asCommand = <A extends Actor, T>(
  ground: Ground,
  actor: A,
  work: (command: CommandGrant<A>) => Promise<T>,
): Promise<T> =>
  asActor(ground, actor, (tx, at) => work({ tx, actor, reader: undefined, at } as unknown as CommandGrant<A>))

/** Makes the grant of a family's own page. Not exported from the folder. */
export const issueFamilyGrant = (parts: Omit<FamilyGrant, typeof issued>): FamilyGrant => parts as FamilyGrant
