import type { Category, PlainDate, Sensitivity } from '../../kernel/index.ts'

/** One thing known about a child, as read for one reader: who said it, when it was true, and its label. */
export type KnownFact<B = Readonly<Record<string, unknown>>> = {
  readonly entry: number
  readonly address: string
  readonly kind: string
  readonly category: Category
  readonly sensitivity: Sensitivity
  readonly flags: readonly string[]
  readonly body: B
  readonly from: PlainDate | undefined
  /** The day after its last; undefined while it lasts. */
  readonly until: PlainDate | undefined
  readonly knownFrom: Date
  readonly source: string
  /** The service in the words of a source line: "school census". */
  readonly said: string
  /** How far the source is trusted on this kind of fact: 1 wins. */
  readonly rank: number
  readonly sourcePerson: number | undefined
  readonly author: number | undefined
  readonly occasion: string | undefined
  readonly replaces: number | undefined
  /** For a few named people only, of whom this reader is one. */
  readonly kept?: true
}

/** The flag of a fact that the child stated of themselves: it wins over every source (their own name first of all). */
export const saidByChild = 'said-by-child'

/**
 * May a fact of this kind be kept to a few named people? Not who the child is: the linker works with that whoever may read it, and the whole
 * record is shut instead.
 */
export const isKeepable = (kind: string): boolean => !['identity', 'identifier', 'chosen-value'].includes(kind)

/** Does the fact hold on this day? Half-open, as both clocks are. */
export const holdsOn = (fact: Pick<KnownFact, 'from' | 'until'>, day: PlainDate): boolean =>
  (fact.from === undefined || fact.from <= day) && (fact.until === undefined || day < fact.until)
