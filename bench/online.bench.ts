import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkPending } from '../src/children/index.ts'
import { keysOf } from '../src/children/linking/block-keys.ts'
import { sourceRecord } from '../src/children/linking/source-record.ts'
import { receiveFiles, workRun } from '../src/intake/index.ts'
import type { Bench, Result } from './bench.ts'
import { loadTown } from './bulk-loader.ts'
import { clinicFile, clinicSource } from './clinic.source.ts'
import { openCopy } from './copy-rows.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import { ms, perSecond, spreadOf, thousands } from './measure.ts'
import { rowOf, townSource } from './town.source.ts'
import { childOf, type Town } from './town.ts'
import { townNow } from './town-world.ts'

const batchRows = 3000
const schoolRows = 2000
/** Records linked one by one, after the first of them, in which plans and code are still cold. */
const [singles, warm] = [200, 20]

/** Records that arrive where many are known, through intake and the linker, each batch durable before the next. */
export const bench: Bench = {
  name: 'online',
  about: 'records that arrive among many known ones: in batches, one by one, a file of 2,000 again (--size 100000)',
  run: async (tell, { size, quick }) => {
    const town: Town = { children: size ?? (quick ? 10_000 : 100_000), days: 0 }
    const world = await openBench(undefined, townNow)
    try {
      await loadTown(world, town, tell)
      const keys = await keepKeys(world, town)
      tell(`  ${thousands(keys)} keys kept`)
      return await measure(world, town, tell)
    } finally {
      await world.drop()
    }
  },
}

/** The keys that the linker would have kept of the town's records. */
const keepKeys = async ({ owner, ownerUrl }: BenchInstallation, town: Town): Promise<number> => {
  await owner.query('alter table block_key drop constraint block_key_pkey; drop index block_key_source_person_id_idx')
  const copy = await openCopy(ownerUrl, 'block_key', 'key, source_person_id')
  let kept = 0
  for (let number = 0; number < town.children; number++) {
    const { identity = null, personKey = '' } = rowOf(childOf(town, number))
    const id = number + 1
    const known = { id, source_id: townSource.id, key: personKey, person_id: id, adult: false, identity }
    for (const key of keysOf(sourceRecord(known))) {
      kept++
      await copy.add([key, id])
    }
  }
  await copy.end()
  await owner.query(`alter table block_key add primary key (key, source_person_id);
    create index block_key_source_person_id_idx on block_key (source_person_id)`)
  await owner.query('vacuum analyze block_key')
  return kept
}

/** What one file took: reading and keeping its rows, and tying them to children. */
type Taken = { readonly readMs: number; readonly linkMs: number; readonly linked: number; readonly others: number }

const send = async ({ jobs, settings }: BenchInstallation, text: string, link = linkPending): Promise<Taken> => {
  const path = join(settings.dataDir, 'clinic.csv')
  writeFileSync(path, text)
  const sources = [townSource, clinicSource]
  const started = performance.now()
  const { runs } = await receiveFiles(jobs, [path], { sources })
  const taken = { linkMs: 0, linked: 0, others: 0 }
  for (const { run } of runs) {
    const timed = async (_ground: unknown, runId: number): Promise<void> => {
      const before = performance.now()
      await link(jobs, { runId })
      taken.linkMs += performance.now() - before
    }
    const { state, people } = await workRun(jobs, run, { sources, link: timed })
    if (state !== 'done') throw new Error(`The run ended as ${state}.`)
    taken.linked += people.linked
    taken.others += people.new + people.review
  }
  return { ...taken, readMs: performance.now() - started - taken.linkMs }
}

/** How long the linker takes for each record of a file where every record is a batch, durable before the next is begun. */
const oneByOne = async (world: BenchInstallation, text: string): Promise<number[]> => {
  const taken: number[] = []
  await send(world, text, (ground, options) => {
    let since = performance.now()
    const onProgress = (): void => {
      taken.push(performance.now() - since)
      since = performance.now()
    }
    return linkPending(ground, { ...options, batchSize: 1, onProgress })
  })
  return taken.slice(warm)
}

/** Children spread over the town, none of them twice. */
const spread = ({ children }: Town, from: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => ((from + at) * 7919) % children)

const measure = async (world: BenchInstallation, town: Town, tell: (line: string) => void): Promise<Result[]> => {
  let [day, used] = [0, 0]
  const asOf = (): string => new Date(Date.UTC(2025, 0, 1) + day++ * 3_600_000).toISOString()
  const next = (count: number): number[] => {
    used += count
    return spread(town, used - count, count)
  }
  await send(world, clinicFile(town, asOf(), next(200)))
  const batch = await send(world, clinicFile(town, asOf(), next(batchRows)))
  tell(`  ${batchRows} records: ${tellOf(batch)}`)
  const single = await oneByOne(world, clinicFile(town, asOf(), next(warm + singles)))
  const pupils = next(schoolRows)
  const first = await send(world, clinicFile(town, asOf(), pupils))
  tell(`  a file of ${schoolRows}, never seen: ${tellOf(first)}`)
  const again = [...pupils.slice(10), ...next(10)]
  const moved = new Set(pupils.filter((_, at) => at % 50 === 20))
  const second = await send(world, clinicFile(town, asOf(), again, moved))
  tell(`  the same again, ${moved.size} of them moved, 10 new: ${tellOf(second)}`)
  return resultsOf(town, { batch, single, first, second })
}

const tellOf = ({ readMs, linkMs, linked, others }: Taken): string =>
  `read in ${ms(readMs)}, linked in ${ms(linkMs)}; ${linked} tied to a child, ${others} not`

type Measured = {
  readonly batch: Taken
  readonly single: readonly number[]
  readonly first: Taken
  readonly second: Taken
}

const sum = ({ readMs, linkMs }: Taken): number => readMs + linkMs

const resultsOf = (town: Town, { batch, single, first, second }: Measured): Result[] => {
  const size = `${thousands(town.children)} children known`
  const [rate, one] = [perSecond(batchRows, batch.linkMs), spreadOf(single)]
  return [
    {
      measure: 'online: records a second compared, tied and durable, in batches',
      target: '≥ 3,000',
      got: thousands(rate),
      met: rate >= 3000,
      size: `${size}, ${thousands(batchRows)} arrive`,
      ratio: `${thousands(perSecond(batchRows, sum(batch)))} a second with reading and keeping; ${batch.linked} tied to their child`,
    },
    {
      measure: 'online: one record linked, p99',
      target: '≤ 15 ms',
      got: ms(one.p99),
      met: one.p99 <= 15,
      size: `${size}, ${single.length} arrive one by one`,
      ratio: `p50 ${ms(one.p50)}`,
    },
    {
      measure: 'online: a file of 2,000 children known to its source, 40 changed, 10 new',
      target: '< 2 s',
      got: ms(sum(second)),
      met: sum(second) < 2000,
      size,
      ratio: `${ms(sum(first))} when the source first named them, of which ${ms(first.linkMs)} linking`,
    },
  ]
}
