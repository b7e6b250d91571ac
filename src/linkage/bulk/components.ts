import { mattersIn } from '../cluster.ts'
import type { LinkModel } from '../model.ts'
import { parts } from './blocks.ts'
import { type Edges, scoreOf } from './edges.ts'
import type { ComponentPart } from './engine.ts'

/** What hangs together by edges that may link or ask, dealt out in parts of about one size. Lone records are in none. */
export const componentParts = (count: number, edges: Edges, model: LinkModel): ComponentPart[] => {
  const sets = disjoint(count)
  for (let edge = 0; edge < edges.a.length; edge++)
    if (mattersIn(scoreOf(edges, edge, model), model)) sets.join(edges.a[edge]!, edges.b[edge]!)
  const roots = Uint32Array.from({ length: count }, (_, record) => sets.of(record))
  const size = new Uint32Array(count)
  for (const root of roots) size[root]!++
  const records = grouped(roots, root => size[root]! > 1)
  const edgeRoots = edges.a.map((a, edge) => (roots[a] === roots[edges.b[edge]!] ? roots[a]! : count))
  const itsEdges = grouped(edgeRoots, root => root < count)
  return dealt(records, itsEdges)
}

type Grouped = { readonly members: Uint32Array; readonly ends: Uint32Array; readonly roots: Uint32Array }

/** Places in order of their root, those with a root that is not wanted left out, and where each root's places end. */
const grouped = (rootOf: Uint32Array, wanted: (root: number) => boolean): Grouped => {
  const places = Float64Array.from(rootOf, (root, place) => root * 2 ** 27 + place).sort()
  const [members, ends, roots] = [new Uint32Array(places.length), [] as number[], [] as number[]]
  let kept = 0
  for (const packed of places) {
    const root = Math.floor(packed / 2 ** 27)
    if (!wanted(root)) continue
    if (roots.at(-1) === root) ends[ends.length - 1]!++
    else {
      roots.push(root)
      ends.push(kept + 1)
    }
    members[kept++] = packed % 2 ** 27
  }
  return { members: members.slice(0, kept), ends: Uint32Array.from(ends), roots: Uint32Array.from(roots) }
}

/** Every group of records has edges, since edges made it; so both lists have the same roots in the same order. */
const dealt = (records: Grouped, edges: Grouped): ComponentPart[] => {
  const count = records.roots.length
  const each = Math.max(1, Math.ceil(count / parts))
  const cut = ({ members, ends }: Grouped, from: number, to: number): { members: Uint32Array; ends: Uint32Array } => {
    const start = ends[from - 1] ?? 0
    return { members: members.slice(start, ends[to - 1]), ends: ends.slice(from, to).map(end => end - start) }
  }
  return Array.from({ length: Math.ceil(count / each) }, (_, part) => {
    const [from, to] = [part * each, Math.min(count, (part + 1) * each)]
    const [its, theirs] = [cut(records, from, to), cut(edges, from, to)]
    return { records: its.members, recordEnds: its.ends, edges: theirs.members, edgeEnds: theirs.ends }
  })
}

/** Disjoint sets over records, the smallest record being the root. */
const disjoint = (count: number) => {
  const parent = new Uint32Array(count)
  for (let record = 0; record < count; record++) parent[record] = record
  const of = (record: number): number => {
    let root = record
    while (parent[root] !== root) root = parent[root]!
    for (let at = record; parent[at] !== root; ) {
      const next = parent[at]!
      parent[at] = root
      at = next
    }
    return root
  }
  const join = (a: number, b: number): void => {
    const [p, q] = [of(a), of(b)]
    if (p < q) parent[q] = p
    else parent[p] = q
  }
  return { of, join }
}
