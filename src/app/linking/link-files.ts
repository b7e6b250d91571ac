import { type Evaluation, evaluate, hash53, type Linked, linkTable } from '../../linkage/index.ts'
import type { ColumnMap } from './columns.ts'
import { readBarriers } from './read-barriers.ts'
import { type Gathered, readFiles } from './read-files.ts'
import { startWorkers } from './threads.ts'
import type { TruthColumn } from './truth-column.ts'
import { checkPlaces } from './write-files.ts'
import { writeResults } from './write-results.ts'

export type LinkRequest = {
  readonly files: readonly string[]
  readonly out: string
  readonly pairs?: string | undefined
  readonly truth?: TruthColumn | undefined
  readonly map?: ColumnMap | undefined
  readonly barriers?: string | undefined
  readonly tell: (line: string) => void
}

/** What came of it: how many records, the persons, questions and pairs, and against the truth how good. */
export type LinkReport = {
  readonly records: number
  readonly persons: number
  readonly cases: number
  readonly compared: number
  readonly model: string
  /** Seconds of processor, of all threads, by what they went into. */
  readonly cpu: { readonly read: number; readonly link: number; readonly write: number }
  readonly evaluation?: Evaluation
}

/** Links CSV files without a database and writes what came of it. Throws one sentence for whatever stops it. */
export const linkFiles = async (request: LinkRequest): Promise<LinkReport> => {
  const { tell, files, out, pairs, barriers } = request
  checkPlaces(pairs ? [out, pairs] : [out], barriers ? [...files, barriers] : files)
  const spent = stopwatch()
  const { table, names, idAt, placeOf, barred, truth } = readAll(request)
  const read = spent()
  const workers = startWorkers(table)
  let linked: Linked
  try {
    linked = await linkTable(table, barred, workers.share, tell)
  } finally {
    await workers.end()
  }
  const link = spent()
  for (const line of systemsInWords(linked.systems, table.fileOf, names)) tell(line)
  if (linked.skipped > 0) tell(`${linked.skipped} keys that too many records share were passed over.`)
  writeResults(request, linked, idAt, placeOf)
  const cpu = { read, link, write: spent() }
  const evaluation = truth ? evaluate(linked, truth) : undefined
  return {
    records: table.count,
    persons: linked.labels.reduce((count, label, place) => count + (label === place ? 1 : 0), 0),
    cases: linked.cases.size,
    compared: linked.compared,
    model: linked.model.version,
    cpu,
    ...(evaluation ? { evaluation } : {}),
  }
}

/** The records in their places, their ids and truth by place, and the pairs that may never meet. All else that reading took is let go. */
const readAll = ({ files, map, truth, tell, barriers: path }: LinkRequest) => {
  const gathered = readFiles(files, { map, truth, tell })
  const barriers = path ? readBarriers(path, gathered.findId) : { pairs: [], unknown: 0 }
  if (barriers.unknown > 0) tell(`${barriers.unknown} barriers name a record that is not in these files.`)
  tell(`${gathered.count.toLocaleString('en-GB')} records read`)
  const order = orderOf(gathered)
  const placeOf = new Uint32Array(order.length)
  order.forEach((record, place) => {
    placeOf[record] = place
  })
  return {
    placeOf,
    table: gathered.table.share(order, gathered.fileOf),
    names: gathered.fileNames,
    idAt: inPlaces(gathered.idOf, order),
    barred: barriers.pairs.map(([a, b]) => [placeOf[a]!, placeOf[b]!] as const),
    truth: truth && order.map(record => gathered.truth[record]!),
  }
}

/** A sentence for each file that has a column of sources: whether its rows were taken for several systems'. */
const systemsInWords = ({ of }: Linked['systems'], fileOf: Uint32Array, names: readonly string[]): readonly string[] =>
  [...new Set(fileOf)].flatMap(first => {
    const its = [...fileOf.keys()].filter(source => fileOf[source] === first)
    if (its.length === 1) return []
    const isSeveral = its.some(source => of[source] !== first)
    return isSeveral
      ? `${names[first]}: its rows are taken for those of ${its.length} systems.`
      : `${names[first]}: the values of its source column are not taken for systems.`
  })

const inPlaces = (idOf: Gathered['idOf'], order: Uint32Array) => (place: number) => idOf(order[place]!)

/** Gives the seconds of processor that this process has spent since the last asking. */
const stopwatch = (): (() => number) => {
  let before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    return (user + system) / 1e6
  }
}

/** Records by a hash of their ids: an order that does not follow from the order in which they came. */
const orderOf = ({ count, idOf }: Gathered): Uint32Array => {
  const hashes = Float64Array.from({ length: count }, (_, record) => hash53(idOf(record)))
  return Uint32Array.from({ length: count }, (_, record) => record).sort((x, y) => hashes[x]! - hashes[y]! || x - y)
}
