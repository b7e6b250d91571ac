import {
  type Clustering,
  cluster,
  defaultModel,
  type Edge,
  isOnlyLed,
  type LinkModel,
  type ReviewReason,
  type Score,
  type Scorer,
  verdictOf,
} from '../../linkage/index.ts'
import { besideBarriers } from './beside-barriers.ts'
import { matters } from './compare-records.ts'
import type { SourceRecord } from './source-record.ts'

/** The whole of a source keeps a child once, or each school, whose number its keys begin with, does for itself. */
export type KeepsOnce = 'source' | 'school'

/** All that decides who is who among some source persons. */
export type Component = {
  readonly records: readonly SourceRecord[]
  readonly edges: readonly { readonly a: number; readonly b: number; readonly score: Score }[]
  /** What people said and have not taken back. */
  readonly same: readonly (readonly [number, number])[]
  readonly different: readonly (readonly [number, number])[]
  /** The sources that keep a child once, and whether each does so as a whole or each school of it for itself. */
  readonly keepsOnce: ReadonlyMap<string, KeepsOnce>
  /** Names of pairs that must never meet: the linker alone knows them. */
  readonly barred: (a: string, b: string) => boolean
  /** Whether there is any such pair here. */
  readonly hasBarriers?: boolean
  /** Persons that the machine does not cut or join with one another. */
  readonly pinned: ReadonlySet<number>
  /** Persons that the machine joins with nobody: a link would widen sight of them. */
  readonly guarded: ReadonlySet<number>
}

/** Two parts that people are asked about, and the strongest evidence between them. */
export type Question = {
  readonly a: SourceRecord
  readonly b: SourceRecord
  readonly score: Score
  readonly reason: ReviewReason | 'guarded' | 'split'
}

export type Partition = {
  /** The source persons of each person. */
  readonly parts: readonly (readonly SourceRecord[])[]
  readonly questions: readonly Question[]
}

/** A veto that only withholds the machine's hand: none of the model's rules has this bit. */
const withheld = 1 << 20

/**
 * Who is who: the component is clustered anew, whatever order it arrived in, with what people said held fast. Pinned persons
 * stay whole and apart from one another, guarded ones are joined with nobody; where the machine would have done otherwise, people are asked.
 * `score` must be the scorer of `model`.
 */
export const partition = (component: Component, score: Scorer, model: LinkModel = defaultModel): Partition => {
  const byId = new Map(component.records.map(r => [r.id, r]))
  const byNode = new Map(component.records.map(r => [r.node, r]))
  const recordOf = (node: string): SourceRecord => byNode.get(node)!
  const compared = component.edges.flatMap(({ a, b, score: found }): Edge[] => {
    const [x, y] = [byId.get(a), byId.get(b)]
    return x && y && !component.barred(x.node, y.node)
      ? [{ a: x.node, b: y.node, score: withhold(component, x, y, found) }]
      : []
  })
  const edges = (component.hasBarriers ? besideBarriers(compared, recordOf, component, model) : compared).filter(
    ({ score: found }) => matters(found, model),
  )
  const said = saidPairs(component, byId)
  const found = clusterWith(
    component,
    edges,
    [...said.same, ...heldTogether(component)],
    [...said.different, ...heldApart(component, said.same)],
    score,
    model,
  )
  const asked = found.reviews.map(
    ({ edge, reason }): Question => ({
      a: recordOf(edge.a),
      b: recordOf(edge.b),
      score: plain(edge.score),
      reason: (edge.score.vetoes & withheld) !== 0 ? 'guarded' : reason,
    }),
  )
  const parts = found.clusters.map(nodes => nodes.map(recordOf))
  const kept = [
    ...pinnedThatFit(component, edges, parts, said.different, recordOf, model),
    ...pinnedThatSplit(component, edges, said, score, recordOf, model),
  ]
  return { parts, questions: onePerPair([...asked, ...kept], parts) }
}

type NodePair = readonly [string, string]
type Said = { readonly same: readonly NodePair[]; readonly different: readonly NodePair[] }

const saidPairs = ({ same, different }: Component, byId: ReadonlyMap<number, SourceRecord>): Said => {
  const named = (pairs: readonly (readonly [number, number])[]): NodePair[] =>
    pairs.flatMap(([a, b]) => {
      const [x, y] = [byId.get(a), byId.get(b)]
      return x && y ? [[x.node, y.node] as const] : []
    })
  return { same: named(same), different: named(different) }
}

const clusterWith = (
  { records, barred, keepsOnce }: Component,
  edges: readonly Edge[],
  together: readonly NodePair[],
  apart: readonly NodePair[],
  score: Scorer,
  model: LinkModel,
): Clustering => {
  const byNode = new Map(records.map(r => [r.node, r]))
  return cluster(
    records.map(r => r.node),
    edges,
    {
      model,
      barred,
      together,
      apart,
      scoreOf: (x, y) => {
        const [a, b] = [byNode.get(x), byNode.get(y)]
        return a && b ? score(a.standard, b.standard) : undefined
      },
      oneSource: (x, y) => byNode.get(x)?.sourceId === byNode.get(y)?.sourceId,
      toldOnce: (x, y) => areToldOnce(byNode.get(x), byNode.get(y), keepsOnce),
      onlyLed: node => isOnlyLed(byNode.get(node)!.standard),
    },
  )
}

/** Of a child alone: a parent is told with each of their children. */
const areToldOnce = (
  x: SourceRecord | undefined,
  y: SourceRecord | undefined,
  keepsOnce: Component['keepsOnce'],
): boolean => {
  if (!x || !y || x.adult || y.adult || x.sourceId !== y.sourceId) return false
  const by = keepsOnce.get(x.sourceId)
  return by === 'source' || (by === 'school' && schoolIn(x.key) === schoolIn(y.key))
}
const schoolIn = (key: string): string | undefined => key.split('/')[0]

const plain = (score: Score): Score => ({ ...score, vetoes: score.vetoes & ~withheld })

/** Between a guarded person and anyone else, evidence only ever asks. */
const withhold = ({ guarded }: Component, x: SourceRecord, y: SourceRecord, score: Score): Score =>
  x.personId !== y.personId && (guarded.has(x.personId) || guarded.has(y.personId))
    ? { ...score, vetoes: score.vetoes | withheld }
    : score

const groupByPerson = (
  records: readonly SourceRecord[],
  wanted: (person: number) => boolean,
): ReadonlyMap<number, SourceRecord[]> => {
  const groups = new Map<number, SourceRecord[]>()
  for (const record of records) {
    if (!wanted(record.personId)) continue
    const known = groups.get(record.personId)
    if (known) known.push(record)
    else groups.set(record.personId, [record])
  }
  return groups
}

const isHeld =
  ({ pinned, guarded }: Component) =>
  (person: number): boolean =>
    pinned.has(person) || guarded.has(person)

const heldTogether = (component: Component): NodePair[] =>
  [...groupByPerson(component.records, isHeld(component)).values()].flatMap(([first, ...rest]) =>
    first ? rest.map(other => [first.node, other.node] as const) : [],
  )

/** Every pair of source persons of two pinned persons, unless people have said that the two are one. */
const heldApart = (component: Component, same: readonly NodePair[]): NodePair[] => {
  const groups = [...groupByPerson(component.records, person => component.pinned.has(person)).values()]
  const joined = new Set(same.flatMap(([x, y]) => [`${x}\n${y}`, `${y}\n${x}`]))
  return groups.flatMap((one, i) =>
    groups.slice(i + 1).flatMap(other => {
      const pairs = one.flatMap(x => other.map(y => [x.node, y.node] as const))
      return pairs.some(([x, y]) => joined.has(`${x}\n${y}`)) ? [] : pairs
    }),
  )
}

/** Pinned persons that the evidence would join, or ask about: asked, unless people have said that they differ. */
const pinnedThatFit = (
  { pinned }: Component,
  edges: readonly Edge[],
  parts: Partition['parts'],
  different: readonly NodePair[],
  recordOf: (node: string) => SourceRecord,
  model: LinkModel,
): Question[] => {
  const placeOf = new Map(parts.flatMap((part, place) => part.map(r => [r.node, place] as const)))
  const answered = new Set(different.map(([x, y]) => placesKey(placeOf.get(x)!, placeOf.get(y)!)))
  return edges.flatMap((edge): Question[] => {
    const [a, b] = [recordOf(edge.a), recordOf(edge.b)]
    if (a.personId === b.personId || !pinned.has(a.personId) || !pinned.has(b.personId)) return []
    if (verdictOf(edge.score, model) === 'apart') return []
    if (answered.has(placesKey(placeOf.get(a.node)!, placeOf.get(b.node)!))) return []
    return [{ a, b, score: plain(edge.score), reason: 'both-fit' }]
  })
}

/** Pinned persons that the machine, left alone, would cut: asked, with the weakest link that holds them. */
const pinnedThatSplit = (
  component: Component,
  edges: readonly Edge[],
  said: Said,
  score: Scorer,
  recordOf: (node: string) => SourceRecord,
  model: LinkModel,
): Question[] => {
  const groups = [...groupByPerson(component.records, person => component.pinned.has(person)).values()].filter(
    g => g.length > 1,
  )
  if (groups.length === 0) return []
  const free = clusterWith(component, edges, said.same, said.different, score, model)
  const placeOf = new Map(free.clusters.flatMap((nodes, place) => nodes.map(node => [node, place] as const)))
  return groups.flatMap((group): Question[] => {
    // What was written hangs on a record of its own that says nothing of who the child is: it does not part anyone.
    const telling = group.filter(r => r.sourceId !== 'throughline')
    const first = telling[0]
    const other = telling.find(r => placeOf.get(r.node) !== placeOf.get(first?.node ?? ''))
    return first && other
      ? [{ a: recordOf(first.node), b: other, score: score(first.standard, other.standard), reason: 'split' }]
      : []
  })
}

const placesKey = (p: number, q: number): string => (p < q ? `${p}-${q}` : `${q}-${p}`)

/** One question for each pair of parts (or for one part that may be two), the strongest first. */
const onePerPair = (questions: readonly Question[], parts: Partition['parts']): Question[] => {
  const placeOf = new Map(parts.flatMap((part, place) => part.map(r => [r.id, place] as const)))
  const kept = new Map<string, Question>()
  const ordered = [...questions].sort(
    (x, y) => y.score.bits - x.score.bits || (x.a.node < y.a.node ? -1 : x.a.node > y.a.node ? 1 : 0),
  )
  for (const question of ordered) {
    const [p, q] = [placeOf.get(question.a.id)!, placeOf.get(question.b.id)!]
    if (p === q && question.reason !== 'split') continue
    const key = placesKey(p, q)
    if (!kept.has(key)) kept.set(key, question)
  }
  return [...kept.values()]
}
