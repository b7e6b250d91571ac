import type { Tx } from '../../access/index.ts'
import { defaultModel, scorer } from '../../linkage/index.ts'
import { blockKeysOf, keysOf } from './block-keys.ts'
import { type Compared, comparePairs } from './compare-pairs.queries.ts'
import { listNeighbours, listPending, type Pending } from './component.queries.ts'
import { findCandidates, forgetComparisons, type OwnedKey } from './edges.actions.ts'
import { projectPersons } from './project.actions.ts'
import { recluster } from './recluster.actions.ts'
import type { SourceRecord } from './source-record.ts'

export type BatchDone = { readonly sourcePersons: readonly number[]; readonly blocksSkipped: number }

const rule = { model: defaultModel, score: scorer() }

/** Links the next waiting source persons inside one transaction: all of a batch or none of it. */
export const linkBatch = async (
  tx: Tx,
  size: number,
  about: { at: Date; runId?: number | undefined },
): Promise<BatchDone> => {
  const pending = await listPending(tx, size)
  if (pending.length === 0) return { sourcePersons: [], blocksSkipped: 0 }
  const ids = pending.map(p => p.record.id)
  const { touched, compared, blocksSkipped } = await compareChanged(tx, pending)
  const { persons, changed } = await recluster(tx, touched, { ...about, compared, done: new Set(ids) })
  const sourcePersons = [...new Set([...ids, ...changed.sourcePersons])]
  await projectPersons(tx, persons, about.at, { done: ids, changed: { ...changed, sourcePersons } })
  return { sourcePersons: ids, blocksSkipped }
}

/** Compares what is new or says something else of itself than before; gives all whose links that may change, and what was compared. */
const compareChanged = async (
  tx: Tx,
  pending: readonly Pending[],
): Promise<{ touched: number[]; compared: Compared; blocksSkipped: number }> => {
  const changed = pending.filter(p => p.changed)
  const arriving = changed.map(p => p.record)
  const touched = new Set(pending.map(p => p.record.id))
  if (arriving.length === 0)
    return { touched: [...touched], compared: { edges: [], records: new Map() }, blocksSkipped: 0 }
  const known = changed.filter(p => p.known).map(p => p.record.id)
  if (known.length > 0) {
    for (const id of await listNeighbours(tx, known)) touched.add(id)
    await forgetComparisons(tx, known)
  }
  const keys = changed.flatMap(({ record, inOpen }) =>
    ownedBy(record, inOpen ? blockKeysOf(inOpen, record.adult) : keysOf(record)),
  )
  const { pairs, skipped } = await findCandidates(tx, keys, { keep: true })
  // By what the vault holds others are looked up, and nobody is found: its hashes could be tried with guesses at an address.
  const hidden = changed.flatMap(({ record, inOpen }) => (inOpen ? ownedBy(record, keysOf(record)) : []))
  const more = hidden.length > 0 ? (await findCandidates(tx, hidden)).pairs : []
  const met = new Map([...pairs, ...more].map(pair => [pair.join(), pair]))
  const compared = await comparePairs(tx, arriving, [...met.values()], rule)
  return { touched: [...touched], compared, blocksSkipped: skipped }
}

const ownedBy = ({ id }: SourceRecord, keys: readonly string[]): OwnedKey[] => keys.map(key => ({ key, owner: id }))
