import type { Asked } from '../source-questions/index.ts'
import type { Place } from './cases.queries.ts'
import type { ComparedCase } from './compared.queries.ts'
import type { Comparison } from './comparison.ts'
import type { Sitting } from './figures.queries.ts'
import type { BandShare } from './warnings.queries.ts'

/** What the page that compares two records shows. */
export type CompareData = {
  readonly about: ComparedCase
  readonly comparison: Comparison
  /** Its place among the open questions, and the one after it. */
  readonly place: Place | undefined
  /** Same values are shown as well; that was recorded. */
  readonly all: boolean
  /** What became of pairs like it; undefined while the score is closed. That it is open was recorded. */
  readonly band?: BandShare | undefined
  /** The reader decides by letter keys. */
  readonly keys?: boolean
  /** A long sitting, for the hint that a break helps. */
  readonly sitting?: Sitting | undefined
  /** The schools and sources that were asked for it. */
  readonly asked: readonly Asked[]
  readonly errors?: { readonly decision?: string; readonly reason?: string; readonly skip?: string }
  readonly sent?: { readonly decision: string; readonly reason: string }
}
/** Can this reader still answer the question? */
export const isOpen = ({ state, answered }: Pick<ComparedCase, 'state' | 'answered'>): boolean =>
  answered === undefined && (state === 'open' || state === 'asked')
