import type { Width } from '../blocking.ts'
import { cluster, type Edge, type ReviewReason, verdictOf } from '../cluster.ts'
import { defaultFrequencies, type NameFrequencies } from '../frequencies.ts'
import type { LinkModel } from '../model.ts'
import { isOnlyLed } from '../namesakes.ts'
import { bitsOf, classBitsOf, namesAgreeing, type Score, type Scorer, scorer } from '../score.ts'
import type { Standard } from '../standard.ts'
import { addLevels, countLevels, type LevelCounts, noCounts, type StrangerCounts } from '../train.ts'
import { showsTwin } from '../vetoes.ts'
import { weigh } from '../weights.ts'
import { type DealtPairs, dealKeys, dealPairs, firstOf, packPair, secondOf, uniquePairs } from './blocks.ts'
import type { ClassBits } from './classes.ts'
import { type Edges, packVector, scoreOf } from './edges.ts'
import { countBits, noBits } from './prior.ts'
import { readTable } from './read-table.ts'
import { type SharedTable, sourceIn } from './record-table.ts'
import type { Systems } from './systems.ts'
import { growing } from './text-pool.ts'

/** What a range of pairs came to: those that may matter, and how all of them spread. */
export type Scored = { readonly edges: Edges; readonly histogram: Float64Array }

/** Some components: their records, and the edges among them, cut into runs by the ends. */
export type ComponentPart = {
  readonly records: Uint32Array
  readonly recordEnds: Uint32Array
  readonly edges: Uint32Array
  readonly edgeEnds: Uint32Array
}

/** A part's records, each one's cluster named by its first record, and the edges that are cases, with their reasons. */
export type Clustered = {
  readonly records: Uint32Array
  readonly labels: Uint32Array
  readonly cases: Uint32Array
  readonly reasons: readonly ReviewReason[]
}

/** One worker's share of linking a table in bulk. Every method takes and gives values that can pass between threads. */
export type Engine = {
  readonly keys: (from: number, to: number, width: Width) => Uint32Array[]
  readonly pairs: (keys: readonly Uint32Array[]) => DealtPairs
  readonly unique: (lists: readonly Float64Array[]) => Float64Array
  readonly anchors: (pairs: Float64Array, model: LinkModel) => LevelCounts
  /** The levels of pairs drawn from a range of first records and so many records after each, those left out that may be of one child. */
  readonly strangers: (from: number, to: number, after: number, model: LinkModel) => StrangerCounts
  /** How one pair in so many fits the classes. */
  readonly classes: (pairs: Float64Array, model: LinkModel, each: number) => ClassBits
  /** The levels of each fact in pairs that are surely of one child by all the other facts, one pair in so many looked at. */
  readonly sure: (pairs: Float64Array, model: LinkModel, each: number) => LevelCounts
  readonly score: (pairs: Float64Array, model: LinkModel, barred: readonly number[]) => Scored
  readonly cluster: (
    part: ComponentPart,
    edges: Edges,
    model: LinkModel,
    barred: readonly number[],
    systems: Systems,
  ) => Clustered
}

/** Has one method of an engine carried out for each list of arguments, by as many engines as there are; answers in order. */
export type Share = <M extends keyof Engine>(
  method: M,
  calls: readonly Parameters<Engine[M]>[],
) => Promise<ReturnType<Engine[M]>[]>

/** With fewer records than this, how common a name is in them says little. */
const enoughToCount = 2000

/** Of so many pairs that share a number, more teach nothing new. */
const anchorsWanted = 200_000

/** Under so many bits a pair drawn at random is taken for strangers. */
const surelyApart = -5

/** Bits under the model's floor that are kept until the prior is learnt. */
export const slack = 4

/** Makes an engine on a shared table. */
export const engine = (table: SharedTable): Engine => {
  const { standardAt, window, frequencies } = readTable(table)
  const keep = kept(standardAt)
  const [oneAt, otherAt] = table.count <= fewEnoughToKeep ? [keep, keep] : [window(), window()]
  let counted: NameFrequencies | undefined
  const scorerFor = (model: LinkModel): Scorer => {
    counted ??= table.count < enoughToCount ? defaultFrequencies : frequencies()
    return scorer(model, counted)
  }
  const pairAt =
    (score: Scorer): PairScorer =>
    (a, b) =>
      score(oneAt(a), otherAt(b))
  const { nhs, upn } = table.numbers
  const stride = Math.max(1, Math.floor(table.count / anchorsWanted))
  return {
    keys: (from, to, width) => dealKeys(oneAt, from, to, width),
    pairs: keys => dealPairs(keys, table.count),
    unique: uniquePairs,
    anchors: (pairs, model) => {
      const [score, counts] = [scorerFor(model), noCounts()]
      for (const pair of pairs) {
        const [a, b] = [firstOf(pair), secondOf(pair)]
        if (a % stride !== 0 || !((nhs[a] !== 0 && nhs[a] === nhs[b]) || (upn[a] !== 0 && upn[a] === upn[b]))) continue
        countLevels(counts, score(oneAt(a), otherAt(b)))
      }
      return counts
    },
    strangers: (from, to, after, model) => {
      const [score, weights, levels] = [scorerFor(model), weigh(model), noCounts()]
      const names = { pairs: 0, forename: 0, surname: 0, both: 0 }
      for (let a = from; a < to; a++)
        for (let b = a + 1; b <= a + after; b++) {
          const found = score(oneAt(a), otherAt(b % table.count))
          if (found.bits >= surelyApart) continue
          addLevels(levels, found)
          const [first, last] = namesAgreeing(weights, found.vector)
          names.pairs++
          if (first) names.forename++
          if (last) names.surname++
          if (first && last) names.both++
        }
      return { levels, names }
    },
    classes: (pairs, model, each) => {
      const [score, weights] = [scorerFor(model), weigh(model)]
      const fits = new Float32Array(4 * Math.ceil(pairs.length / each))
      for (let at = 0; at < pairs.length; at += each) {
        const { vector, commonness } = score(oneAt(firstOf(pairs[at]!)), otherAt(secondOf(pairs[at]!)))
        fits.set(classBitsOf(weights, vector, commonness), (4 * at) / each)
      }
      return fits
    },
    sure: (pairs, model, each) => countSure(pairs, pairAt(scorerFor(model)), model, each),
    score: (pairs, model, barred) => scorePairs(pairs, pairAt(scorerFor(model)), model, new Set(barred)),
    cluster: (part, edges, model, barred, systems) => {
      const between = pairAt(scorerFor(model))
      const systemOf = (record: number): number => systems.of[sourceIn(table, record)]!
      const oneSource = (a: number, b: number): boolean => systemOf(a) === systemOf(b)
      const toldOnce = (a: number, b: number): boolean => oneSource(a, b) && systems.keepsOnce[systemOf(a)] === 1
      const onlyLed = (record: number): boolean => isOnlyLed(oneAt(record))
      return clusterPart(part, edges, { model, barred: new Set(barred), between, oneSource, toldOnce, onlyLed })
    },
  }
}

/** The standard forms of so few records are kept: each is in many pairs. */
const fewEnoughToKeep = 20_000

const kept = (make: (record: number) => Standard): ((record: number) => Standard) => {
  const made: Standard[] = []
  return record => (made[record] ??= make(record))
}

/** With so many bits from all other facts, a fact that differs is an error in it; with so few in all, no fact can hide them. */
const [surely, hardly] = [10, -10]

/** Compares two records by their places. */
type PairScorer = (a: number, b: number) => Score

const countSure = (pairs: Float64Array, scoreAt: PairScorer, model: LinkModel, each: number): LevelCounts => {
  const [weights, counts] = [weigh(model), noCounts()]
  for (let at = 0; at < pairs.length; at += each) {
    const pair = pairs[at]!
    const { bits, vector, commonness } = scoreAt(firstOf(pair), secondOf(pair))
    if (bits < hardly) continue
    vector.forEach((code, fact) => {
      if (code !== 0 && bitsOf(weights, vector.with(fact, 0), commonness) >= surely) counts[fact]![code]!++
    })
  }
  return counts
}

const scorePairs = (
  pairs: Float64Array,
  scoreAt: PairScorer,
  { thresholds }: LinkModel,
  barred: ReadonlySet<number>,
): Scored => {
  const histogram = noBits()
  const words = () => growing(length => new Uint32Array(length))
  const [as, bs, vetoes, lows, highs] = [words(), words(), words(), words(), words()]
  const bits = growing(length => new Float64Array(length))
  for (const pair of pairs) {
    if (barred.has(pair)) continue
    const [a, b] = [firstOf(pair), secondOf(pair)]
    const found = scoreAt(a, b)
    countBits(histogram, found)
    if (found.bits < thresholds.keep - slack && !showsTwin(found)) continue
    const [low, high] = packVector(found.vector)
    as.push(a)
    bs.push(b)
    bits.push(found.bits)
    vetoes.push(found.vetoes)
    lows.push(low)
    highs.push(high)
  }
  const columns = { a: as.list().slice(), b: bs.list().slice(), bits: bits.list().slice() }
  return {
    edges: { ...columns, vetoes: vetoes.list().slice(), low: lows.list().slice(), high: highs.list().slice() },
    histogram,
  }
}

type Between = {
  readonly model: LinkModel
  readonly barred: ReadonlySet<number>
  readonly between: PairScorer
  readonly oneSource: (a: number, b: number) => boolean
  readonly toldOnce: (a: number, b: number) => boolean
  readonly onlyLed: (record: number) => boolean
}

const clusterPart = (
  { records, recordEnds, edges: places, edgeEnds }: ComponentPart,
  edges: Edges,
  { model, barred, between, oneSource, toldOnce, onlyLed }: Between,
): Clustered => {
  const labels = new Uint32Array(records.length)
  const [cases, reasons] = [growing(length => new Uint32Array(length)), [] as ReviewReason[]]
  for (let component = 0; component < recordEnds.length; component++) {
    const from = recordEnds[component - 1] ?? 0
    const members = records.subarray(from, recordEnds[component])
    const its = places.subarray(edgeEnds[component - 1] ?? 0, edgeEnds[component])
    const labelOf = new Map<number, number>()
    const [only] = its
    // Most children: two records of two systems and one edge that nothing stands against. `cluster` would say the same.
    if (
      members.length === 2 &&
      its.length === 1 &&
      only !== undefined &&
      !oneSource(members[0]!, members[1]!) &&
      verdictOf(scoreOf(edges, only, model), model) === 'link'
    ) {
      labels.fill(members[0]!, from, from + 2)
      continue
    }
    const edgeAt = new Map<Edge['score'], number>()
    const live = Array.from(its, (place): Edge => {
      const score = scoreOf(edges, place, model)
      edgeAt.set(score, place)
      return { a: String(edges.a[place]), b: String(edges.b[place]), score }
    })
    const found = cluster(Array.from(members, String), live, {
      model,
      barred: (a, b) => barred.size > 0 && barred.has(packPair(Number(a), Number(b))),
      scoreOf: (a, b) => between(Number(a), Number(b)),
      oneSource: (a, b) => oneSource(Number(a), Number(b)),
      toldOnce: (a, b) => toldOnce(Number(a), Number(b)),
      onlyLed: id => onlyLed(Number(id)),
    })
    for (const group of found.clusters) for (const member of group) labelOf.set(Number(member), Number(group[0]))
    members.forEach((member, at) => {
      labels[from + at] = labelOf.get(member)!
    })
    for (const { edge, reason } of found.reviews) {
      cases.push(edgeAt.get(edge.score)!)
      reasons.push(reason)
    }
  }
  return { records, labels, cases: cases.list().slice(), reasons }
}
