import type { Edges } from './edges.ts'
import type { Linked } from './link-table.ts'

/** Precision, recall and F1 of pairs. Where nothing is linked, nothing is linked wrongly; where nothing is to be linked, nothing is lost. */
type Shares = { readonly precision: number; readonly recall: number; readonly f1: number }

/** What a run is worth against a truth. */
export type Evaluation = {
  /** Of the pairs compared: those that the machine linked. */
  readonly pairs: Shares & {
    /** At the threshold on the bits that is best with hindsight. */
    readonly best_f1: number
    /** Recall at the lowest threshold whose precision is still so high. */
    readonly recall_at_999: number
    readonly recall_at_9999: number
  }
  /** Of all pairs that share a cluster, compared or not. */
  readonly clusters: Shares & { readonly count: number }
  /** Of a million clusters, those that hold records of more than one person. */
  readonly mixed_per_million: number
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const pairsIn = (count: number): number => (count * (count - 1)) / 2
const sharesOf = (right: number, linked: number, all: number): Shares => ({
  ...{ precision: linked === 0 ? 1 : share(right, linked), recall: all === 0 ? 1 : share(right, all) },
  f1: linked + all === 0 ? 1 : share(2 * right, linked + all),
})

/** How many pairs the records of one key make, over all keys; keys are small whole numbers. */
const pairsBy = (keys: Uint32Array): number => {
  const counts = new Uint32Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1)
  for (const key of keys) counts[key]!++
  return counts.reduce((sum, count) => sum + pairsIn(count), 0)
}

/** Scores a run: `truth` has each record's person as a small number. */
export const evaluate = ({ labels, edges }: Pick<Linked, 'labels' | 'edges'>, truth: Uint32Array): Evaluation => {
  // Label and person as one number, in order: a cluster's records stand together, and in it each person's.
  const cells = Float64Array.from(labels, (label, record) => label * 2 ** 26 + truth[record]!).sort()
  let [right, mixed, clusters] = [0, 0, 0]
  for (let start = 0, end = 0; start < cells.length; start = end) {
    while (end < cells.length && cells[end] === cells[start]) end++
    right += pairsIn(end - start)
    const sameCluster = (place: number): boolean =>
      Math.floor(cells[place]! / 2 ** 26) === Math.floor(cells[start]! / 2 ** 26)
    if (start > 0 && sameCluster(start - 1)) continue
    clusters++
    if (end < cells.length && sameCluster(end)) mixed++
  }
  const all = pairsBy(truth)
  let [linkedEdges, rightEdges] = [0, 0]
  edges.a.forEach((a, edge) => {
    const b = edges.b[edge]!
    if (labels[a] !== labels[b]) return
    linkedEdges++
    if (truth[a] === truth[b]) rightEdges++
  })
  return {
    pairs: { ...sharesOf(rightEdges, linkedEdges, all), ...thresholds(edges, truth, all) },
    clusters: { count: clusters, ...sharesOf(right, pairsBy(labels), all) },
    mixed_per_million: share(1e6 * mixed, clusters),
  }
}

const thresholds = (
  { a, b, bits }: Edges,
  truth: Uint32Array,
  all: number,
): Pick<Evaluation['pairs'], 'best_f1' | 'recall_at_999' | 'recall_at_9999'> => {
  const order = Uint32Array.from(bits.keys()).sort((x, y) => bits[y]! - bits[x]!)
  const found = { best_f1: 0, recall_at_999: 0, recall_at_9999: 0 }
  let right = 0
  order.forEach((edge, at) => {
    if (truth[a[edge]!] === truth[b[edge]!]) right++
    // A threshold cannot part pairs of equal bits.
    if (bits[order[at + 1] ?? -1] === bits[edge]) return
    const { precision, recall, f1 } = sharesOf(right, at + 1, all)
    found.best_f1 = Math.max(found.best_f1, f1)
    if (precision >= 0.999) found.recall_at_999 = recall
    if (precision >= 0.9999) found.recall_at_9999 = recall
  })
  return found
}
