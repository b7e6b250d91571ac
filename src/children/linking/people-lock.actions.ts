import { type Kysely, sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/**
 * Those who write what sources say of people share this lock; the linker, which moves people, has it alone, a batch at a time.
 * Both work on the same rows, and without it a long import of another source would make the linker start again for ever.
 * `session` is a connection of one's own: the lock is taken before the work's snapshot, and ends with a process that dies.
 */
export const withPeopleLock = async <T>(
  session: Kysely<Database>,
  share: 'shared' | 'alone',
  work: () => Promise<T>,
): Promise<T> => {
  const kind = sql.raw(share === 'shared' ? '_shared' : '')
  await sql`select pg_advisory_lock${kind}(hashtext('throughline people'))`.execute(session)
  try {
    return await work()
  } finally {
    await sql`select pg_advisory_unlock${kind}(hashtext('throughline people'))`.execute(session).catch(() => {
      /* The connection is gone, and the lock with it. */
    })
  }
}
