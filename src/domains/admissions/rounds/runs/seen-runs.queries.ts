import { sql } from 'kysely'
import type { Desk } from '../rounds.queries.ts'
import { asSeen, type Seen } from './run-report.ts'
import type { Run } from './runs.queries.ts'

/**
 * Runs with their counts over the children whom the reader may see, so that they add up to the lists beside them and no difference tells of anybody else
 * (reference/security.md 3.8). Where nobody is shut to the reader that is what the report says, and nothing is counted.
 */
export const runsAsSeen = async ({ tx }: Desk, runs: readonly Run[]): Promise<Run[]> => {
  const done = runs.filter(one => one.report !== null).map(one => one.id)
  const { rows: shut } = await sql`select where cardinality(access.refused()) > 0`.execute(tx)
  if (done.length === 0 || shut.length === 0) return [...runs]
  const { rows } = await sql<Seen & { run: number }>`
    with p as (select * from admission_place where run_id = any(${done}::bigint[])),
    s as (select * from admission_standing where run_id = any(${done}::bigint[]))
    select r.id as run, (select count(*)::integer from p where p.run_id = r.id) as children,
      (select count(*)::integer from p where p.run_id = r.id and school_key is null) as unplaced,
      (select count(*)::integer from p where p.run_id = r.id and given_by = 'plan') as "byPlan",
      (select count(*)::integer from p where p.run_id = r.id and given_by = 'second pass') as "secondPass",
      (select count(*)::integer from s where s.run_id = r.id and explanation is not null) as written,
      (select coalesce(jsonb_object_agg(n.rank, n.count), '{}') from (select rank, count(*) from p where p.run_id = r.id and school_key is not null
        and rank is not null group by rank) n) as "byRank",
      (select coalesce(jsonb_object_agg(n.school_key, n.count), '{}') from (select school_key, count(*) from p where p.run_id = r.id
        and school_key is not null group by school_key) n) as offered,
      (select coalesce(jsonb_object_agg(n.school_key, n.count), '{}') from (select school_key, count(*) from s where s.run_id = r.id
        and waiting_position is not null group by school_key) n) as waiting
    from admission_run r where r.id = any(${done}::bigint[])`.execute(tx)
  const seen = new Map(rows.map(one => [one.run, one]))
  return runs.map(one => {
    const counted = seen.get(one.id)
    return one.report && counted ? { ...one, report: asSeen(one.report, counted) } : one
  })
}
