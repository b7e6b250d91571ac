import type { Tx } from '../../access/index.ts'
import { scorer } from '../../linkage/index.ts'
import { type OpenCase, settleCases } from './cases.actions.ts'
import type { Compared } from './compare-pairs.queries.ts'
import { type DecisionEvidence, evidenceOf, firstRecord } from './decision-evidence.ts'
import { dropEdges } from './edges.actions.ts'
import type { StoredEdge } from './edges.queries.ts'
import { settle } from './homes.ts'
import { loadComponent } from './load-component.actions.ts'
import { type Carried, carryOut, createPersons, type DecidedBy, type Move } from './move.actions.ts'
import { type Partition, partition } from './partition.ts'
import type { Changed } from './search-index.actions.ts'
import type { SourceRecord } from './source-record.ts'
import type { Standing } from './standing.queries.ts'

/** What came of a component: the persons that were touched, for the projections that follow. */
export type Reclustered = {
  readonly persons: readonly number[]
  readonly personOf: ReadonlyMap<number, number>
  readonly carried: Carried
  /** What of their search tokens may have changed by the moves alone: an adult's person may have become a child's, or no longer be one. */
  readonly changed: Changed
}

const score = scorer()

/** When, for which run, by whose decision, what was compared just now in the same transaction, and which source persons have been compared and wait no more. */
export type About = {
  readonly at: Date
  readonly runId?: number | undefined
  readonly decided?: DecidedBy | undefined
  readonly compared?: Compared
  readonly done?: ReadonlySet<number>
}

/**
 * Cuts anew all that hangs together with these source persons, and carries it out: links with their evidence, moves,
 * redirects, questions. The same records and decisions give the same persons and questions, whatever came before.
 */
export const recluster = async (tx: Tx, touched: readonly number[], about: About): Promise<Reclustered> => {
  const { records, standing } = await loadComponent(tx, touched, about.compared)
  const edges = await edgesNotBarred(tx, records, standing)
  const result = partition({ ...standing, records, edges, guarded: new Set(standing.guarded.keys()) }, score)
  const { personOf, carried, moved } = await giveHomes(tx, result, { ...standing, edges }, about)
  const asked = result.questions.map(q => caseOf(q, personOf, standing.guarded))
  await settleCases(tx, standing, personOf, asked, about)
  const adults = records.filter(r => r.adult)
  const changed = {
    sourcePersons: moved,
    wholly: [...new Set(adults.flatMap(r => [r.personId, personOf.get(r.id) ?? r.personId]))],
  }
  return { persons: [...new Set([...records.map(r => r.personId), ...personOf.values()])], personOf, carried, changed }
}

const edgesNotBarred = async (
  tx: Tx,
  records: readonly SourceRecord[],
  { edges, barred }: Pick<Standing, 'edges' | 'barred'>,
): Promise<StoredEdge[]> => {
  const nodes = new Map(records.map(r => [r.id, r.node]))
  const shut = new Set(edges.filter(e => barred(nodes.get(e.a) ?? '', nodes.get(e.b) ?? '')))
  await dropEdges(
    tx,
    [...shut].map(e => [e.a, e.b] as const),
  )
  return edges.filter(e => !shut.has(e))
}

/** Carries a partition out; gives the person of each source person. */
const giveHomes = async (
  tx: Tx,
  { parts }: Partition,
  { pinned, linked, edges }: Pick<Standing, 'pinned' | 'linked' | 'edges'>,
  about: About,
): Promise<{ personOf: ReadonlyMap<number, number>; carried: Carried; moved: readonly number[] }> => {
  const { homes, emptied, splitFrom } = settle(parts, pinned)
  const fresh = await createPersons(tx, homes.filter(h => h === undefined).length, about.at)
  const settled = homes.map(home => home ?? fresh.shift()!)
  const personOf = new Map(parts.flatMap((part, place) => part.map(r => [r.id, settled[place]!] as const)))
  const changing = parts.flatMap((part, place) => part.filter(r => r.personId !== settled[place] || !linked.has(r.id)))
  const evidence = evidenceWithin(parts, edges)
  const moves = changing.map(
    (r): Move => ({
      sourcePerson: r.id,
      from: r.personId,
      to: personOf.get(r.id)!,
      ...(evidence(r) ?? { bits: undefined, evidence: firstRecord }),
    }),
  )
  const carried = await carryOut(
    tx,
    {
      moves,
      refusals: splitFrom.map(({ person, part }) => ({ from: person, to: settled[part]! })),
      emptied: emptied.map(({ person, part }) => ({ from: person, to: settled[part]! })),
    },
    about,
  )
  return { personOf, carried, moved: moves.map(m => m.sourcePerson) }
}

/** The strongest evidence that ties a source person to another of its person. */
const evidenceWithin = (parts: Partition['parts'], edges: readonly StoredEdge[]) => {
  const placeOf = new Map(parts.flatMap((part, place) => part.map(r => [r.id, place] as const)))
  const best = new Map<number, { edge: StoredEdge; other: number }>()
  for (const edge of edges) {
    if (placeOf.get(edge.a) !== placeOf.get(edge.b)) continue
    for (const [one, other] of [
      [edge.a, edge.b],
      [edge.b, edge.a],
    ] as const) {
      const known = best.get(one)
      if (!known || edge.score.bits > known.edge.score.bits) best.set(one, { edge, other })
    }
  }
  return (record: SourceRecord): { bits: number; evidence: DecisionEvidence } | undefined => {
    const found = best.get(record.id)
    return found && { bits: found.edge.score.bits, evidence: evidenceOf(found.edge.score, { with: found.other }) }
  }
}

const caseOf = (
  q: Partition['questions'][number],
  personOf: ReadonlyMap<number, number>,
  guarded: Standing['guarded'],
): OpenCase => {
  const guards = [guarded.get(q.a.personId), guarded.get(q.b.personId)]
  const kind = guards.includes('sealed')
    ? 'sealed'
    : (guards.find(g => g !== undefined) ??
      (q.reason === 'id-conflict' || q.reason === 'split' ? q.reason : 'duplicate'))
  return {
    aPerson: personOf.get(q.a.id)!,
    bPerson: personOf.get(q.b.id)!,
    aSource: q.a.id,
    bSource: q.b.id,
    kind,
    bits: q.score.bits,
    evidence: evidenceOf(q.score, { reason: q.reason }),
  }
}
