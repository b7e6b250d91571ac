import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { projectConflicts } from '../golden-record/index.ts'

/** So many children in one transaction. */
const atOnce = 500
/** A night on which nothing ran is made up for on one of the next. */
const nights = 3

/**
 * Finds the conflicts that began or ended by the calendar alone: an address that was told before the day it holds from, or whose last day has
 * gone by, changes what sources differ on without anything being written.
 */
export const findConflictsOfDay = async (ground: Ground): Promise<void> => {
  const children = await asActor(ground, 'clearing-house', listTurned, 120)
  for (let from = 0; from < children.length; from += atOnce)
    await asActor(
      ground,
      'clearing-house',
      (tx, at) => projectConflicts(tx, children.slice(from, from + atOnce), at),
      120,
    )
}

/** Children of whom a fact that was known before has begun or ceased to hold in the last nights. */
const listTurned = async (tx: Tx, at: Date): Promise<number[]> => {
  const today = londonDate(at)
  const turned = (day: 'true_from' | 'true_to') =>
    sql`(e.${sql.ref(day)} <= ${today}::date and e.${sql.ref(day)} > ${today}::date - ${nights}::integer and e.${sql.ref(day)} > e.known_from::date)`
  const { rows } = await sql<{ child_id: number }>`
    select distinct e.child_id from entry e where e.known_to = 'infinity' and e.child_id is not null and e.kind in ('identity', 'identifier', 'address')
      and (${turned('true_from')} or ${turned('true_to')}) order by 1`.execute(tx)
  return rows.map(row => row.child_id)
}

/** Every night, once the day has turned in London. */
export const conflictsOfDayJob = (ground: Ground): Job =>
  defineJob({
    name: 'find-conflicts-of-day',
    schema: Type.Object({}),
    cron: '20 0 * * *',
    run: () => findConflictsOfDay(ground),
  }) as Job
