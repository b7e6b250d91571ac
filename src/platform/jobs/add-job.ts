import { type QueryExecutorProvider, sql } from 'kysely'
import { assertOnlyIds, type Ids } from './job.ts'

export type AddJobOptions = {
  /** A job still waiting under the same key is replaced by this one. */
  key?: string
  /** Jobs of one queue run one after another. */
  queue?: string
  runAt?: Date
  maxAttempts?: number
  /** Lower runs first; 0 without it. */
  priority?: number
}

/**
 * Adds a job inside the caller's transaction: it is seen by workers when that commits, and never if it does not.
 * A page can add one of a kind that a migration put into `job.kind` alone, asked for by one of that kind's actors. Returns the job's id.
 * @throws Error where the payload holds anything but ids, or PostgreSQL refuses it.
 */
export async function addJob(
  transaction: QueryExecutorProvider,
  name: string,
  payload: Ids = {},
  { key, queue, runAt, maxAttempts, priority }: AddJobOptions = {},
): Promise<number> {
  assertOnlyIds(payload)
  const added = sql<{ id: number }>`
    select job.add(${name}, ${JSON.stringify(payload)}::json, ${key ?? null}, ${queue ?? null},
      ${runAt ?? null}::timestamptz, ${maxAttempts ?? null}::int, ${priority ?? null}::int) as id`
  const { rows } = await added.execute(transaction)
  return rows[0]?.id ?? 0
}
