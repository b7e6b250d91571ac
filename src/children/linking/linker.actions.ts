import { type Kysely, sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import { type Database, refreshStatistics } from '../../platform/database/index.ts'
import { makeKeysAgain } from './keys-kept.actions.ts'
import { type BatchDone, linkBatch } from './link-batch.actions.ts'
import { withPeopleLock } from './people-lock.actions.ts'

export type LinkOptions = {
  /** The run whose newly seen people are counted, and that new questions are ascribed to. All that waits is linked either way. */
  readonly runId?: number
  readonly batchSize?: number
  /** After each batch, outside its transaction: how many source persons were linked so far. */
  readonly onProgress?: (linked: number) => void | Promise<void>
}
export type Linked = {
  /** Of the source persons first seen (in the run): a person of their own, tied to a known person, or left with a question. */
  readonly new: number
  readonly linked: number
  readonly review: number
  readonly blocksSkipped: number
}

const batchSize = 1000
/** So many records are linked between two looks at how the tables have grown. */
const countEvery = 250

/**
 * Links every source person that waits, a batch to a transaction, as the system actor `linker`. Two linkers take turns; a
 * stopped one leaves whole batches done and the rest waiting. The result does not depend on the order of arrival, the
 * size of batches, or how often it was stopped (reference/linkage.md 3d).
 */
export const linkPending = (ground: Ground, options: LinkOptions = {}): Promise<Linked> =>
  withKeys(ground, keeper => linkAll(ground, keeper, options))

/** Work for which records are looked up by their keys: alone, and with all keys there. */
export const withKeys = <T>(ground: Ground, work: (keeper: Kysely<Database>) => Promise<T>): Promise<T> =>
  ground.db.connection().execute(async keeper => {
    // A session lock, taken before any batch's snapshot: a batch must see all that the linker before it did.
    await sql`select pg_advisory_lock(hashtext('throughline linker'))`.execute(keeper)
    try {
      await makeKeysAgain(ground, keeper)
      return await work(keeper)
    } finally {
      await unlock(keeper)
    }
  })

const unlock = async (keeper: Kysely<Database>): Promise<void> => {
  await sql`select pg_advisory_unlock(hashtext('throughline linker'))`.execute(keeper)
}

const linkAll = async (
  ground: Ground,
  keeper: Kysely<Database>,
  { runId, batchSize: size = batchSize, onProgress }: LinkOptions,
): Promise<Linked> => {
  const seen: number[] = []
  let blocksSkipped = 0
  let counted = 0
  for (;;) {
    const done = await withPeopleLock(keeper, 'alone', () => tryBatch(ground, size, runId))
    if (done.sourcePersons.length === 0) break
    seen.push(...done.sourcePersons)
    blocksSkipped += done.blocksSkipped
    await onProgress?.(seen.length)
    // Asking costs more than a record: tables grow by half in many.
    if (seen.length - counted >= countEvery) {
      counted = seen.length
      await refreshStatistics(ground.db)
    }
  }
  const counts = await asActor(
    ground,
    'linker',
    async tx => {
      await followMarks(tx, runId)
      return await countPeople(tx, runId, seen)
    },
    600,
  )
  return { ...counts, blocksSkipped }
}

const tryBatch = (ground: Ground, size: number, runId: number | undefined): Promise<BatchDone> =>
  asActor(ground, 'linker', (tx, at) => linkBatch(tx, size, { at, runId }), 600)

/**
 * A register that was placed while its pupil moved to another person may name the old one: marks touch no row of the source
 * person, so that neither writer sees the other. Every import of marks ends with the linker, which puts it right; one that brought none has none to put right.
 */
const followMarks = async (tx: Tx, runId: number | undefined): Promise<void> => {
  const brought =
    runId === undefined ? sql`true` : sql`exists (select from source_record where run_id = ${runId} and register)`
  await sql`update attendance_year y set child_id = s.person_id from source_person s
    where s.id = y.source_person_id and y.child_id <> s.person_id and (select ${brought})`.execute(tx)
}

type Counts = Pick<Linked, 'new' | 'linked' | 'review'>

/** Counted on what is there at the end, so that a resumed run counts as an undisturbed one does. */
const countPeople = async (tx: Tx, runId: number | undefined, seen: readonly number[]): Promise<Counts> => {
  // As a range, since one run may have brought nearly everybody: PostgreSQL would expect as much of this one, and look at everybody that there is.
  const whose =
    runId === undefined ? sql`s.id = any(${seen}::bigint[])` : sql`s.first_run_id between ${runId} and ${runId}`
  const { rows } = await sql<Counts>`
    select count(*) filter (where not later and not asked)::int as new, count(*) filter (where later)::int as linked,
      count(*) filter (where not later and asked)::int as review
    from (
      select exists (select from source_person o where o.person_id = s.person_id and o.id < s.id offset 0) as later,
        exists (select from review_case c where c.state in ('open', 'asked') and c.a_person = s.person_id offset 0)
          or exists (select from review_case c where c.state in ('open', 'asked') and c.b_person = s.person_id offset 0) as asked
      from source_person s where ${whose}) mine`.execute(tx)
  return rows[0] ?? { new: 0, linked: 0, review: 0 }
}
