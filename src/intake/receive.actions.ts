import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { addJob } from '../platform/jobs/index.ts'
import { withConfirmed } from './confirmed-sources.queries.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { listFiles } from './list-files.ts'
import { keepRawFile } from './raw-files.actions.ts'
import { type RecognisedFile, recogniseFile } from './recognise.ts'
import { loadSourceState, registerSourcesIn, type SourceState } from './register-sources.actions.ts'
import type { Problem, Source } from './source.ts'

export type ReceiveOptions = {
  readonly sources: readonly Source[]
  readonly sourceId?: string
  readonly byUser?: number
}

/** A run that was made of what came, and whether it waits for somebody. */
export type ReceivedRun = {
  readonly id: number
  readonly run: string
  readonly source: string
  readonly period: string
  readonly state: 'received' | 'waiting'
}
/** A file that no run was made of. `unreadable`: it is damaged, locked or no data file at all. */
export type RefusedFile = { readonly file: string; readonly unreadable: boolean } & Problem
export type Received = { readonly runs: readonly ReceivedRun[]; readonly refused: readonly RefusedFile[] }

export type KnownFile = Extract<RecognisedFile, { source: Source }>

/**
 * Takes files and folders in: says what each is, keeps it sealed, and makes one run for each source and period, earliest
 * first, with a job to work it. Nothing is read further here. Files nobody knows come back with what to do about them.
 */
export const receiveFiles = async (
  ground: IntakeGround,
  paths: readonly string[],
  options: ReceiveOptions,
): Promise<Received> => {
  const { known, refused } = await recogniseFiles(ground, paths, options)
  const runs: ReceivedRun[] = []
  for (const group of runsOf(known))
    runs.push(await asIntake(ground, (tx, at) => makeRun(ground, tx, group, options.byUser, at), 3600))
  return { runs, refused }
}

/** What each of these files and the files of these folders is; those nobody knows, with what to do about them. */
export const recogniseFiles = async (
  ground: IntakeGround,
  paths: readonly string[],
  options: ReceiveOptions,
): Promise<{ readonly known: readonly KnownFile[]; readonly refused: readonly RefusedFile[] }> => {
  const sources = await asIntake(ground, tx => withConfirmed(tx, options.sources))
  const known: KnownFile[] = []
  const refused: RefusedFile[] = []
  for (const path of await listFiles(paths)) {
    const file = await recogniseFile(path, sources, options.sourceId)
    if ('source' in file) known.push(file)
    else refused.push({ file: file.name, unreadable: file.unreadable, ...file.problem })
  }
  return { known, refused }
}

/** Files that belong together, the earliest first: what a later file says comes later. */
export const runsOf = (files: readonly KnownFile[]): KnownFile[][] =>
  [...Map.groupBy(files, f => `${f.sourceId}\n${f.recognised.period}`).values()].sort((a, b) => latest(a) - latest(b))

const latest = (files: readonly KnownFile[]): number => Math.max(...files.map(f => f.recognised.asOf.getTime()))

const makeRun = async (
  ground: IntakeGround,
  tx: Tx,
  files: readonly KnownFile[],
  byUser: number | undefined,
  at: Date,
): Promise<ReceivedRun> => {
  const [first] = files
  if (!first) throw new Error('A run is made of at least one file.')
  const { sourceId, source, recognised } = first
  await registerSourcesIn(tx, [{ id: sourceId, source }], { at, proposed: ground.agreementsProposed })
  const wait = waitFor(sourceId, await loadSourceState(tx, sourceId, at))
  const state = wait ? 'waiting' : 'received'
  const mode = files.every(f => f.recognised.mode === 'snapshot') ? 'snapshot' : 'delta'
  const { rows } = await sql<{ id: number; uuid: string }>`
    insert into import_run (source_id, period, mode, state, as_of, received_at, by_user, files_hash, problem, fix)
    values (${sourceId}, ${recognised.period}, ${mode}, ${state}, ${new Date(latest(files))}, ${at}, ${byUser ?? null}, '',
      ${wait?.problem ?? null}, ${wait?.fix ?? null}) returning id, uuid`.execute(tx)
  const run = rows[0]
  if (!run) throw new Error('The run was not made.')
  const hashes: Buffer[] = []
  for (const file of files) hashes.push(await keepFile(ground, tx, run.id, file, at))
  await sql`update import_run set files_hash = ${hashOf(hashes)},
    total_bytes = (select sum(bytes) from import_file where run_id = ${run.id}) where id = ${run.id}`.execute(tx)
  if (!wait) await addRunJob(tx, run.uuid, sourceId)
  return { id: run.id, run: run.uuid, source: sourceId, period: recognised.period, state }
}

/** Adds the job that works a run; runs of one source are worked one after another. */
export const addRunJob = async (tx: Tx, uuid: string, sourceId: string): Promise<void> => {
  await addJob(tx, 'work-run', { run: uuid }, { key: `work-run:${uuid}`, queue: `source ${sourceId}` })
}

const keepFile = async (ground: IntakeGround, tx: Tx, runId: number, file: KnownFile, at: Date): Promise<Buffer> => {
  const recognised = JSON.stringify(file.recognised)
  const { rows } = await sql<{ id: number }>`
    insert into import_file (run_id, name, sha256, bytes, table_name, recognised, keep_until)
    values (${runId}, ${file.name}, '', 0, ${file.recognised.table}, ${recognised}::jsonb, ${at}::timestamptz + interval '90 days')
    returning id`.execute(tx)
  const id = rows[0]?.id ?? 0
  const { sha256, bytes } = await keepRawFile(tx, ground, id, file.path)
  await sql`update import_file set sha256 = ${sha256}, bytes = ${bytes} where id = ${id}`.execute(tx)
  return sha256
}

const hashOf = (hashes: readonly Buffer[]): Buffer =>
  [...hashes]
    .sort(Buffer.compare)
    .reduce((hash, one) => hash.update(one), createHash('sha256'))
    .digest()

const waitFor = (sourceId: string, state: SourceState): { problem: string; fix: string } | undefined => {
  if (!state.mapped) {
    return {
      problem: 'Nobody has said yet what the columns of this spreadsheet mean.',
      fix: `Open the import on the imports page, check the columns we propose for ${sourceId}, and confirm them.`,
    }
  }
  if (state.live) return undefined
  return {
    problem: 'There is no sharing agreement in force with this source, so its files wait.',
    fix: 'Information governance records the agreement or its review; then the import goes on by itself.',
  }
}
