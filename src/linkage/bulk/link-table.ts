import type { ReviewReason } from '../cluster.ts'
import { factAt } from '../facts.ts'
import { defaultModel, type LinkModel, withPopulation } from '../model.ts'
import { addCounts, trainModel } from '../train.ts'
import { packPair, parts } from './blocks.ts'
import { calibrate } from './calibrate.ts'
import { componentParts } from './components.ts'
import { type Edges, joinEdges } from './edges.ts'
import type { Clustered, Share } from './engine.ts'
import { fitWithoutNumbers } from './fit.ts'
import { addBits, learnPrior } from './prior.ts'
import type { SharedTable } from './record-table.ts'
import { judgeSystems, type Systems } from './systems.ts'

/** A table linked: who is with whom, what people are asked, and on what evidence. */
export type Linked = {
  /** For each record the first record of its cluster. */
  readonly labels: Uint32Array
  /** Pairs above the model's floor. */
  readonly edges: Edges
  /** The edges that are cases, one for each pair of clusters, with the reason. */
  readonly cases: ReadonlyMap<number, ReviewReason>
  readonly model: LinkModel
  readonly systems: Systems
  readonly compared: number
  /** Blocks too large to use. */
  readonly skipped: number
}

/** With fewer pairs that share a number than this there is nothing to train on. */
const enoughAnchors = 500

/**
 * Links a table. The chances for "one child" are learnt from pairs that share a number where there are enough; how many
 * there are of one child is learnt always, all else is the model's. The same records give the same answer whatever their
 * order, if their places in the table follow from the records themselves. `barred` are pairs that may never meet.
 */
export const linkTable = async (
  table: SharedTable,
  barred: readonly (readonly [number, number])[],
  share: Share,
  tell: (step: string) => void,
): Promise<Linked> => {
  const shut = barred.map(([a, b]) => packPair(a, b))
  const { pairs, skipped } = await findPairs(table, share, tell)
  const compared = pairs.reduce((sum, list) => sum + list.length, 0)
  tell(`${compared.toLocaleString('en-GB')} pairs to compare`)
  const started = withPopulation(lacksNumbers(table) ? withoutNumbers(defaultModel) : defaultModel, table.count)
  const trained = await train(pairs, started, table.count, share)
  const scored = await share(
    'score',
    pairs.map(list => [list, trained, shut] as const),
  )
  const spread = addBits(scored.map(({ histogram }) => histogram))
  const match = learnPrior(spread, table.count, trained.priors.match)
  const before = { ...trained, priors: { ...trained.priors, match } }
  const shift = Math.log2(match / trained.priors.match)
  const edges = joinEdges(
    scored.map(one => one.edges),
    shift,
    before.thresholds.keep,
  )
  const model = { ...before, calibration: calibrate(edges, table.numbers, before) }
  tell(`${edges.a.length.toLocaleString('en-GB')} pairs may be of one child`)
  const systems = judgeSystems(table, edges)
  const clustered = await clusterAll(table.count, edges, { model, shut, systems }, share)
  return { ...clustered, edges, model, systems, compared, skipped }
}

/** Files without numbers are looked up more widely while they hold no more records than these. */
const [villageRecords, townRecords] = [5000, 100_000]

/** True where fewer than half the records have a number that another system would know. */
const lacksNumbers = ({ count, numbers: { nhs, upn } }: SharedTable): boolean => {
  let numbered = 0
  for (let record = 0; record < count; record++) if (nhs[record] !== 0 || upn[record] !== 0) numbered++
  return numbered * 2 < count
}

/** Where no number tells two children of one name and birthday apart, a name that another fact speaks against must be so much rarer. */
const rarerAgainst = 4

const withoutNumbers = (model: LinkModel): LinkModel => {
  const { thresholds } = model
  return { ...model, thresholds: { ...thresholds, aloneAgainst: thresholds.alone + rarerAgainst } }
}

const findPairs = async (
  table: SharedTable,
  share: Share,
  tell: (step: string) => void,
): Promise<{ pairs: Float64Array[]; skipped: number }> => {
  const { count } = table
  const width =
    count > townRecords || !lacksNumbers(table) ? 'county' : count > villageRecords ? 'town' : ('village' as const)
  const starts = Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * count) / parts))
  const keys = await share(
    'keys',
    starts.slice(1).map((end, part) => [starts[part]!, end, width] as const),
  )
  tell('keys made')
  const dealt = await share(
    'pairs',
    Array.from({ length: parts }, (_, bucket) => [keys.map(buckets => buckets[bucket]!)] as const),
  )
  const pairs = await share(
    'unique',
    Array.from({ length: parts }, (_, range) => [dealt.map(({ ranges }) => ranges[range]!)] as const),
  )
  return { pairs, skipped: dealt.reduce((sum, one) => sum + one.skipped, 0) }
}

/** The model learnt from pairs with a number in common, or where there are too few, fitted without. */
const train = async (
  pairs: readonly Float64Array[],
  model: LinkModel,
  records: number,
  share: Share,
): Promise<LinkModel> => {
  const counts = addCounts(
    await share(
      'anchors',
      pairs.map(list => [list, model] as const),
    ),
  )
  const anchors = counts[factAt.birth]!.reduce((sum, count) => sum + count, 0)
  return anchors < enoughAnchors
    ? fitWithoutNumbers(pairs, model, records, share)
    : trainModel(model, counts, `${model.version}+${anchors}`)
}

const clusterAll = async (
  count: number,
  edges: Edges,
  { model, shut, systems }: { model: LinkModel; shut: readonly number[]; systems: Systems },
  share: Share,
): Promise<Pick<Linked, 'labels' | 'cases'>> => {
  const done: Clustered[] = await share(
    'cluster',
    componentParts(count, edges, model).map(part => [part, edges, model, shut, systems] as const),
  )
  const labels = Uint32Array.from({ length: count }, (_, record) => record)
  const cases = new Map<number, ReviewReason>()
  done.forEach(({ records, labels: its, cases: asked, reasons }) => {
    records.forEach((record, place) => {
      labels[record] = its[place]!
    })
    asked.forEach((edge, place) => {
      cases.set(edge, reasons[place]!)
    })
  })
  return { labels, cases }
}
