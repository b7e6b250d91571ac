import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { conflictsOf, differing, readHeadFacts } from './conflicts.queries.ts'

/** Whether `projectConflicts` may find something to do for these persons, which it rarely does, as part of a larger question. */
export const conflicting = (personIds: readonly number[]) => sql`(exists (${differing(personIds)})
  or exists (select from fact_conflict where child_id = any(${personIds}::bigint[]) and state in ('open', 'asked')))`

/**
 * Keeps the list of facts on which sources disagree for these persons: what is new is put before people, what no longer stands is
 * closed, and what a source was asked comes back once the source says something new. After whatever changes facts or links.
 */
export const projectConflicts = async (tx: Tx, personIds: readonly number[], at: Date): Promise<void> => {
  const known = await readHeadFacts(tx, personIds, { several: true })
  const today = londonDate(at)
  const now = [...known].flatMap(([child, facts]) =>
    conflictsOf(facts, today).map(({ fact, toldBy, since }) => ({ child, fact, told_by: toldBy.join('\n'), since })),
  )
  const rows = sql`json_to_recordset(${JSON.stringify(now)}::json) as n(child bigint, fact text, told_by text, since timestamptz)`
  await sql`update fact_conflict c set state = 'void', decided_at = ${at} where c.child_id = any(${personIds}::bigint[])
    and c.state in ('open', 'asked') and not exists (select from ${rows} where n.child = c.child_id and n.fact = c.fact)`.execute(
    tx,
  )
  if (now.length === 0) return
  await sql`insert into conflict_shape (fact, told_by) select distinct n.fact, n.told_by from ${rows} on conflict do nothing`.execute(
    tx,
  )
  await sql`insert into fact_conflict as c (child_id, shape_id, fact, since)
    select n.child, s.id, n.fact, n.since from ${rows} join conflict_shape s on s.fact = n.fact and s.told_by = n.told_by
    on conflict (child_id, fact) where state in ('open', 'asked') do update set shape_id = excluded.shape_id, since = excluded.since, state = 'open',
      answered_at = case when c.state = 'asked' then ${at}::timestamptz else c.answered_at end
    where c.shape_id <> excluded.shape_id or c.since <> excluded.since`.execute(tx)
}
