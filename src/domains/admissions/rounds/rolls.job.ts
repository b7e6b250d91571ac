import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground } from '../../../access/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { defineJob, type Job } from '../../../platform/jobs/index.ts'
import { listsAreDue } from './offers/offers.actions.ts'
import { rollsCount } from './set-up/year-group.ts'

type Row = { id: number; offerDay: PlainDate; yearGroup: string | null }

/**
 * Counts with a round's places what the schools' rolls say today: who holds an offer and has left frees a place, who is there without one takes one. What
 * a roll says again otherwise is taken back.
 */
export const countRolls = (ground: Ground): Promise<void> =>
  asActor(
    ground,
    'admissions',
    async (tx, now) => {
      const today = londonDate(now)
      const { rows } =
        await sql<Row>`select r.id, r.offer_day as "offerDay", r.year_group as "yearGroup" from admission_round r
        join admission_release l on l.round_id = r.id and l.released_at is not null order by r.id`.execute(tx)
      for (const { yearGroup, ...round } of rows) {
        const since = rollsCount({ ...round, yearGroup: yearGroup ?? undefined }, today)
        if (since === undefined) continue
        const { numAffectedRows: left } = await sql`
          with gone as (select * from access.admission_left(${round.id}, ${since}::date, ${today}::date))
          update admission_offer o set left_on = (select g.left_on from gone g where g.offer = o.id)
          where o.round_id = ${round.id} and o.ended is null and o.left_on is distinct from (select g.left_on from gone g where g.offer = o.id)`.execute(
          tx,
        )
        const { rows: before } =
          await sql`select school_key, pupils from admission_roll where round_id = ${round.id} order by 1`.execute(tx)
        await sql`delete from admission_roll where round_id = ${round.id}`.execute(tx)
        const { rows: after } =
          await sql`with counted as (insert into admission_roll (round_id, school_key, pupils, counted_at)
            select ${round.id}, school_key, pupils, ${now} from access.admission_pupils(${round.id}, ${today}::date) returning school_key, pupils)
          select * from counted order by school_key`.execute(tx)
        if (left || JSON.stringify(before) !== JSON.stringify(after)) await listsAreDue({ tx }, round.id)
      }
    },
    600,
  )

/** Counts the schools' rolls every morning, before anybody offers a place, and when a year group is begun. */
export const countRollsJob = (ground: Ground): Job =>
  defineJob({
    name: 'count-rolls',
    schema: Type.Object({}),
    cron: '20 5 * * *',
    run: () => countRolls(ground),
  }) as Job
