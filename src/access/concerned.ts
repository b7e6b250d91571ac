import type { Category } from '../kernel/index.ts'
import type { AccessEvent } from './audit.ts'
import type { CommandGrant } from './grant.ts'
import type { Tx } from './transaction.ts'

/** What the record of access says of a child whom a desk's act concerns, where it is not what the route says by itself. */
export type Concern = {
  readonly categories?: readonly Category[]
  readonly rule?: string
  readonly outcome?: AccessEvent['outcome']
  readonly detail?: NonNullable<AccessEvent['detail']>
}
/** By child; what concerns a child who has no record stands under `undefined`. */
export type Concerned = Map<number | undefined, Concern>

const concerned = new WeakMap<Tx, Concerned>()

/** Begins to keep whom the act of a transaction concerns. Not exported from the folder. */
export const keepConcerned = (tx: Tx): Concerned => {
  const kept: Concerned = new Map()
  concerned.set(tx, kept)
  return kept
}

/**
 * Says which child an act at a desk concerns: the one event that its route writes is then of that child, one for each where it concerns several,
 * so that whoever asks who has looked at a record is told. Said again of one child, the later words stand beside the earlier. Nobody (null or
 * undefined) where the child has no record. @throws Error outside a desk's page or action: whatever else is done of a child is decided for it.
 */
export const actConcerns = (
  { tx }: Pick<CommandGrant, 'tx'>,
  children: number | null | undefined | Iterable<number | null | undefined>,
  more: Concern = {},
): void => {
  const kept = concerned.get(tx)
  if (!kept) throw new Error('Only what is done at a desk says whom it concerns')
  for (const child of typeof children === 'object' && children !== null ? children : [children]) {
    const before = kept.get(child ?? undefined)
    const categories = [...new Set([...(before?.categories ?? []), ...(more.categories ?? [])])]
    kept.set(child ?? undefined, { ...before, ...more, categories })
  }
}

/** The events of what was done at a desk: of each child, of nobody where it concerns none, and of nobody besides where something else is said of it. */
export const concernsOf = (kept: Concerned): readonly (readonly [number | undefined, Concern])[] => {
  const children = [...kept].filter(([child, { rule }]) => child !== undefined || rule !== undefined)
  return children.length > 0 ? children : [[undefined, {}]]
}
