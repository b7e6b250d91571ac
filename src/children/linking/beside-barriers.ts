import { type Edge, type LinkModel, type Score, verdictOf } from '../../linkage/index.ts'
import type { SourceRecord } from './source-record.ts'

/** By so many bits a record must be likelier one side's child than the other's before it is tied there beside a barrier. */
const clearly = 10

/** What stands between persons: the barriers themselves, and who is joined with nobody by the machine. */
export type Sides = {
  readonly records: readonly SourceRecord[]
  readonly barred: (a: string, b: string) => boolean
  readonly guarded: ReadonlySet<number>
}

/**
 * The edges without those that could carry one side of a barrier to the other: a record that may be either side's child, or that says a number of
 * the other side's, is tied to neither by the machine, and nobody is asked of it but the holders of a side that is shut (domain.md 7.7: a feed
 * with both numbers, the old name at the new home). What nobody barred and one side alone is like is as before. Pure.
 */
export const besideBarriers = (
  edges: readonly Edge[],
  recordOf: (node: string) => SourceRecord,
  { records, barred, guarded }: Sides,
  model: LinkModel,
): readonly Edge[] => {
  const persons = Map.groupBy(records, r => r.personId)
  // A source that began to tell of one side since the barrier was put up is of that side as well.
  const onTwoSides = (a: SourceRecord, b: SourceRecord): boolean =>
    (persons.get(a.personId) ?? [a]).some(x => (persons.get(b.personId) ?? [b]).some(y => barred(x.node, y.node)))
  const near = new Map<string, Near[]>()
  for (const edge of edges)
    for (const [node, other] of [
      [edge.a, edge.b],
      [edge.b, edge.a],
    ] as const)
      near.set(node, [...(near.get(node) ?? []), { edge, other: recordOf(other) }])
  const dropped = new Set<Edge>()
  for (const [node, all] of near)
    for (const one of all) {
      if (guarded.has(one.other.personId)) continue
      const across = all.filter(two => onTwoSides(one.other, two.other))
      if (across.some(two => !isClearly(recordOf(node), one, two, model))) dropped.add(one.edge)
    }
  return dropped.size === 0 ? edges : edges.filter(edge => !dropped.has(edge))
}
type Near = { readonly edge: Edge; readonly other: SourceRecord }

const isClearly = (record: SourceRecord, mine: Near, across: Near, model: LinkModel): boolean => {
  if (sharesNumber(record, across.other)) return false
  const told = (score: Score) => verdictOf(score, model)
  return (
    told(across.edge.score) === 'apart' ||
    (told(mine.edge.score) === 'link' && mine.edge.score.bits - across.edge.score.bits >= clearly)
  )
}

/** Do two records say one number of a child's, today's or a former one? Pure. */
export const sharesNumber = (a: SourceRecord, b: SourceRecord): boolean => {
  const others = numbersOf(b)
  return others.length > 0 && numbersOf(a).some(one => others.includes(one))
}

/** Asked of every pair compared, so each record's are put into one form once. */
const numbersMet = new WeakMap<SourceRecord, readonly string[]>()
const numbersOf = (record: SourceRecord): readonly string[] => {
  const met = numbersMet.get(record)
  if (met) return met
  const { upn, formerUpns = [], nhsNumber, supersededNhsNumbers = [] } = record.identity
  const numbers = [upn, ...formerUpns, nhsNumber, ...supersededNhsNumbers].flatMap(
    one => one?.replace(/\s/g, '').toUpperCase() || [],
  )
  numbersMet.set(record, numbers)
  return numbers
}
