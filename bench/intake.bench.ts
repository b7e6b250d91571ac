import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { sources } from '../src/app/sources.ts'
import { linkPending } from '../src/children/index.ts'
import { type RunReport, receiveFiles, workRun } from '../src/intake/index.ts'
import { type Arrival, listArrivals } from './arrivals.ts'
import type { Bench, Result } from './bench.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import { type Peak, perSecond, thousands, watchMemory } from './measure.ts'

/** Northmere through the real intake, on a database as it is shipped. */
export const bench: Bench = {
  name: 'intake',
  about: 'rows a second, newly linked children a second, and memory against file size (--size 10000|50000|100000)',
  run: async (tell, { size, quick }) => {
    const children = size ?? (quick ? 2000 : 10_000)
    const small = await bringAll(Math.max(500, Math.round(children / 4)), tell)
    return resultsOf(small, await bringAll(children, tell))
  },
}

type Brought = {
  readonly children: number
  readonly bytes: number
  readonly rows: number
  /** Rows of all tables that the rows became. */
  readonly tableRows: number
  /** Source persons: of children, and with the adults that rows name. */
  readonly linked: number
  readonly people: number
  readonly readMs: number
  readonly linkMs: number
  /** Of that, in runs that brought people who were not known before. */
  readonly newMs: number
  readonly peak: Peak
}

const bringAll = async (children: number, tell: (line: string) => void): Promise<Brought> => {
  const bench = await openBench()
  try {
    const bytes = writeApart(bench.settings.dataDir, children)
    const arrivals = await listArrivals(join(bench.settings.dataDir, 'files'))
    const { result, peak } = await watchMemory(() => bring(bench, arrivals, tell))
    const { rows } = await bench.owner.query<{ made: number; children: number; people: number }>(
      `select (select sum(n_tup_ins) from pg_stat_user_tables where schemaname in ('public', 'intake') or relname = 'roll')::float8 as made,
        (select count(*)::int from source_person where not adult) as children, (select count(*)::int from source_person) as people`,
    )
    return {
      children,
      bytes,
      peak,
      ...result,
      tableRows: rows[0]?.made ?? 0,
      linked: rows[0]?.children ?? 0,
      people: rows[0]?.people ?? 0,
    }
  } finally {
    await bench.drop()
  }
}

/** A list of the same children a term later links few: its time goes into what changed, and is no measure of linking. */
const isMostlyNew = ({ new: made, linked, review }: RunReport['people'], rows: number): boolean =>
  made + linked + review > rows / 20

/** In a process of its own: what the generator needs is no part of what an import needs. */
const writeApart = (dir: string, children: number): number =>
  Number(
    execFileSync(process.execPath, [join(import.meta.dirname, 'write-northmere.ts'), dir, String(children)], {
      encoding: 'utf8',
    }),
  )

const bring = async (
  { jobs }: BenchInstallation,
  arrivals: readonly Arrival[],
  tell: (line: string) => void,
): Promise<Pick<Brought, 'rows' | 'readMs' | 'linkMs' | 'newMs'>> => {
  const sum = { rows: 0, readMs: 0, linkMs: 0, newMs: 0 }
  for (const { paths } of arrivals) {
    const { runs } = await receiveFiles(jobs, paths, { sources })
    for (const { run, source, period } of runs) {
      let linkMs = 0
      const link = async (_ground: unknown, runId: number): Promise<void> => {
        const before = performance.now()
        await linkPending(jobs, { runId })
        linkMs = performance.now() - before
      }
      const started = performance.now()
      const { rows, state, people } = await workRun(jobs, run, { sources, link })
      const readMs = performance.now() - started - linkMs
      sum.rows += rows
      sum.readMs += readMs
      sum.linkMs += linkMs
      if (isMostlyNew(people, rows)) sum.newMs += linkMs
      tell(
        `  ${source} ${period}: ${rows} rows, read in ${Math.round(readMs)} ms, linked in ${Math.round(linkMs)} ms (${state})`,
      )
    }
  }
  return sum
}

const wantedRows = 3000
const wantedLinks = 800

const resultsOf = (small: Brought, big: Brought): Result[] => {
  const size = `${thousands(big.children)} children, ${thousands(big.rows)} rows in ${Math.round(big.bytes / 1e6)} MB`
  const rows = perSecond(big.tableRows, big.readMs + big.linkMs)
  const links = perSecond(big.linked, big.newMs)
  const growth = { files: big.bytes / small.bytes, own: big.peak.own / small.peak.own }
  return [
    {
      measure: 'intake: rows written a second, all tables, linking included',
      target: `≥ ${wantedRows}`,
      got: thousands(rows),
      met: rows >= wantedRows,
      size,
      ratio: `${thousands(perSecond(big.rows, big.readMs))} rows of files read and kept a second, without linking`,
    },
    {
      measure: 'intake: newly linked children a second',
      target: `≥ ${wantedLinks}`,
      got: thousands(links),
      met: links >= wantedLinks,
      size: `${size}; ${thousands(big.linked)} source persons who are children`,
      ratio: `${thousands(perSecond(big.people, big.newMs))} people a second with parents and carers; ${thousands(perSecond(small.linked, small.newMs))} children a second at ${thousands(small.children)}`,
    },
    {
      measure: 'intake: peak memory, importing process (and its file reader)',
      target: 'flat',
      got: `${Math.round(big.peak.own)} MB (${Math.round(big.peak.children)} MB)`,
      met: growth.own < 1.3,
      size,
      ratio: `files ×${growth.files.toFixed(1)}, memory ×${growth.own.toFixed(2)} (${Math.round(small.peak.own)} MB, ${Math.round(small.peak.children)} MB)`,
    },
  ]
}
