/** The kind of thing of which whoever works with a child is told; what it is stands on the record. */
export type NoticeKind = 'stopped-attending' | 'excluded' | 'moved-school' | 'moved-address'

/** What a rule finds of a child while what it rests on stands. Only a fresh one is raised; one raised before stays. */
export type StandingNotice = {
  readonly rule: string
  readonly version: number
  readonly kind: NoticeKind
  /** Of a child in care or on a protection plan: nobody can quieten it. */
  readonly safeguarding: boolean
  /** Told in the summary of the next morning, not at once. */
  readonly daily: boolean
  /** Tells two happenings of one kind apart. */
  readonly occasion: string
  /** Entries that put the child under the rule: who may see none of them is not told. */
  readonly because: readonly number[]
  /** Entries that tell what happened, likewise; none where the marks tell it. */
  readonly about: readonly number[]
  /** What it rested on when it was raised: days and numbers, no words of anybody. */
  readonly inputs: Readonly<Record<string, string | number>>
  readonly fresh: boolean
  readonly shownFrom: Date
}

/** A notice that is open. */
export type OpenNotice = Pick<StandingNotice, 'rule' | 'version' | 'kind' | 'occasion' | 'inputs'> & {
  readonly id: number
  readonly childId: number
}

/** Why a notice stands no longer: told otherwise now, at an end, or its rule was taken back. */
export type WithdrawnWhy = 'corrected' | 'ended' | 'rule'

type Keyed = Pick<StandingNotice, 'rule' | 'occasion'>
const keyOf = ({ rule, occasion }: Keyed): string => `${rule} ${occasion}`

/** What makes a child's open notices those that stand now: what is raised, what is withdrawn, and which stay. Pure. */
export const settle = <O extends Keyed>(
  open: readonly O[],
  standing: readonly StandingNotice[],
): {
  readonly raise: readonly StandingNotice[]
  readonly withdraw: readonly O[]
  readonly keep: readonly (readonly [O, StandingNotice])[]
} => {
  const now = new Map(standing.map(one => [keyOf(one), one]))
  const before = new Set(open.map(keyOf))
  return {
    raise: [...now.values()].filter(one => one.fresh && !before.has(keyOf(one))),
    withdraw: open.filter(one => !now.has(keyOf(one))),
    keep: open.flatMap(one => {
      const stands = now.get(keyOf(one))
      return stands ? [[one, stands] as const] : []
    }),
  }
}
