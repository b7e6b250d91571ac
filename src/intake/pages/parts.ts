import type { IntakeGround } from '../ground.ts'
import type { Source } from '../source.ts'
import type { Desk } from './runs.queries.ts'

/** What the imports pages are made with. */
export type ImportParts = {
  /** Stands on the pages login, with the key that raw files are kept under. */
  readonly ground: IntakeGround
  /** Every layout and feed, and the spreadsheets whose columns have been confirmed so far, fixed layouts first. */
  sources(desk: Pick<Desk, 'tx'>): Promise<readonly Source[]>
}
