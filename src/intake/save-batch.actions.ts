import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { leaveDestroyed } from './destroyed-rows.queries.ts'
import { hangRows } from './hang-rows.ts'
import {
  findEstablishments,
  insertEnrolments,
  insertEntries,
  insertFamilyClaims,
  insertInvolvements,
} from './hanging.actions.ts'
import { loadKnown } from './known.queries.ts'
import { blanksFor, lateRegisters, noteArrivals, placeRegisters, registersOf } from './place-registers.actions.ts'
import { type BatchPlan, type Counts, type PlacedOutcome, planBatch } from './plan-batch.ts'
import { insertProblems } from './problems.actions.ts'
import type { Run, RunFile } from './run.ts'
import { keepSourcePersons, type SourcePersonPlace } from './source-persons.actions.ts'
import { closeRecords, confirmRecords, insertRecords, keepSeen } from './source-records.actions.ts'

/** Outcomes `from` (counted from 0) up to `to` of a file. */
export type Batch = {
  readonly from: number
  readonly to: number
  readonly outcomes: readonly PlacedOutcome[]
  /** Where it is known to be the file's last, which is then done with it: the headers that were met. */
  readonly last?: ReadonlyMap<string, readonly string[]>
}

/**
 * Saves a batch and how far the file has been read, all or nothing: a kill at any moment loses nothing and doubles nothing.
 * Throws where the file stands elsewhere than the batch begins: another worker has gone on with it.
 */
export const saveBatch = async (tx: Tx, run: Run, file: RunFile, batch: Batch, at: Date): Promise<Counts> => {
  const { outcomes, left } = await leaveDestroyed(tx, run.sourceId, batch.outcomes, file.recognised.asOf)
  const known = await loadKnown(tx, run.sourceId, outcomes)
  const plan = planBatch(outcomes, known, file.recognised.asOf)
  plan.problems.push(...left)
  for (const count of ['rows', 'accepted', 'unchanged'] as const) plan.counts[count] += left.length
  await keepRows(tx, run, file, { plan, persons: known.persons }, at)
  if (file.recognised.mode === 'snapshot') await keepSeen(tx, run.id, file.id, plan.seen)
  else await confirmRecords(tx, plan.confirmed)
  await insertProblems(tx, run.id, file.id, plan.problems)
  await advance(tx, run, file, batch, plan.counts)
  return plan.counts
}

type Planned = { readonly plan: BatchPlan; readonly persons: ReadonlyMap<string, SourcePersonPlace> }

const keepRows = async (tx: Tx, run: Run, file: RunFile, { plan, persons }: Planned, at: Date): Promise<void> => {
  const { sourceId } = run
  const places = await keepSourcePersons(tx, sourceId, run.id, plan.told, at)
  const ids = await insertRecords(tx, { sourceId, runId: run.id, fileId: file.id }, plan.records, at)
  await closeRecords(tx, plan.replaced, at)
  const hanging = hangRows(run.source, sourceId, plan.records, ids, places, at)
  await insertEntries(tx, sourceId, run.id, hanging.entries, at)
  await insertInvolvements(tx, sourceId, run.source.agreement.purpose, hanging.involvements, at)
  await insertEnrolments(tx, hanging.enrolments, at)
  await insertFamilyClaims(tx, sourceId, hanging.families, at)
  const registers = [...registersOf(plan, ids), ...(await lateRegisters(tx, sourceId, plan, ids))]
  if (registers.length === 0) return
  await findEstablishments(
    tx,
    new Map(plan.records.flatMap(r => (r.register ? [[r.register.laestab, r.register.schoolName ?? null]] : []))),
  )
  const blanks = file.recognised.mode === 'snapshot' ? await blanksFor(tx, plan, registers, file.recognised.asOf) : []
  await placeRegisters(tx, run, [...blanks, ...registers], at, persons)
  await noteArrivals(tx, registers, at)
}

const advance = async (tx: Tx, run: Run, file: RunFile, batch: Batch, counts: Counts): Promise<void> => {
  const { rows } = await sql`update import_file set read_to = ${batch.to}, rows = rows + ${counts.rows}
    where id = ${file.id} and read_to = ${batch.from} returning id`.execute(tx)
  if (rows.length !== 1) throw new Error('Another worker has gone on with this import.')
  await sql`update import_run set rows = rows + ${counts.rows}, accepted = accepted + ${counts.accepted}, rejected = rejected + ${counts.rejected},
    waiting = waiting + ${counts.waiting}, unchanged = unchanged + ${counts.unchanged} where id = ${run.id}`.execute(tx)
  if (batch.last) await endFile(tx, run, file, batch.last)
  await notifyRun(tx, run.uuid)
}

/** The file has been read to its end, and has these headers. */
export const endFile = async (
  tx: Tx,
  run: Run,
  file: RunFile,
  headers: ReadonlyMap<string, readonly string[]>,
): Promise<void> => {
  const columns = JSON.stringify(Object.fromEntries(headers))
  await sql`update import_file set done = true, columns = ${columns}::jsonb where id = ${file.id}`.execute(tx)
  await sql`update import_run set read_bytes = read_bytes + ${file.bytes} where id = ${run.id}`.execute(tx)
}

/** Tells whoever looks at the run that it has moved: its id and nothing else. */
export const notifyRun = async (tx: Tx, uuid: string): Promise<void> => {
  await sql`select pg_notify('throughline', ${`run:${uuid}`})`.execute(tx)
}
