import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import type { AcademicYear } from '../../../kernel/index.ts'
import type { SchoolCalendar } from '../school-calendar.ts'

/** The calendar of one school year, for the schools at these addresses, each of which is that of whoever told it. */
export type ToldTermDates = {
  readonly schools: readonly string[]
  readonly year: AcademicYear
  readonly spans: SchoolCalendar
  readonly toldBy: number
}

/**
 * Writes down a school year's calendar for one or more schools, all or none. What stood for that year is closed on the known clock.
 */
export const tellTermDates = async (
  { tx, at }: CommandGrant<'recorder'>,
  { schools, year, spans, toldBy }: ToldTermDates,
): Promise<void> => {
  await sql`update term_date set known_to = ${at}
    where establishment_id in (select id from access.establishment where uuid = any(${schools}::uuid[]))
      and year = ${year} and known_to = 'infinity'`.execute(tx)
  await sql`
    insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from)
    select e.id, ${year}, s.kind, s.name, s.from, s.to, ${toldBy}, ${at}
    from access.establishment e,
      jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as s(kind text, name text, "from" date, "to" date)
    where e.uuid = any(${schools}::uuid[])`.execute(tx)
}

/** Writes down when a school's registers are due each school day, as HH:MM in London. */
export const tellRegisterDue = async (
  { tx }: CommandGrant<'recorder'>,
  school: string,
  dueBy: string,
): Promise<void> => {
  await sql`update access.establishment set register_due = ${dueBy}::time where uuid = ${school}::uuid`.execute(tx)
}
