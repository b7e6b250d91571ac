import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { closeHanging } from './hanging.actions.ts'
import type { RunToUndo } from './run.ts'
import { notifyRun } from './save-batch.actions.ts'
import { remarkStanding, unmarkRun } from './undo-marks.actions.ts'

/** Takes back all that a run brought, in one transaction: design 2.1, rule 6. */
export const takeBack = async (tx: Tx, run: RunToUndo, at: Date): Promise<void> => {
  await unmarkRun(tx, run, at)
  const { rows } = await sql<{ id: number }>`
    update source_record set known_to = ${at} where run_id = ${run.id} and known_to = 'infinity' returning id`.execute(
    tx,
  )
  await closeHanging(
    tx,
    rows.map(r => r.id),
    at,
  )
  await sql`update import_run set state = 'undone' where id = ${run.id}`.execute(tx)
  await sql`delete from intake.snapshot where run_id = ${run.id}`.execute(tx)
  const reopened = await reopenBefore(tx, run)
  await reopenHanging(tx, reopened, at)
  await remarkStanding(tx, run, at)
  await restoreIdentities(tx, run)
  await notifyRun(tx, run.uuid)
}

/** For each row that stands no longer, the latest version before it stands again: the source's own order decides. */
const reopenBefore = async (tx: Tx, run: RunToUndo): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    update source_record set known_to = 'infinity' where id in (
      select distinct on (r.key) r.id
      from (select distinct key from source_record where run_id = ${run.id}) k
      join source_record r on r.source_id = ${run.sourceId} and r.key = k.key
      join import_run u on u.id = r.run_id and u.state <> 'undone'
      where not exists (select 1 from source_record c where c.source_id = ${run.sourceId} and c.key = k.key and c.known_to = 'infinity')
      order by r.key, r.as_of desc, r.version desc)
    returning id`.execute(tx)
  return rows.map(r => r.id)
}

// An entry's known time is never reopened: what it says is told anew, from now on. So a read as of a day in between still
// shows what was known on that day.
const reopenHanging = async (tx: Tx, recordIds: readonly number[], at: Date): Promise<void> => {
  if (recordIds.length === 0) return
  await sql`
    insert into entry (source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, flags, body, true_from, true_to,
      known_from, source_id, source_record_id, run_id, occasion_id, replaces, due_on, status, code, number, ref)
    select e.source_person_id, s.person_id, e.uprn, e.kind, e.category, e.category_bit, e.sensitivity, e.summary, e.flags, e.body, e.true_from,
      e.true_to, ${at}, e.source_id, e.source_record_id, e.run_id, e.occasion_id, e.id, e.due_on, e.status, e.code, e.number, e.ref
    from entry e left join source_person s on s.id = e.source_person_id
    where e.source_record_id = any(${recordIds}::bigint[]) and e.replaces is null`.execute(tx)
  for (const table of ['involvement', 'intake.enrolment', 'intake.family_claim']) {
    await sql`update ${sql.table(table)} set known_to = 'infinity' where source_record_id = any(${recordIds}::bigint[])`.execute(
      tx,
    )
  }
}

/**
 * Each person the run spoke of is again who the row that stands now says; all go to the linker. Whom no row told of, though the run is
 * named as where they are from, is one that was invented to try the reviewers: they meet nobody.
 */
const restoreIdentities = async (tx: Tx, run: RunToUndo): Promise<void> => {
  const touched = sql`select distinct person_key from source_record where run_id = ${run.id} and person_key is not null`
  await sql`
    update source_person s set identity = x.identity, identity_hash = sha256(convert_to(x.identity::text, 'UTF8')), identity_as_of = x.as_of
    from (
      select distinct on (r.person_key) r.person_key, r.identity, r.as_of from (${touched}) t
      join source_record r on r.source_id = ${run.sourceId} and r.person_key = t.person_key
      where r.known_to = 'infinity' and r.identity is not null order by r.person_key, r.as_of desc, r.id desc) x
    where s.source_id = ${run.sourceId} and s.key = x.person_key and s.identity <> x.identity`.execute(tx)
  await sql`update source_person set to_link = true
    where source_id = ${run.sourceId} and ((first_run_id = ${run.id} and identity_as_of > '-infinity') or key in (${touched}))`.execute(
    tx,
  )
}
