import { type ClusterScore, groupsOf, pairsOf, personsIn, sum, truePairsOf } from './clusters.ts'
import { columnsFrom } from './csv-lines.ts'
import { recordOf, type Truth } from './truth.ts'

/** One band of stated evidence, one bit wide: how sure the linker said it was, and how often it was right. */
export type Band = { bits: number; pairs: number; stated: number; right: number }

/** What the pairs that the linker compared are worth, beside its clusters. */
export type PairScore = {
  readonly pairs: number
  /** True pairs that were compared or share a cluster. */
  readonly found: number
  /** One case for each two clusters that are put before a person. */
  readonly cases: number
  /** Right pairs once a person who knows the truth has decided every case. */
  readonly rightAfterReview: number
  /** Those and the true ones, by name group, `under one` and `older`. */
  readonly groupsAfterReview: ClusterScore['groups']
  readonly bands: readonly Band[]
}

const columns = ['id_a', 'id_b', 'bits', 'probability', 'decision']

/** Reads the linker's pairs once and scores them; memory for the cases and the missed pairs alone. */
export const scorePairs = async (path: string, clusters: Int32Array, truth: Truth): Promise<PairScore> => {
  const { persons, facts } = truth
  const [cases, missed] = [new Set<number>(), new Set<number>()]
  const bands = new Map<number, Band>()
  const size = truth.records.size
  const key = (one: number, other: number): number => Math.min(one, other) * size + Math.max(one, other)
  let pairs = 0
  for await (const [idA, idB, bits, probability, decision] of columnsFrom(path, columns)) {
    const [a, b] = [recordOf(truth, idA!), recordOf(truth, idB!)]
    const [one, other] = [persons[a]!, persons[b]!]
    const same = one === other
    pairs++
    if (same && clusters[a] !== clusters[b]) missed.add(key(a, b))
    if (decision === 'review' && clusters[a] !== clusters[b]) cases.add(key(clusters[a]!, clusters[b]!))
    // The two identities of an adopted child are one body: no evidence could tell, so they count in neither column.
    const adoption = facts[one]?.adoption ?? 0
    if (!same && adoption > 0 && adoption === facts[other]?.adoption) continue
    addToBand(bands, Math.floor(Number(bits)), Number(probability), same)
  }
  const held = personsIn(clusters, truth)
  const joined = held.reduce((sum, its) => sum + [...its.values()].reduce((all, count) => all + pairsOf(count), 0), 0)
  const after = decide(
    [...cases].map(code => [Math.floor(code / size), code % size] as const),
    held,
    truth.count,
  )
  return {
    ...{ pairs, found: joined + missed.size, cases: cases.size },
    rightAfterReview: sum(after),
    groupsAfterReview: groupsOf(truth, after, truePairsOf(truth)),
    bands: [...bands.values()].sort((one, other) => one.bits - other.bits),
  }
}

const addToBand = (bands: Map<number, Band>, bits: number, probability: number, same: boolean): void => {
  const band = bands.get(bits) ?? { bits, pairs: 0, stated: 0, right: 0 }
  band.pairs++
  band.stated += probability
  band.right += same ? 1 : 0
  bands.set(bits, band)
}

/** Joins what the two clusters of each case hold of the same person, and counts the right pairs that each person then has. */
const decide = (
  cases: readonly (readonly [number, number])[],
  held: readonly Map<number, number>[],
  persons: number,
): Float64Array => {
  const [parent, touched] = [new Map<string, string>(), new Set<string>()]
  const rootOf = (node: string): string => {
    let root = node
    while (parent.has(root)) root = parent.get(root)!
    return root
  }
  for (const [one, other] of cases)
    for (const person of held[one]!.keys()) {
      if (!held[other]!.has(person)) continue
      const [a, b] = [rootOf(`${one} ${person}`), rootOf(`${other} ${person}`)]
      if (a === b) continue
      parent.set(a, b)
      touched.add(`${one} ${person}`).add(`${other} ${person}`)
    }
  const joined = new Map<string, number>()
  const right = new Float64Array(persons)
  for (const [cluster, its] of held.entries())
    for (const [person, count] of its) {
      const node = `${cluster} ${person}`
      const root = touched.has(node) ? rootOf(node) : undefined
      const before = root === undefined ? 0 : (joined.get(root) ?? 0)
      right[person]! += pairsOf(before + count) - pairsOf(before)
      if (root !== undefined) joined.set(root, before + count)
    }
  return right
}

/** The bands of several runs, pairs of the same bits together: one run has so few in a band that chance alone may fail it. */
export const pooledBands = (runs: readonly (readonly Band[])[]): readonly Band[] => {
  const bands = new Map<number, Band>()
  for (const { bits, pairs, stated, right } of runs.flat()) {
    const band = bands.get(bits) ?? { bits, pairs: 0, stated: 0, right: 0 }
    bands.set(bits, {
      bits,
      ...{ pairs: band.pairs + pairs, stated: band.stated + stated, right: band.right + right },
    })
  }
  return [...bands.values()].sort((one, other) => one.bits - other.bits)
}

/** How far, in points, the true share of such a band strays from a stated one that is right: one standard error. */
export const strayOf = ({ pairs, stated }: Band): number => {
  const share = stated / pairs
  return 100 * Math.sqrt((share * (1 - share)) / pairs)
}

/** The band of at least so many bits and pairs whose stated share is farthest from the true one, in points. */
export const worstBand = (bands: readonly Band[], { bits = 5, pairs = 300 } = {}): { points: number; band?: Band } => {
  const off = bands
    .filter(band => band.bits >= bits && band.pairs >= pairs)
    .map(band => ({ band, points: (100 * Math.abs(band.stated - band.right)) / band.pairs }))
    .sort((one, other) => other.points - one.points)
  return off[0] ?? { points: 0 }
}
