import { sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../../access/index.ts'
import { type AcademicYear, academicYearOf, londonDate, mondayOf, type PlainDate } from '../../../kernel/index.ts'
import type { AbsenceCount, Grouping } from '../by-school/absence-by-school.ts'
import { groundsOn } from '../notices/child-state.queries.ts'
import { holdSmallChanges, type Published } from './hold.ts'

type Counted = { name: string | null; pupils: number; persistent: number; severe: number }
const groupings = ['school', 'year-group', 'ward', 'area'] as const satisfies readonly Grouping[]

/**
 * Counts absence for the week, once in it, when the first files of it that came together are all in: by school, year group, ward and area for every school year, and by care group for this one. What is
 * published stands until the next week. Gives whether it counted. Run again, it changes nothing.
 */
export const publishAbsence = async (ground: Ground): Promise<boolean> => {
  const years = await asActor(
    ground,
    'rules',
    async (tx, at) => ((await isDue(tx, at)) && (await isAllIn(tx, at)) ? await listYears(tx) : []),
    120,
  )
  if (years.length === 0) return false
  await asActor(
    ground,
    'counts',
    async (tx, at) => {
      for (const year of years)
        for (const grouping of groupings) await publish(tx, at, year, grouping, await count(tx, year, grouping))
    },
    300,
  )
  await asActor(
    ground,
    'rules',
    async (tx, at) => {
      const year = academicYearOf(londonDate(at))
      await publish(tx, at, year, 'care', await countCare(tx, year, londonDate(at)))
    },
    300,
  )
  return true
}

/** Nothing has been published since Monday, or nothing of this school year. */
const isDue = async (tx: Tx, at: Date): Promise<boolean> => {
  const { rows } = await sql<{ at: Date | null }>`select max(at) as at from absence_publication`.execute(tx)
  const last = rows[0]?.at
  if (!last || mondayOf(londonDate(last)) < mondayOf(londonDate(at))) return true
  // A new school year does not wait for Monday.
  const year = academicYearOf(londonDate(at))
  const { rows: fresh } = await sql`select 1 from pupil_year where year = ${year}
    and not exists (select from absence_publication where year = ${year} and grouped = 'school') limit 1`.execute(tx)
  return fresh.length > 0
}

/**
 * No other file of the last day waits its turn: what a first load brings is counted once it is in, and not by the first of its files for a
 * week. The run that asks is being worked itself.
 */
const isAllIn = async (tx: Tx, at: Date): Promise<boolean> => {
  const { rows } = await sql`select 1 from import_run
    where state in ('received', 'reading', 'linking') and received_at > ${at}::timestamptz - interval '1 day' limit 2`.execute(
    tx,
  )
  return rows.length < 2
}

const listYears = async (tx: Tx): Promise<AcademicYear[]> => {
  const { rows } = await sql<{ year: number }>`select distinct year from pupil_year order by year`.execute(tx)
  return rows.map(row => row.year)
}

const count = async (tx: Tx, year: AcademicYear, grouping: Grouping): Promise<AbsenceCount[]> => {
  const { rows } = await sql<Counted>`
    select name, pupils, persistent, severe from access.absence_counts(${year}::smallint, ${grouping})`.execute(tx)
  return rows.map(named)
}

/** By what a child stands under today, in care before a plan before special needs; nothing is derived from a sealed fact. */
const countCare = async (tx: Tx, year: AcademicYear, today: PlainDate): Promise<AbsenceCount[]> => {
  const { rows } = await sql<Counted>`
    with ground as materialized (
      select e.child_id, min(case k.standing when 'in-care' then 1 when 'protection-plan' then 2 else 3 end) as place
      from ${groundsOn(today)} and e.seal is null and e.child_id is not null group by e.child_id)
    select case g.place when 1 then 'in-care' when 2 then 'protection-plan' when 3 then 'special-needs' end as name, count(*)::integer as pupils,
      (count(*) filter (where (y.authorised + y.unauthorised) * 10 >= y.possible and (y.authorised + y.unauthorised) * 2 < y.possible))::integer as persistent,
      (count(*) filter (where (y.authorised + y.unauthorised) * 2 >= y.possible))::integer as severe
    from pupil_year y left join ground g on g.child_id = y.child_id
    where y.year = ${year} and y.possible > 0 and not exists (select from access.hidden_person h where h.source_person_id = y.source_person_id)
    group by 1`.execute(tx)
  return rows.map(named)
}

const named = ({ name, ...counts }: Counted): AbsenceCount => ({ name: name ?? undefined, ...counts })

const publish = async (
  tx: Tx,
  at: Date,
  year: AcademicYear,
  grouping: Grouping,
  counts: readonly AbsenceCount[],
): Promise<void> => {
  const { rows } = await sql<{ counts: Published[] }>`
    select counts from absence_publication where year = ${year} and grouped = ${grouping}`.execute(tx)
  const held = holdSmallChanges(rows[0]?.counts ?? [], counts, grouping, londonDate(at))
  await sql`insert into absence_publication (year, grouped, at, counts) values (${year}, ${grouping}, ${at}, ${JSON.stringify(held)}::jsonb)
    on conflict (year, grouped) do update set at = excluded.at, counts = excluded.counts`.execute(tx)
}
