import { pairsOf } from './clusters.ts'
import { columnsFrom } from './csv-lines.ts'
import { recordOf, type Truth } from './truth.ts'

export const f1Of = (right: number, linked: number, all: number): number =>
  linked + all === 0 ? 0 : (2 * right) / (linked + all)

/** F1 at the threshold that is best with hindsight: of pairs, and of the connected components above it. */
export type Best = { readonly pairs: number; readonly clusters: number }

/** The best F1 that any threshold on the linker's bits gives. Barred and vetoed pairs count by their bits like others. */
export const bestOf = async (path: string, truth: Truth, truePairs: number): Promise<Best> => {
  const { persons } = truth
  const edges: { a: number; b: number; bits: number }[] = []
  for await (const [a, b, bits] of columnsFrom(path, ['id_a', 'id_b', 'bits']))
    edges.push({ a: recordOf(truth, a!), b: recordOf(truth, b!), bits: Number(bits) })
  edges.sort((one, other) => other.bits - one.bits)
  const components = growComponents(persons)
  const best = { pairs: 0, clusters: 0 }
  let right = 0
  for (const [at, { a, b, bits }] of edges.entries()) {
    right += persons[a] === persons[b] ? 1 : 0
    components.join(a, b)
    // A threshold cannot part pairs of equal bits.
    if (edges[at + 1]?.bits === bits) continue
    best.pairs = Math.max(best.pairs, f1Of(right, at + 1, truePairs))
    best.clusters = Math.max(best.clusters, f1Of(components.right(), components.linked(), truePairs))
  }
  return best
}

/** Components that grow by one edge at a time, with their right and their linked pairs. */
const growComponents = (persons: Int32Array) => {
  const parent = Int32Array.from(persons.keys())
  const held = Array.from(persons, person => new Map([[person, 1]]))
  let [right, linked] = [0, 0]
  const rootOf = (record: number): number => {
    let root = record
    while (parent[root] !== root) root = parent[root]!
    return root
  }
  const sizeOf = (its: Map<number, number>): number => its.values().reduce((sum, count) => sum + count, 0)
  const join = (a: number, b: number): void => {
    let [large, small] = [rootOf(a), rootOf(b)]
    if (large === small) return
    if (held[large]!.size < held[small]!.size) [large, small] = [small, large]
    const [into, from] = [held[large]!, held[small]!]
    linked += sizeOf(into) * sizeOf(from)
    for (const [person, count] of from) {
      const before = into.get(person) ?? 0
      right += pairsOf(before + count) - pairsOf(before) - pairsOf(count)
      into.set(person, before + count)
    }
    parent[small] = large
  }
  return { join, right: () => right, linked: () => linked }
}
