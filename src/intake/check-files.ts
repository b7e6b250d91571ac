import { readRecords } from '../platform/files/index.ts'
import { type Fault, faultOf } from './faults.queries.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { loadKnown } from './known.queries.ts'
import { type BatchPlan, type Counts, type Known, type PlacedOutcome, planBatch } from './plan-batch.ts'
import { readRequest } from './raw-files.actions.ts'
import { readBatches } from './read-batches.ts'
import { type KnownFile, type ReceiveOptions, type RefusedFile, recogniseFiles, runsOf } from './receive.actions.ts'
import { loadSourceState } from './register-sources.actions.ts'
import type { ReportedProblem, RunReport } from './report.queries.ts'
import type { Batch } from './save-batch.actions.ts'
import { FileNotUsable } from './table-rows.ts'

export type Checked = { readonly runs: readonly RunReport[]; readonly refused: readonly RefusedFile[] }

/** Reads and checks files as an import would, and saves nothing: the same reports, with no people and nothing gone. */
export const checkFiles = async (
  ground: IntakeGround,
  paths: readonly string[],
  options: ReceiveOptions,
): Promise<Checked> => {
  const { known, refused } = await recogniseFiles(ground, paths, options)
  const runs: RunReport[] = []
  for (const group of runsOf(known)) runs.push(await checkRun(ground, group))
  return { runs, refused }
}

/** What has been met so far: nothing of it is in the database, and later rows may hang on it. */
type Memory = {
  readonly persons: Set<string>
  readonly personOfRow: Map<string, string>
  readonly counts: Counts
  readonly changed: { new: number; changed: number; gone: number }
  readonly problems: Map<string, { -readonly [K in keyof ReportedProblem]: ReportedProblem[K] }>
  readonly onFault: ((fault: Fault) => void) | undefined
}

/** The same for files that are known to be of one run; `onFault` is told of every fault, without a value of the file. */
export const checkRun = async (
  ground: IntakeGround,
  files: readonly KnownFile[],
  onFault?: (fault: Fault) => void,
): Promise<RunReport> => {
  const began = ground.now().getTime()
  const memory: Memory = {
    persons: new Set(),
    personOfRow: new Map(),
    counts: { rows: 0, accepted: 0, rejected: 0, waiting: 0, unchanged: 0 },
    changed: { new: 0, changed: 0, gone: 0 },
    problems: new Map(),
    onFault,
  }
  const [first] = files
  if (!first) throw new Error('A run is made of at least one file.')
  const { mapping } = await asIntake(ground, (tx, at) => loadSourceState(tx, first.sourceId, at))
  let broken: { problem: string; fix: string } | undefined
  for (const file of [...files].sort((a, b) => a.recognised.order - b.recognised.order)) {
    broken ??= await checkFile(ground, file, mapping, memory)
  }
  const { new: made, changed, gone } = memory.changed
  return {
    run: '',
    source: first.sourceId,
    period: first.recognised.period,
    state: broken ? 'failed' : 'checked',
    files: files.map(f => f.name),
    ...memory.counts,
    people: { new: 0, linked: 0, review: 0 },
    problems: [...memory.problems.values()],
    changes: made + changed + gone > 0 ? [{ service: first.source.service, new: made, changed, gone }] : [],
    seconds: Math.round((ground.now().getTime() - began) / 100) / 10,
    ...broken,
  }
}

const checkFile = async (
  ground: IntakeGround,
  file: KnownFile,
  mapping: unknown,
  memory: Memory,
): Promise<{ problem: string; fix: string } | undefined> => {
  const { source, name, recognised } = file
  const events = readRecords(readRequest(file.path, name, source.reading))
  try {
    for await (const batch of readBatches({
      source,
      name,
      recognised,
      mapping,
      events,
      headers: new Map(),
      from: 0,
      batchRows: 1000,
    })) {
      await checkBatch(ground, file, batch, memory)
    }
  } catch (error) {
    if (!(error instanceof FileNotUsable)) throw error
    return { problem: error.problem.problem, fix: error.problem.fix }
  } finally {
    await events.return()
  }
  return undefined
}

const checkBatch = async (ground: IntakeGround, file: KnownFile, batch: Batch, memory: Memory): Promise<void> => {
  const known = await asIntake(ground, tx => loadKnown(tx, file.sourceId, batch.outcomes))
  const plan = planBatch(batch.outcomes, withMemory(known, memory), file.recognised.asOf)
  remember(memory, batch.outcomes, plan)
  for (const count of Object.keys(memory.counts) as (keyof Counts)[]) memory.counts[count] += plan.counts[count]
  for (const record of plan.records.filter(r => r.stands)) {
    memory.changed[record.gone ? 'gone' : record.replaces === undefined ? 'new' : 'changed']++
  }
  for (const p of plan.problems) {
    memory.onFault?.(faultOf(p, file.source))
    const key = `${p.outcome}\n${p.problem}\n${p.fix}`
    const same = memory.problems.get(key)
    const example = { file: file.name, line: p.line, column: p.column_name, got: p.got, wanted: p.wanted, fix: p.fix }
    if (same) same.count++
    else memory.problems.set(key, { problem: p.problem, count: 1, example })
  }
}

const withMemory = (known: Known, memory: Memory): Known => ({
  ...known,
  persons: { has: key => known.persons.has(key) || memory.persons.has(key) },
  personOfRow: { get: key => memory.personOfRow.get(key) ?? known.personOfRow.get(key) },
})

const remember = (memory: Memory, outcomes: readonly PlacedOutcome[], plan: BatchPlan): void => {
  for (const person of plan.told) memory.persons.add(person.key)
  for (const { outcome: o } of outcomes) {
    if (o.outcome === 'accepted' && o.row.personKey !== undefined) memory.personOfRow.set(o.row.key, o.row.personKey)
  }
}
