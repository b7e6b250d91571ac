import type { Northmere } from './northmere.ts'
import type { Faults, Visitors } from './visitor.ts'

/** Where the stories of one day play, and what one story leaves to the next. */
export type Stage = {
  readonly northmere: Northmere
  readonly visitors: Visitors
  readonly faults: Faults
  /** The address of Liam's record, once his officer has found it. */
  liam: string
}
