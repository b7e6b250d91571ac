import { sql } from 'kysely'
import { actorContext, type Ground, type Tx, withContext } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { evidenceInWords, type LinkModel, scorer } from '../../linkage/index.ts'
import { keysOf } from './block-keys.ts'
import { comparePairs, type Rule } from './compare-pairs.queries.ts'
import { loadConnected } from './component.queries.ts'
import { findCandidates } from './edges.actions.ts'
import { listEdges, type StoredEdge } from './edges.queries.ts'
import { type Change, listChanges, strongestBetween } from './flips.ts'
import { areKept } from './keys-kept.actions.ts'
import { withKeys } from './linker.actions.ts'
import { type Partition, partition } from './partition.ts'
import type { SourceRecord } from './source-record.ts'
import { loadStanding } from './standing.queries.ts'

/**
 * One join that another model would make (`join`) or would not make (`part`). It names no source: that a service knows a child may tell
 * what is hidden. Its words name facts, never their values.
 */
export type Flip = {
  readonly change: Change['change']
  /** The persons it is about: two that would be one, or one that would be two. */
  readonly persons: readonly string[]
  /** Log2 odds of the strongest pair between the two sides, as kept now and under the model; null where none is kept. */
  readonly bits: { readonly now: number | null; readonly under: number | null }
  /** Under the rule that keeps them apart, people are asked. */
  readonly asked: boolean
  readonly why: readonly string[]
}
export type Replay = {
  /** Source persons that hang together with those decided in the period, and the persons that they are now. */
  readonly records: number
  readonly persons: number
  /** Questions to people about them, now and under the model. */
  readonly questions: { readonly now: number; readonly under: number }
  readonly flips: readonly Flip[]
}
export type ReplayOptions = {
  /** Links that the machine made on these days, both included, by London's clock. */
  readonly from: PlainDate
  readonly to: PlainDate
  readonly batchSize?: number
  readonly onProgress?: (done: number, all: number) => void
}

/**
 * What would become of the links of a period under another model, before it is adopted (reference/peers.md 7, idea 9). Nothing is
 * changed. All that hangs together with those links is compared and cut anew; what people decided, barriers and protections hold,
 * as they would. Each batch is one snapshot, so that imports go on meanwhile. Work grows with the records reached.
 */
export const replayLinks = async (ground: Ground, model: LinkModel, options: ReplayOptions): Promise<Replay> => {
  const { from, to, batchSize = 500, onProgress } = options
  const rule = { model, score: scorer(model) }
  const read = <T>(work: (tx: Tx) => Promise<T>) =>
    withContext(ground, actorContext('linker', ground.now()), work, { seconds: 600 })
  if (!(await areKept(ground.db))) await withKeys(ground, () => Promise.resolve())
  const seeds = await read(tx => listDecided(tx, from, to))
  const seen = new Set<number>()
  const parts: Batch[] = []
  for (let done = 0; done < seeds.length; done += batchSize) {
    const fresh = seeds.slice(done, done + batchSize).filter(id => !seen.has(id))
    if (fresh.length > 0) {
      const part = await read(tx => replayBatch(tx, fresh, rule))
      for (const id of part.ids) seen.add(id)
      parts.push(part)
    }
    onProgress?.(Math.min(done + batchSize, seeds.length), seeds.length)
  }
  const sum = (of: (part: Batch) => number): number => parts.reduce((total, part) => total + of(part), 0)
  return {
    records: seen.size,
    persons: sum(p => p.persons),
    questions: { now: sum(p => p.questions.now), under: sum(p => p.questions.under) },
    flips: parts.flatMap(p => p.flips),
  }
}

const listDecided = async (tx: Tx, from: PlainDate, to: PlainDate): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select distinct source_person_id as id from link
    where decided_by = 'machine' and (known_from at time zone 'Europe/London')::date between ${from}::date and ${to}::date
    order by 1`.execute(tx)
  return rows.map(row => row.id)
}

type Batch = Omit<Replay, 'records'> & { readonly ids: readonly number[] }

const replayBatch = async (tx: Tx, seeds: readonly number[], rule: Rule): Promise<Batch> => {
  const { records, edges } = await reach(tx, seeds, rule)
  const ids = records.map(r => r.id)
  const personIds = [...new Set(records.map(r => r.personId))]
  const holds = await loadStanding(tx, records)
  const result = partition({ ...holds, records, edges, guarded: new Set(holds.guarded.keys()) }, rule.score, rule.model)
  const open = await listOpenQuestions(tx, personIds)
  const flips = await describeChanges(tx, listChanges(records, result.parts), { result, edges, open })
  return { ids, persons: personIds.length, questions: { now: open.size, under: result.questions.length }, flips }
}

/** All that hangs together with these under the links as they are or under the model, and the pairs that the model keeps. */
const reach = async (
  tx: Tx,
  seeds: readonly number[],
  rule: Rule,
): Promise<{ records: SourceRecord[]; edges: StoredEdge[] }> => {
  const known = new Map<number, SourceRecord>()
  const edges = new Map<string, StoredEdge>()
  let frontier: readonly number[] = seeds
  while (frontier.length > 0) {
    const fresh = (await loadConnected(tx, frontier)).filter(r => !known.has(r.id))
    for (const record of fresh) known.set(record.id, record)
    const { pairs } = await findCandidates(
      tx,
      fresh.flatMap(r => keysOf(r).map(key => ({ key, owner: r.id }))),
    )
    const compared = await comparePairs(tx, known.values(), pairs, rule)
    for (const edge of compared.edges) edges.set(`${edge.a} ${edge.b}`, edge)
    frontier = [...new Set([...edges.values()].flatMap(e => [e.a, e.b]))].filter(id => !known.has(id))
  }
  return { records: [...known.values()].sort((x, y) => x.id - y.id), edges: [...edges.values()] }
}

const personsKey = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** The pairs of persons that people are asked about now. */
const listOpenQuestions = async (tx: Tx, personIds: readonly number[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ a: number; b: number }>`
    select a.person_id as a, b.person_id as b from review_case c
      join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
    where c.state in ('open', 'asked') and a.person_id = any(${personIds}::bigint[])`.execute(tx)
  return new Set(rows.map(({ a, b }) => personsKey(a, b)))
}

type Found = {
  readonly result: Partition
  readonly edges: readonly StoredEdge[]
  readonly open: ReadonlySet<string>
}

const describeChanges = async (tx: Tx, changes: readonly Change[], found: Found): Promise<Flip[]> => {
  if (changes.length === 0) return []
  const touched = changes.flatMap(c => c.sides.flat())
  const kept = await listEdges(tx, [...new Set(touched.map(r => r.id))])
  const { rows } = await sql<{ id: number; uuid: string }>`
    select id, uuid from person where id = any(${[...new Set(touched.map(r => r.personId))]}::bigint[])`.execute(tx)
  const uuidOf = new Map(rows.map(row => [row.id, row.uuid]))
  return changes.map(({ change, sides }): Flip => {
    const [now, under] = [strongestBetween(sides, kept), strongestBetween(sides, found.edges)]
    const shown = under ?? now
    const [one, other] = [sides[0][0]!, sides[1][0]!]
    return {
      change,
      persons: [...new Set([one.personId, other.personId])].map(id => uuidOf.get(id)!),
      bits: { now: now?.score.bits ?? null, under: under?.score.bits ?? null },
      asked:
        change === 'join'
          ? found.open.has(personsKey(one.personId, other.personId))
          : found.result.questions.some(q => bridges(sides, q.a.id, q.b.id)),
      why: shown ? evidenceInWords(shown.score) : [],
    }
  })
}

const bridges = ([one, other]: Change['sides'], a: number, b: number): boolean => {
  const on = (side: readonly SourceRecord[], id: number): boolean => side.some(r => r.id === id)
  return (on(one, a) && on(other, b)) || (on(one, b) && on(other, a))
}
