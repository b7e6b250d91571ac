import { sql } from 'kysely'
import { Type } from 'typebox'
import type { CommandGrant, Tx } from '../access/index.ts'
import { withPeopleLock } from '../children/index.ts'
import { Conflict, isUuid, NotFound } from '../kernel/index.ts'
import { addJob, defineJob, type Job } from '../platform/jobs/index.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import type { RunToUndo } from './run.ts'
import { notifyRun } from './save-batch.actions.ts'
import { withSourceLock } from './source-lock.actions.ts'
import { takeBack } from './undo.actions.ts'
import type { Link } from './work-run.job.ts'

/** What an undo left behind: records without anything on them, hidden now, and those that only people's own notes hold. */
export type Undone = {
  readonly run: string
  readonly hidden: number
  /** Addresses of records on which nothing is left but what people wrote: somebody must say what becomes of them. */
  readonly toAsk: readonly string[]
}

type RunRow = { id: number; source_id: string; state: string }

const loadRun = async (tx: Tx, uuid: string): Promise<RunRow> => {
  const { rows } = isUuid(uuid)
    ? await sql<RunRow>`select id, source_id, state from import_run where uuid = ${uuid}::uuid`.execute(tx)
    : { rows: [] }
  if (!rows[0]) throw new NotFound('There is no such import.', 'Check the number of the import.')
  return rows[0]
}

/**
 * Takes an import back: its versions end on the known clock, what stood before stands again, later imports and what people
 * wrote stay. Done a second time it changes nothing. Throws NotFound, and Conflict while the import is being worked.
 */
export const undoRun = async (
  ground: IntakeGround,
  uuid: string,
  { link }: { readonly link: Link },
): Promise<Undone> => {
  const { source_id } = await asIntake(ground, tx => loadRun(tx, uuid))
  return await withSourceLock(ground, source_id, async own => {
    const run = await asIntake(own, tx => loadRun(tx, uuid))
    if (run.state === 'reading' || run.state === 'linking') {
      throw new Conflict('This import has not ended yet.', 'Wait until it is done, then undo it.')
    }
    const undo = { id: run.id, uuid, sourceId: source_id }
    if (run.state !== 'undone')
      await withPeopleLock(own.db, 'shared', () => asIntake(own, (tx, at) => takeBack(tx, undo, at), 1800))
    await link(ground, run.id)
    return await asIntake(own, (tx, at) => hideEmptied(tx, undo, at), 300)
  })
}

/**
 * Records on which nothing is left are hidden, not deleted; those with something that people wrote are asked about. The undo has come to
 * its end with that, and whoever has the import open is told.
 */
const hideEmptied = async (tx: Tx, { id: runId, uuid }: RunToUndo, at: Date): Promise<Undone> => {
  const touched = sql`select s.person_id from source_record r join source_person s on s.source_id = r.source_id and s.key = r.person_key
    where r.run_id = ${runId}`
  const { rows: hidden } = await sql`
    update person p set has_record = false where p.has_record and p.id in (${touched})
      and not exists (select 1 from entry e where e.child_id = p.id and e.known_to = 'infinity') returning p.id`.execute(
    tx,
  )
  const { rows: toAsk } = await sql<{ uuid: string }>`
    select p.uuid from person p where p.id in (${touched}) and exists (select 1 from entry e where e.child_id = p.id and e.known_to = 'infinity')
      and not exists (select 1 from entry e where e.child_id = p.id and e.known_to = 'infinity' and e.author_id is null) order by p.id`.execute(
    tx,
  )
  await sql`update import_run set undone_at = ${at} where id = ${runId} and undone_at is null`.execute(tx)
  await notifyRun(tx, uuid)
  return { run: uuid, hidden: hidden.length, toAsk: toAsk.map(r => r.uuid) }
}

/** Asks for an undo from a page: the work is the job's. Throws NotFound and Conflict as `undoRun`. */
export const requestUndo = async (grant: CommandGrant<'import-desk'>, uuid: string): Promise<void> => {
  const { state } = await loadRun(grant.tx, uuid)
  if (state === 'undone') throw new Conflict('This import has been undone already.', 'Nothing more needs to be done.')
  if (state === 'reading' || state === 'linking')
    throw new Conflict('This import has not ended yet.', 'Wait until it is done, then undo it.')
  await addJob(grant.tx, 'undo-run', { run: uuid }, { key: `undo-run:${uuid}` })
}

/** The job behind `requestUndo`. */
export const undoRunJob = (ground: IntakeGround, options: { readonly link: Link }): Job =>
  defineJob({
    name: 'undo-run',
    schema: Type.Object({ run: Type.String() }),
    run: async ({ run }) => void (await undoRun(ground, run, options)),
  }) as Job
