import type { FileEvent } from '../platform/files/index.ts'
import type { PlacedOutcome } from './plan-batch.ts'
import type { Batch } from './save-batch.actions.ts'
import type { RowOutcome, Source } from './source.ts'
import { FileNotUsable } from './table-rows.ts'

/** What was met while reading: the header of each table, for the rows that go back to the sender. */
export type Headers = Map<string, readonly string[]>

export type Reading = {
  readonly source: Source
  readonly name: string
  readonly recognised: Parameters<Source['read']>[0]['recognised']
  readonly mapping: unknown
  readonly events: AsyncIterable<FileEvent>
  readonly headers: Headers
  /** So many outcomes have been saved already. */
  readonly from: number
  /** About so many rows make a batch; a school's register counts for all of its rows. */
  readonly batchRows: number
}

const weightOf = (outcome: RowOutcome): number =>
  outcome.outcome === 'register' ? Math.max(1, outcome.register.rows) : 1

/**
 * The outcomes of a file in batches, from the place where the last run of it stopped: reading the same bytes gives the same
 * outcomes in the same order. Where the file breaks off, what was read before is given first; then throws `FileNotUsable`.
 */
export async function* readBatches(reading: Reading): AsyncGenerator<Batch, void, undefined> {
  const place: { table: string | undefined } = { table: undefined }
  const { source, name, recognised, mapping } = reading
  const outcomes = source.read({ name, recognised, mapping, events: watch(reading, place) })
  let [at, from, weight] = [0, reading.from, 0]
  let batch: PlacedOutcome[] = []
  let broken: unknown
  try {
    for await (const outcome of outcomes) {
      at++
      if (at <= reading.from) continue
      batch.push({ outcome, table: place.table })
      weight += weightOf(outcome)
      if (weight < reading.batchRows) continue
      yield { from, to: at, outcomes: batch }
      ;[from, weight, batch] = [at, 0, []]
    }
  } catch (error) {
    if (!(error instanceof FileNotUsable)) throw error
    broken = error
  }
  if (batch.length > 0) yield { from, to: at, outcomes: batch, ...(broken ? {} : { last: reading.headers }) }
  if (broken) throw broken
}

/** Passes the events on, noting which table we are in and its header. A file that cannot be read on is not usable. */
async function* watch(
  { events, headers }: Reading,
  place: { table: string | undefined },
): AsyncGenerator<FileEvent, void, undefined> {
  for await (const event of events) {
    if (event.type === 'problem' && event.fatal) {
      const { type: _type, fatal: _fatal, table: _table, values: _values, ...problem } = event
      throw new FileNotUsable(problem)
    }
    if (event.type === 'table' || event.type === 'row') place.table = event.table
    if (event.type === 'table' && event.columns) headers.set(event.table, event.columns)
    if (event.type === 'row' && !headers.has(event.table)) headers.set(event.table, event.values)
    yield event
  }
}

/** Reads the next batch while one is being saved, and the first at once; never more than one ahead. */
export const readAhead = (batches: AsyncGenerator<Batch, void, undefined>): AsyncGenerator<Batch, void, undefined> => {
  const first = begin(batches)
  return ahead(batches, first)
}

type Next = Promise<IteratorResult<Batch, void>>

/** What goes wrong ahead is told when its turn comes. */
const begin = (batches: AsyncGenerator<Batch, void, undefined>): Next => {
  const next = batches.next()
  next.catch(() => {})
  return next
}

async function* ahead(
  batches: AsyncGenerator<Batch, void, undefined>,
  first: Next,
): AsyncGenerator<Batch, void, undefined> {
  let next = first
  try {
    for (;;) {
      const read = await next
      if (read.done) return
      next = begin(batches)
      yield read.value
    }
  } finally {
    await next.catch(() => {})
    await batches.return()
  }
}
