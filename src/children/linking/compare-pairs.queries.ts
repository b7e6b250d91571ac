import type { Tx } from '../../access/index.ts'
import type { LinkModel, Scorer } from '../../linkage/index.ts'
import { sharesNumber } from './beside-barriers.ts'
import { compareRecords, matters } from './compare-records.ts'
import { loadMet, pairKey } from './component.queries.ts'
import type { StoredEdge } from './edges.queries.ts'
import type { SourceRecord } from './source-record.ts'

/** A model, and the scorer that was made of it. */
export type Rule = { readonly model: LinkModel; readonly score: Scorer }

/** The pairs that bear on a decision, and every record that is at hand now. */
export type Compared = { readonly edges: readonly StoredEdge[]; readonly records: ReadonlyMap<number, SourceRecord> }

/**
 * The pairs that bear on a decision under a rule, of these pairs of source persons, or that share a number, which tells beside a barrier; `atHand` are records already read. Barred pairs leave
 * no trace.
 */
export const comparePairs = async (
  tx: Tx,
  atHand: Iterable<SourceRecord>,
  pairs: readonly (readonly [number, number])[],
  { model, score }: Rule,
): Promise<Compared> => {
  const known = new Map([...atHand].map(r => [r.id, r]))
  if (pairs.length === 0) return { edges: [], records: known }
  const others = [...new Set(pairs.flat())].filter(id => !known.has(id))
  const met = await loadMet(tx, [...known.values()], others)
  for (const record of met.records) known.set(record.id, record)
  const edges = pairs.flatMap(([a, b]) => {
    const [x, y] = [known.get(a)!, known.get(b)!]
    if (met.barred.has(pairKey(x.node, y.node))) return []
    const found = compareRecords(x, y, score, model)
    return found && (matters(found, model) || sharesNumber(x, y)) ? [{ a, b, score: found }] : []
  })
  return { edges, records: known }
}
