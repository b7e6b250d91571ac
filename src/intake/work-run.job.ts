import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Ground } from '../access/index.ts'
import { withPeopleLock } from '../children/index.ts'
import { isUuid, NotFound } from '../kernel/index.ts'
import { refreshStatistics } from '../platform/database/index.ts'
import type { SharedReader } from '../platform/files/index.ts'
import { defineJob, type Job } from '../platform/jobs/index.ts'
import { endReading, endRun } from './finish.actions.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { readKeptFile, withReader } from './raw-files.actions.ts'
import { type Headers, readAhead, readBatches } from './read-batches.ts'
import { loadSourceState } from './register-sources.actions.ts'
import { type RunReport, reportRun } from './report.queries.ts'
import { findSource, type Run, type RunFile } from './run.ts'
import { endFile, notifyRun, saveBatch } from './save-batch.actions.ts'
import type { Source } from './source.ts'
import { withSourceLock } from './source-lock.actions.ts'
import { FileNotUsable } from './table-rows.ts'

/** Ties the people of a run to the right children: the linker's, given by whoever composes the product. */
export type Link = (ground: Ground, runId: number) => Promise<unknown>

export type WorkOptions = {
  readonly sources: readonly Source[]
  readonly link: Link
  /** Told after each batch how many rows have been read. */
  readonly onProgress?: (rows: number) => void
  /** Stops after the batch in hand; the run can be taken up again. */
  readonly signal?: AbortSignal
  readonly batchRows?: number
}

type State = { readonly run: Run; readonly state: string; readonly files: readonly RunFile[] }

/**
 * Works a run to its end and gives its report. One run of a source at a time: whoever comes second waits until the first is
 * done, and takes over at the last saved batch if the first has died (its session's lock dies with it). A run that is done,
 * undone or waiting is left as it is. Throws NotFound, or the signal's reason.
 */
export const workRun = async (ground: IntakeGround, uuid: string, options: WorkOptions): Promise<RunReport> => {
  if (!isUuid(uuid)) throw new NotFound('There is no such import.', 'Check the number of the import.')
  const { run } = await loadRun(ground, uuid, options.sources)
  const link: Link = (_own, runId) => options.link(ground, runId)
  await withSourceLock(ground, run.sourceId, own => workLocked(own, ground, uuid, { ...options, link }))
  return await reportRun(ground, uuid)
}

const workLocked = async (
  ground: IntakeGround,
  others: IntakeGround,
  uuid: string,
  options: WorkOptions,
): Promise<void> => {
  const { run, state, files } = await loadRun(ground, uuid, options.sources)
  if (state === 'received' || state === 'reading') {
    await asIntake(
      ground,
      async tx => void (await sql`update import_run set state = 'reading' where id = ${run.id}`.execute(tx)),
    )
    try {
      await withReader(ground, reader => readFiles(ground, others, { run, files, options, reader }))
    } catch (error) {
      if (!(error instanceof FileNotUsable)) throw error
      return await failRun(ground, run, error)
    }
    await withPeopleLock(ground.db, 'shared', () => asIntake(ground, (tx, at) => endReading(tx, run, at), 900))
  } else if (state !== 'linking') return
  options.signal?.throwIfAborted()
  await options.link(ground, run.id)
  await asIntake(ground, (tx, at) => endRun(tx, run, at), 300)
}

type Files = {
  readonly run: Run
  readonly files: readonly RunFile[]
  readonly options: WorkOptions
  readonly reader: SharedReader
}

/**
 * Reads and saves a run's files one after another. The next is opened and begun while one is being saved, since starting its reader
 * takes longer than saving a small file; small ones share a reader, which takes them in this order; it is fetched on a connection of its own, for ours is in the middle of a transaction.
 */
const readFiles = async (ground: IntakeGround, others: IntakeGround, all: Files): Promise<void> => {
  const { run, options } = all
  const [first, ...rest] = all.files
  let next = first && beginFile(others, all, first)
  try {
    for (const file of [...rest, undefined]) {
      const begun = next
      next = file && beginFile(others, all, file)
      if (begun) await saveFile(ground, run, begun, options)
      await refreshStatistics(ground.db)
    }
  } finally {
    await next?.batches.return()
  }
}

type Begun = { readonly file: RunFile; readonly headers: Headers; readonly batches: ReturnType<typeof readAhead> }

const beginFile = (others: IntakeGround, { run, options, reader }: Files, file: RunFile): Begun => {
  const headers: Headers = new Map()
  const events = readKeptFile(others, file, run.source.reading, reader.takeTurn())
  const { batchRows = 1000 } = options
  const { name, recognised, readTo: from } = file
  const reading = { source: run.source, name, recognised, mapping: run.mapping, events, headers, from, batchRows }
  return { file, headers, batches: readAhead(readBatches(reading)) }
}

const saveFile = async (ground: IntakeGround, run: Run, { file, headers, batches }: Begun, options: WorkOptions) => {
  let [rows, done] = [0, false]
  for await (const batch of batches) {
    const counts = await withPeopleLock(ground.db, 'shared', () =>
      asIntake(ground, (tx, at) => saveBatch(tx, run, file, batch, at)),
    )
    rows += counts.rows
    done = batch.last !== undefined
    options.onProgress?.(rows)
    options.signal?.throwIfAborted()
  }
  if (!done) await asIntake(ground, tx => endFile(tx, run, file, headers))
}

const failRun = (ground: IntakeGround, run: Run, { problem }: FileNotUsable): Promise<void> =>
  asIntake(ground, async (tx, at) => {
    await sql`delete from intake.seen where run_id = ${run.id}`.execute(tx)
    await sql`update import_run set state = 'failed', problem = ${problem.problem}, fix = ${problem.fix}, finished_at = ${at}
      where id = ${run.id}`.execute(tx)
    await notifyRun(tx, run.uuid)
  })

type RunRow = { id: number; uuid: string; source_id: string; period: string; state: string }
type FileRow = {
  id: number
  name: string
  bytes: number
  read_to: number
  recognised: Record<string, never> & { asOf: string }
}

const loadRun = (ground: IntakeGround, uuid: string, sources: readonly Source[]): Promise<State> =>
  asIntake(ground, async (tx, at) => {
    const { rows } =
      await sql<RunRow>`select id, uuid, source_id, period, state from import_run where uuid = ${uuid}::uuid`.execute(
        tx,
      )
    const [row] = rows
    const source = row && findSource(sources, row.source_id)
    if (!row || !source) throw new NotFound('There is no such import.', 'Check the number of the import.')
    const { rows: files } = await sql<FileRow>`
      select id, name, bytes, read_to, recognised from import_file where run_id = ${row.id} and not done
      order by (recognised->>'order')::numeric, id`.execute(tx)
    const { mapping } = await loadSourceState(tx, row.source_id, at)
    const own = source.confirmed?.({ id: row.source_id, name: source.name, mapping }) ?? source
    const run = { id: row.id, uuid: row.uuid, sourceId: row.source_id, period: row.period, source: own, mapping }
    return { run, state: row.state, files: files.map(fileOf) }
  })

const fileOf = ({ id, name, bytes, read_to, recognised }: FileRow): RunFile => ({
  id,
  name,
  bytes,
  readTo: read_to,
  recognised: { ...recognised, asOf: new Date(recognised.asOf) } as unknown as RunFile['recognised'],
})

/** The job that works a run as it comes. */
export const workRunJob = (ground: IntakeGround, options: Omit<WorkOptions, 'signal' | 'onProgress'>): Job =>
  defineJob({
    name: 'work-run',
    schema: Type.Object({ run: Type.String() }),
    run: async ({ run }, { signal }) => void (await workRun(ground, run, { ...options, signal })),
  }) as Job
