import { testGrounds } from '../src/access/testing/index.ts'
import { releaseOffers, workRun } from '../src/domains/admissions/rounds/runs/run.job.ts'
import { rankLists } from '../src/domains/admissions/rounds/waiting/waiting.job.ts'
import { testDatabase } from '../src/platform/testing/index.ts'
import type { Result } from './bench.ts'
import { thousands } from './measure.ts'

const schools = 80
const wants = 6

/**
 * A round of the council's own database: from applications that are in and checked to places, standings and explanations kept; then the waiting lists of
 * all schools, put in order for the first time and again after one family declined.
 */
export const roundFromDatabase = async (children: number, tell: (line: string) => void): Promise<Result[]> => {
  const db = await testDatabase()
  const { pages, jobs } = await testGrounds(db, () => new Date('2027-03-02T09:00:00Z'))
  try {
    await write(db.owner, children)
    tell(`  ${thousands(children)} applications in the database`)
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const started = performance.now()
      await work()
      return (performance.now() - started) / 1000
    }
    const run = await timed(() => workRun(jobs, 1))
    const { rows } = await db.owner.query<{ state: string; unplaced: string; untrue: string }>(
      `select state, report->>'unplaced' as unplaced, report->'explanations'->>'untrue' as untrue from admission_run`,
    )
    if (rows[0]?.state !== 'done') throw new Error('The run was refused.')
    await db.owner.query(`insert into admission_release (round_id, run_id, approved_at) values (1, 1, now())`)
    const release = await timed(() => releaseOffers(jobs))
    const first = await timed(() => rankLists(jobs, 1))
    await db.owner.query(
      `update admission_offer set ended = 'declined', ended_at = now() where id = (select min(id) from admission_offer where rank = 2)`,
    )
    const again = await timed(() => rankLists(jobs, 1))
    const size = `${thousands(children)} children, ${schools} schools, ${wants} preferences`
    return [
      {
        measure: 'admissions: a run from the database, frozen, ranked, given, explained and kept',
        target: '< 60 s',
        got: `${run.toFixed(1)} s`,
        met: run < 60,
        size,
        ratio: `${rows[0].unplaced} without a place, ${rows[0].untrue} explanations untrue`,
      },
      {
        measure: 'admissions: offers made, and the waiting lists of all schools put in order',
        target: '–',
        got: `${release.toFixed(1)} s and ${first.toFixed(1)} s; again after one answer ${again.toFixed(1)} s`,
        size,
      },
    ]
  } finally {
    for (const one of [pages, jobs]) await one.db.destroy().catch(() => {})
    await db.drop().catch(() => {})
  }
}

type Owner = Awaited<ReturnType<typeof testDatabase>>['owner']

/** Schools on a grid of 30 by 30 km, children anywhere on it, each wanting the six nearest; one in five has a brother or sister at the first. */
const write = async (owner: Owner, children: number): Promise<void> => {
  await owner.query(`insert into access.principal (kind, key, name) values ('user', 'bench-officer', 'Bench')`)
  await owner.query(`insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
    select 'Bench', '2015-09-01', '2016-08-31', '2026-10-31', '2027-03-01', '2027-03-01 09:00+00', 'bench', encode(sha256('bench'), 'hex'), 'Nobody', max(id), now()
    from access.principal`)
  await owner.query(
    `insert into admission_school (round_id, key, name, places, settings, told_by, known_from)
      select r.id, 'S' || lpad(s::text, 3, '0'), 'School ' || s, $1, jsonb_build_object('easting', 400000 + (s % 10) * 3000, 'northing', 300000 + (s / 10) * 3000,
        'distance', '{"from": "coordinates", "unit": "miles", "decimals": 3}'::jsonb,
        'criteria', '[{"name": "brother or sister", "when": {"sibling": "@school"}}, {"name": "other"}]'::jsonb), r.made_by, now()
      from admission_round r, generate_series(0, ${schools - 1}) as s`,
    [Math.ceil(children / schools)],
  )
  await owner.query(
    `insert into admission_application (round_id, reference, tied, forename, surname, birth_date, facts, received_on, told_by, told_at)
      select r.id, 'A' || lpad(c::text, 6, '0'), 'none', 'Child ' || c, 'Bench', '2016-01-01', jsonb_build_object('easting', (400000 + (c::bigint * 7919) % 27000)::text,
        'northing', (300000 + (c::bigint * 104729) % 21000)::text), '2026-10-01', r.made_by, now() from admission_round r, generate_series(1, $1::integer) as c`,
    [children],
  )
  await owner.query(`insert into admission_preference (application_id, rank, school_key, told_by, known_from)
    select a.id, w.rank, w.key, a.told_by, now() from admission_application a cross join lateral (select s.key, row_number() over (order by
      ((s.settings->>'easting')::numeric - (a.facts->>'easting')::numeric) ^ 2 + ((s.settings->>'northing')::numeric - (a.facts->>'northing')::numeric) ^ 2, s.key) as rank
      from admission_school s order by rank limit ${wants}) w`)
  await owner.query(`update admission_application a set facts = facts || jsonb_build_object('sibling', (select school_key from admission_preference p
    where p.application_id = a.id and p.rank = 1)) where a.id % 5 = 0`)
  await owner.query(`insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
    select a.id, f, true, 'bench', a.told_by, now() from admission_application a cross join lateral unnest(case when a.id % 5 = 0 then '{address,sibling}'::text[] else '{address}' end) as f`)
  await owner.query(
    `insert into admission_run (round_id, started_by, started_at) select id, made_by, now() from admission_round`,
  )
  await owner.query('analyze')
}
