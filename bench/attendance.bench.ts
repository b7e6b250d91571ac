import { join } from 'node:path'
import { sql } from 'kysely'
import { actorContext, withContext } from '../src/access/index.ts'
import { sources } from '../src/app/sources.ts'
import { linkPending } from '../src/children/index.ts'
import { describePupils, tellOfRun } from '../src/domains/attendance/index.ts'
import { type RunReport, receiveFiles, workRun } from '../src/intake/index.ts'
import { type County, describeCounty, fillCounty, fillYear, writeDay } from './attendance-county.ts'
import type { Bench, Result } from './bench.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import { ms, processorSeconds, spreadOf, thousands, timeEach, watchMemory } from './measure.ts'

/** A county's school day through the real intake, and what its years take on disk and in time. */
export const bench: Bench = {
  name: 'attendance',
  about:
    'a county’s marks of a day, from files to visible; a year of marks: size, persistent absence, one child (--size PUPILS)',
  run: async (tell, { size, quick }) => {
    const pupils = size ?? (quick ? 25_000 : 250_000)
    const county: County = { pupils, schools: Math.max(1, Math.round(pupils / 500)) }
    const place = await openBench()
    try {
      await fillCounty(place, county)
      tell(`  ${thousands(pupils)} pupils filled`)
      const day = await measureDay(place, county, tell)
      return [...day, ...(await measureYear(place, county, tell))]
    } finally {
      await place.drop()
    }
  },
}

const measureDay = async (
  place: BenchInstallation,
  county: County,
  tell: (line: string) => void,
): Promise<Result[]> => {
  const folder = join(place.settings.dataDir, 'day')
  const bytes = writeDay(county, folder)
  const usedBefore = processorSeconds()
  const first = await watchMemory(() => bring(place, folder))
  const used = processorSeconds() - usedBefore
  const { told } = first.result
  tell(
    `  first sent: ${first.result.seconds.toFixed(1)} s, received in ${first.result.received.toFixed(1)} s, told in ${told.seconds.toFixed(1)} s, ${used.toFixed(1)} s of processor time`,
  )
  const before = await stateOf(place)
  const again = await bring(place, folder)
  const changed = (await stateOf(place)) !== before
  const size = `${thousands(county.pupils)} pupils, ${thousands(county.schools)} files, ${Math.round(bytes / 1e6)} MB`
  const { accepted, rejected } = first.result.report
  return [
    {
      measure: 'the day’s marks of every school, from files to visible',
      target: '≤ 30 s at 250,000',
      got: `${first.result.seconds.toFixed(1)} s (${first.result.received.toFixed(1)} s of it to take the files in)`,
      met: first.result.seconds <= 30 && accepted === county.pupils && rejected === 0,
      size,
      ratio: `${used.toFixed(1)} s of processor time, PostgreSQL’s included; peak memory ${Math.round(first.peak.own)} MB, a reader ${Math.round(first.peak.children)} MB`,
    },
    {
      measure: 'from the last mark kept to whoever works with the child being told',
      target: '≤ 5 s',
      got: `${told.seconds.toFixed(1)} s`,
      met: told.seconds <= 5 && told.raised > 0,
      size: `${size}; a fifth with special needs, one in 200 on a protection plan`,
      ratio: `${thousands(told.raised)} notices raised`,
    },
    {
      measure: 'the same files sent again: rows that changed',
      target: '0',
      got: changed || again.report.unchanged !== county.pupils ? 'some' : `0 of ${thousands(again.report.unchanged)}`,
      met: !changed && again.report.unchanged === county.pupils,
      size,
      ratio: `${again.seconds.toFixed(1)} s`,
    },
  ]
}

type Told = { readonly raised: number; readonly seconds: number }
const bring = async (
  { jobs }: BenchInstallation,
  folder: string,
): Promise<{ report: RunReport; seconds: number; received: number; told: Told }> => {
  const started = performance.now()
  const { runs } = await receiveFiles(jobs, [folder], { sources })
  const received = (performance.now() - started) / 1000
  const [run] = runs
  if (!run || runs.length > 1) throw new Error(`One run was expected, and ${runs.length} came.`)
  let told: Told = { raised: 0, seconds: 0 }
  // As the product does it (src/app/jobs.ts), with a watch beside it.
  const link = async (_: unknown, runId: number): Promise<void> => {
    const ended = performance.now()
    await linkPending(jobs, { runId })
    const { raised } = await tellOfRun(jobs, runId)
    told = { raised, seconds: (performance.now() - ended) / 1000 }
    await describePupils(jobs, runId)
  }
  const report = await workRun(jobs, run.run, { sources, link })
  return { report, received, told, seconds: (performance.now() - started) / 1000 }
}

/** Every mark, every change of one, and every version of a register. */
const stateOf = async ({ owner }: BenchInstallation): Promise<string> => {
  const { rows } = await owner.query<{ state: string }>(
    `select concat_ws(' ', (select md5(string_agg(md5(y.marks || y.changed_at::text), '' order by source_person_id, year)) from attendance_year y),
      (select count(*) from mark_change), (select count(*) from source_record)) as state`,
  )
  return rows[0]?.state ?? ''
}

/** The counts that the page shows, by the road it takes: the actor that counts, in a transaction of its own. */
const countAbsence = ({ pages }: BenchInstallation, grouping: string): Promise<unknown> =>
  withContext(pages, actorContext('counts', pages.now()), tx =>
    sql`select * from access.absence_counts(2025::smallint, ${grouping})`.execute(tx),
  )

const measureYear = async (
  place: BenchInstallation,
  county: County,
  tell: (line: string) => void,
): Promise<Result[]> => {
  const { owner } = place
  const started = performance.now()
  await owner.query('truncate attendance_year cascade')
  await fillYear(place, county)
  await describeCounty(place)
  await owner.query('vacuum analyze attendance_year, pupil_year')
  tell(`  a year filled in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const written = await sizeOf(place, 'attendance_year')
  const [bySchool, byYearGroup, byArea] = [
    spreadOf(await timeEach(10, () => countAbsence(place, 'school'), 2)),
    spreadOf(await timeEach(10, () => countAbsence(place, 'year-group'), 2)),
    spreadOf(await timeEach(10, () => countAbsence(place, 'area'), 2)),
  ]
  const slowest = Math.max(bySchool.p95, byYearGroup.p95, byArea.p95)
  const oneChild = spreadOf(
    await timeEach(200, at =>
      owner.query('select year, marks from attendance_year where child_id = $1', [((at * 7919) % county.pupils) + 1]),
    ),
  )
  await owner.query('alter table attendance_year set (fillfactor = 100)')
  await owner.query('vacuum full attendance_year')
  const closed = await sizeOf(place, 'attendance_year')
  const counted = await sizeOf(place, 'pupil_year')
  const long = await measureLong(place, county)
  const size = `${thousands(county.pupils)} pupils × 380 sessions`
  const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
  return [
    {
      measure: 'a year of marks on disk while it is written, against one row a mark',
      target: '≥ 18 × smaller',
      got: `${mb(written)}, ${(long.bytes / written).toFixed(1)} × smaller`,
      met: long.bytes / written >= 18,
      size,
      ratio: `one row a mark: ${mb(long.bytes)}, reckoned from ${thousands(long.pupils)} pupils`,
    },
    {
      measure: 'the same, closed and repacked',
      target: '≥ 30 × smaller',
      got: `${mb(closed)}, ${(long.bytes / closed).toFixed(1)} × smaller`,
      met: long.bytes / closed >= 30,
      size,
    },
    {
      measure: 'persistent and severe absence by school, year group and area: p95',
      target: '< 0.5 s',
      got: `${ms(bySchool.p95)}, ${ms(byYearGroup.p95)}, ${ms(byArea.p95)}`,
      met: slowest < 500,
      size: `${size}; pupil_year ${mb(counted)}`,
      ratio: `one row a mark: ${(long.seconds).toFixed(1)} s, reckoned from ${thousands(long.pupils)} pupils: ${Math.round((long.seconds * 1000) / bySchool.p50)} × as long as by school (p50)`,
    },
    {
      measure: 'one child’s year: p95',
      target: '< 5 ms',
      got: `${ms(oneChild.p95)} (p50 ${ms(oneChild.p50)})`,
      met: oneChild.p95 < 5,
      size,
      ratio: 'past row security',
    },
  ]
}

const sizeOf = async ({ owner }: BenchInstallation, table: string): Promise<number> => {
  const { rows } = await owner.query<{ bytes: number }>(
    'select pg_total_relation_size($1::regclass)::float8 as bytes',
    [table],
  )
  return rows[0]?.bytes ?? 0
}

/** The same marks, with the same keys, as one row each: a tenth of the pupils, times ten. */
const measureLong = async (
  place: BenchInstallation,
  county: County,
): Promise<{ bytes: number; seconds: number; pupils: number }> => {
  const { owner } = place
  const pupils = Math.ceil(county.pupils / 10)
  await owner.query(`create table mark_row (source_person_id bigint not null, establishment_id bigint not null, child_id bigint not null,
    day date not null, session smallint not null, code text not null, known_from timestamptz not null)`)
  await owner.query(
    `insert into mark_row select source_person_id, establishment_id, child_id, date '2025-07-28' + (at / 10) * 7 + (at % 10) / 2, at % 2,
      substr(marks, at + 1, 1), seen_from from attendance_year, generate_series(0, 529) at
      where source_person_id <= $1 and substr(marks, at + 1, 1) <> '-'`,
    [pupils],
  )
  await owner.query('alter table mark_row add primary key (source_person_id, establishment_id, day, session)')
  await owner.query('create index on mark_row (child_id, day)')
  await owner.query('vacuum analyze mark_row')
  const started = performance.now()
  await owner.query(`select establishment_id, count(*) filter (where missed * 10 >= possible and possible > 0)
    from (select establishment_id, source_person_id, count(*) filter (where code in ('I', 'O')) as missed, count(*) as possible
      from mark_row group by 1, 2) y group by 1`)
  const seconds = (performance.now() - started) / 1000
  const bytes = await sizeOf(place, 'mark_row')
  await owner.query('drop table mark_row')
  const scale = county.pupils / pupils
  return { bytes: bytes * scale, seconds: seconds * scale, pupils }
}
