import type { StoredEdge } from './edges.queries.ts'
import type { Partition } from './partition.ts'
import type { SourceRecord } from './source-record.ts'

/** One thing that another model does otherwise: two persons become one, or one becomes two. */
export type Change = {
  readonly change: 'join' | 'part'
  readonly sides: readonly [readonly SourceRecord[], readonly SourceRecord[]]
}

/** What separates the persons as they are from a partition of the same records: for each group that changes, one change fewer than its pieces. */
export const listChanges = (records: readonly SourceRecord[], parts: Partition['parts']): Change[] => {
  const placeOf = new Map(parts.flatMap((part, place) => part.map(r => [r.id, place] as const)))
  const against = (
    change: Change['change'],
    groups: Iterable<readonly SourceRecord[]>,
    nameOf: (record: SourceRecord) => number,
  ): Change[] =>
    [...groups].flatMap(group => {
      const [first, ...others] = Map.groupBy(group, nameOf).values()
      return first ? others.map((other): Change => ({ change, sides: [first, other] })) : []
    })
  const persons = Map.groupBy(records, r => r.personId).values()
  return [...against('join', parts, r => r.personId), ...against('part', persons, r => placeOf.get(r.id)!)]
}

/** The strongest of these edges between two sides, if any joins them. */
export const strongestBetween = (
  [one, other]: Change['sides'],
  edges: readonly StoredEdge[],
): StoredEdge | undefined => {
  const [left, right] = [new Set(one.map(r => r.id)), new Set(other.map(r => r.id))]
  return edges
    .filter(e => (left.has(e.a) && right.has(e.b)) || (left.has(e.b) && right.has(e.a)))
    .reduce<StoredEdge | undefined>((best, e) => (best && best.score.bits >= e.score.bits ? best : e), undefined)
}
