import { sql } from 'kysely'
import type { CommandGrant, Grant } from '../../../access/index.ts'
import type { AcademicYear, PlainDate } from '../../../kernel/index.ts'
import type { CalendarSpan, SchoolCalendar } from '../school-calendar.ts'

/** A school whose roll the reader sees, with what it has told of one school year, and who told it when. */
export type SchoolYearTold = {
  readonly address: string
  readonly school: string
  readonly spans: SchoolCalendar
  /** When its registers are due each school day, HH:MM. */
  readonly dueBy: string
  readonly told?: { readonly by: string; readonly at: Date }
}

type Row = {
  uuid: string
  school: string
  due_by: string
  kind: CalendarSpan['kind'] | null
  name: string | null
  from: PlainDate | null
  to: PlainDate | null
  teller: string | null
  known_from: Date | null
}

/** The calendars of one school year of every school whose roll the reader sees, by name; a school that has told nothing is there too. */
export const listTermDates = async (
  { tx, reader, at }: Grant<'session-count'> | CommandGrant<'recorder'>,
  year: AcademicYear,
): Promise<SchoolYearTold[]> => {
  // The command reads every reason there is, so that the reader's own are named here.
  const { rows } = await sql<Row>`
    with mine as (
      select distinct g.establishment_id as id from access.grant_row g
      where g.establishment_id is not null and g.principal = any(${reader?.principals ?? []}::bigint[])
        and g.starts_at <= ${at} and g.ends_at > ${at})
    select e.uuid, e.name as school, to_char(e.register_due, 'HH24:MI') as due_by, t.kind, t.name, t.from_on::text as from, t.to_on::text as to, p.name as teller, t.known_from
    from mine m join access.establishment e on e.id = m.id
    left join term_date t on t.establishment_id = e.id and t.year = ${year} and t.known_to = 'infinity'
    left join access.principal p on p.id = t.told_by
    order by e.name, e.id, t.from_on, t.kind desc`.execute(tx)
  return [...Map.groupBy(rows, row => row.uuid).values()].map(schoolYearOf)
}

const schoolYearOf = (rows: readonly Row[]): SchoolYearTold => {
  const [first] = rows
  const spans = rows.flatMap(({ kind, name, from, to }) =>
    kind && name && from && to ? [{ kind, name, from, to }] : [],
  )
  return {
    address: first?.uuid ?? '',
    school: first?.school ?? '',
    spans,
    dueBy: first?.due_by ?? '',
    ...(first?.teller && first.known_from ? { told: { by: first.teller, at: first.known_from } } : {}),
  }
}
