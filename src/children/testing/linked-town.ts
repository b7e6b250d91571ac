import type { Ground } from '../../access/index.ts'
import { testGrounds, testNow } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { someSources } from './index.ts'

/** A database with sources and nobody in it yet, its grounds, and its clock. */
export type LinkedTown = {
  readonly db: TestDatabase
  readonly jobs: Ground
  readonly pages: Ground
  /** Each look at the clock is a second later, as decisions are in life. */
  readonly now: () => Date
  readonly later: (milliseconds: number) => void
  readonly turnBack: () => void
  readonly leave: () => Promise<void>
}

/** Where source persons arrive from these sources and are linked, and people decide. */
export const linkedTown = async (sources: readonly string[]): Promise<LinkedTown> => {
  let clock = testNow.getTime()
  const now = () => {
    clock += 1000
    return new Date(clock)
  }
  const db = await testDatabase()
  const { jobs, pages } = await testGrounds(db, now)
  await someSources(db.owner, sources)
  return {
    ...{ db, jobs, pages, now },
    later: milliseconds => {
      clock += milliseconds
    },
    turnBack: () => {
      clock = testNow.getTime()
    },
    leave: async () => {
      await Promise.all([jobs.db.destroy(), pages.db.destroy()]).catch(() => {})
      await db.drop().catch(() => {})
    },
  }
}
