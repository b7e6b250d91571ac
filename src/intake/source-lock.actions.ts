import { type Kysely, sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import type { IntakeGround } from './ground.ts'

const lockSpace = 7_246_003

/**
 * Works on one source while nobody else does: waits for whoever is at it. The lock belongs to the session that also does the
 * writing, so it ends with a worker that dies, and whoever waits takes over.
 */
export const withSourceLock = <T>(
  ground: IntakeGround,
  sourceId: string,
  work: (own: IntakeGround) => Promise<T>,
): Promise<T> =>
  ground.db.connection().execute(async db => {
    await sql`select pg_advisory_lock(hashtextextended(${sourceId}, ${lockSpace}))`.execute(db)
    try {
      return await work({ ...ground, db })
    } finally {
      await unlock(db, sourceId)
    }
  })

const unlock = async (db: Kysely<Database>, sourceId: string): Promise<void> => {
  await sql`select pg_advisory_unlock(hashtextextended(${sourceId}, ${lockSpace}))`.execute(db).catch(() => {
    /* The connection is gone, and the lock with it. */
  })
}
