import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { noMark } from '../kernel/index.ts'
import { placeRegisters, type RegisterToPlace } from './place-registers.actions.ts'
import { insertProblems, type PlannedProblem, problemRow } from './problems.actions.ts'
import type { RegisterContent } from './registers.ts'
import type { Run } from './run.ts'
import { notifyRun } from './save-batch.actions.ts'
import { closeRecords } from './source-records.actions.ts'

/**
 * Ends the reading of a run, all or nothing: rows that a whole list no longer has get a `gone` version (never a deletion),
 * the lists are remembered, and the run goes to the linker.
 */
export const endReading = async (tx: Tx, run: Run, at: Date): Promise<void> => {
  await holdBackScopes(tx, run)
  const gone = await insertGone(tx, run, at)
  await unmarkGone(
    tx,
    run,
    gone.map(g => g.replaced),
    at,
  )
  await closeRecords(
    tx,
    gone.map(g => g.replaced),
    at,
  )
  await sql`insert into intake.snapshot (source_id, scope, as_of, run_id)
    select distinct ${run.sourceId}, scope, as_of, ${run.id}::bigint from intake.seen where run_id = ${run.id}
    on conflict do nothing`.execute(tx)
  await sql`delete from intake.seen where run_id = ${run.id}`.execute(tx)
  await sql`update import_run set state = 'linking', to_link = (select count(*) from source_person where first_run_id = ${run.id} and to_link)
    where id = ${run.id}`.execute(tx)
  await notifyRun(tx, run.uuid)
}

/**
 * A row that could not be read may be any row of the list: while there is one, nothing missing from the lists of that file is
 * taken for gone, and the sender is told.
 */
const holdBackScopes = async (tx: Tx, run: Run): Promise<void> => {
  const { rows } = await sql<{ file_id: number; rows: number }>`
    select p.file_id, count(*)::int as rows from import_problem p
    where p.run_id = ${run.id} and p.outcome in ('rejected', 'waiting') and p.row_key is null
      and exists (select 1 from intake.seen s where s.run_id = ${run.id} and s.file_id = p.file_id) group by p.file_id`.execute(
    tx,
  )
  for (const held of rows) {
    await sql`delete from intake.seen s using (select distinct scope from intake.seen where run_id = ${run.id} and file_id = ${held.file_id}) h
      where s.run_id = ${run.id} and s.scope = h.scope`.execute(tx)
    await insertProblems(tx, run.id, held.file_id, [heldBack(held.rows)])
  }
}

const heldBack = (rows: number): PlannedProblem =>
  problemRow(
    'warning',
    {
      problem: 'Rows missing from this list were not taken for gone, because some of its rows could not be read.',
      got: String(rows),
      fix: 'Mend the rejected rows and send the whole list again.',
    },
    undefined,
  )

type Gone = { readonly replaced: number }

const insertGone = async (tx: Tx, run: Run, at: Date): Promise<Gone[]> => {
  // Nothing is known of a table that was filled a moment ago, and a nested loop over it takes time by the square.
  await sql`set local enable_nestloop = off`.execute(tx)
  const { rows } = await sql<Gone>`
    with listed as (select scope, max(as_of) as as_of from intake.seen where run_id = ${run.id} group by scope),
    missing as materialized (
      select r.id, r.key, r.scope, r.person_key, r.register, listed.as_of
      from listed join source_record r on r.source_id = ${run.sourceId} and r.scope = listed.scope
      where r.known_to = 'infinity' and not r.gone and r.as_of <= listed.as_of
        and not exists (select 1 from intake.seen s where s.run_id = ${run.id} and s.scope = r.scope and s.key = r.key)),
    added as (
      insert into source_record (source_id, key, version, scope, person_key, run_id, as_of, gone, content, content_hash, register, known_from)
      select ${run.sourceId}, m.key, (select max(v.version) + 1 from source_record v where v.source_id = ${run.sourceId} and v.key = m.key),
        m.scope, m.person_key, ${run.id}, m.as_of, true, '{}', '', m.register, ${at}
      from missing m)
    select id as replaced from missing`.execute(tx)
  await sql`set local enable_nestloop = on`.execute(tx)
  return rows
}

/** Registers that a whole list no longer has take their marks back with them. */
const unmarkGone = async (tx: Tx, run: Run, ids: readonly number[], at: Date): Promise<void> => {
  const registers = await loadRegisters(tx, ids)
  await placeRegisters(
    tx,
    run,
    registers.map(r => ({ ...r, how: 'later', marks: r.marks.map(([key]) => [key, noMark, noMark]) })),
    at,
  )
}

const loadRegisters = async (tx: Tx, ids: readonly number[]): Promise<RegisterToPlace[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number; content: RegisterContent; as_of: Date }>`
    select id, content, as_of from source_record where id = any(${ids}::bigint[]) and register`.execute(tx)
  return rows.map(({ id, content, as_of }) => ({
    laestab: content.laestab,
    date: content.date,
    how: 'later',
    asOf: as_of,
    recordId: id,
    marks: content.marks.map(([key, am, pm]) => [key, am, pm] as const),
  }))
}

/**
 * Counts what the run brought, once its people have been linked, and ends it. Whoever waits on a question that ordinary reviewers do not see is
 * counted as new: beside the list, the number would tell of it.
 */
export const endRun = async (tx: Tx, run: Run, at: Date): Promise<void> => {
  const changes = await countChanges(tx, run)
  await sql`
    update import_run set state = 'done', finished_at = ${at}, changes = ${JSON.stringify(changes)}::jsonb, read_bytes = total_bytes,
      people_new = p.made, people_linked = p.linked, people_review = p.review
    from (
      select count(*) filter (where not review and not joined) as made, count(*) filter (where not review and joined) as linked,
        count(*) filter (where review) as review
      from (
        select exists (select 1 from review_case c where c.state in ('open', 'asked')
            and c.kind not in ('sealed', 'restricted') and (c.a_source_person = s.id or c.b_source_person = s.id)) as review,
          exists (select 1 from source_person o where o.person_id = s.person_id and o.id < s.id) as joined
        from source_person s where s.first_run_id = ${run.id}) x) p
    where import_run.id = ${run.id}`.execute(tx)
  await notifyRun(tx, run.uuid)
}

export type ServiceChanges = {
  readonly service: string
  readonly new: number
  readonly changed: number
  readonly gone: number
}

const countChanges = async (tx: Tx, run: Run): Promise<ServiceChanges[]> => {
  const { rows } = await sql<Omit<ServiceChanges, 'service'>>`
    select count(*) filter (where not gone and not before)::int as new, count(*) filter (where not gone and before)::int as changed,
      count(*) filter (where gone)::int as gone
    from (
      select distinct on (r.key) r.gone, exists (select 1 from source_record e join import_run u on u.id = e.run_id
          where e.source_id = r.source_id and e.key = r.key and e.run_id <> r.run_id and e.version < r.version and u.state <> 'undone') as before
      from source_record r where r.run_id = ${run.id} and r.known_to = 'infinity' order by r.key, r.version desc) x`.execute(
    tx,
  )
  const [counts] = rows
  return counts && counts.new + counts.changed + counts.gone > 0 ? [{ service: run.source.service, ...counts }] : []
}
