import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { isInOn } from '../../intake/index.ts'
import { type AcademicYear, londonDate, type PlainDate } from '../../kernel/index.ts'
import { type MarkChange, marksKnownAt, marksUntil, overlayMarks, type Register } from './attendance.ts'
import { feedWords } from './register-feed.ts'
import type { SchoolCalendar } from './school-calendar.ts'

type Row = {
  source_person_id: number
  establishment_id: number
  school: string
  laestab: string | null
  phone: string | null
  year: AcademicYear
  marks: string
  changed_at: Date
  due_by: string
  register_on: PlainDate | null
  is_in: boolean | null
  calendar: SchoolCalendar | null
}
type ChangeRow = {
  source_person_id: number
  establishment_id: number
  year: number
  position: number
  old: string
  known_from: Date
}

/**
 * The child's registers, the latest year first: one for each school and year. Read as of an earlier day, later changes are
 * undone and later days are not there. Any kind of the attendance category opens them: they carry that label themselves.
 */
export const listRegisters = async (grant: ChildGrant<'session-count'>): Promise<Register[]> => {
  const { rows } = await sql<Row>`
    select y.source_person_id, y.establishment_id, e.name as school, e.laestab, e.phone, y.year, y.marks, y.changed_at,
      to_char(e.register_due, 'HH24:MI') as due_by, e.register_on::text as register_on, ${isInOn(sql`e.id`, londonDate(grant.at))} as is_in,
      (select json_agg(json_build_object('kind', t.kind, 'name', t.name, 'from', t.from_on, 'to', t.to_on) order by t.from_on)
        from term_date t where t.establishment_id = y.establishment_id
          and case when ${grant.knownAt ?? null}::timestamptz is null then t.known_to = 'infinity'
            else t.known_from <= ${grant.knownAt ?? null} and t.known_to > ${grant.knownAt ?? null} end) as calendar
    from attendance_year y join access.establishment e on e.id = y.establishment_id
    where y.child_id = ${grant.childId} and (${grant.knownAt ?? null}::timestamptz is null or y.seen_from <= ${grant.knownAt ?? null})
    order by y.year desc, e.name, y.establishment_id, y.changed_at`.execute(grant.tx)
  const changes = grant.knownAt && rows.length > 0 ? await listLaterChanges(grant, grant.knownAt) : []
  const told = Map.groupBy(rows, row => `${row.year} ${row.establishment_id}`)
  return [...told.values()].map(tellings =>
    tellings
      .map(row => registerOf(row, changes, grant))
      .reduce((older, newer) => ({
        ...newer,
        marks: overlayMarks(older.marks, newer.marks),
      })),
  )
}

const registerOf = (
  row: Row,
  changes: readonly ChangeRow[],
  { at, knownAt }: Pick<ChildGrant<'session-count'>, 'at' | 'knownAt'>,
): Register => ({
  school: row.school,
  ...(row.laestab ? { laestab: row.laestab } : {}),
  ...(row.phone ? { phone: row.phone } : {}),
  ...(row.calendar ? { calendar: row.calendar } : {}),
  year: row.year,
  marks: marksThen(row, changes, knownAt),
  changedAt: row.changed_at,
  ...(knownAt
    ? {}
    : {
        feed: feedWords(
          {
            dueBy: row.due_by,
            ...(row.register_on ? { on: row.register_on } : {}),
            ...(row.is_in === null ? {} : { isIn: row.is_in }),
          },
          at,
        ),
      }),
})

const listLaterChanges = async (grant: ChildGrant<'session-count'>, at: Date): Promise<ChangeRow[]> => {
  const { rows } = await sql<ChangeRow>`
    select c.source_person_id, c.establishment_id, c.year, c.position, c.old, c.known_from
    from mark_change c join attendance_year y using (source_person_id, establishment_id, year)
    where y.child_id = ${grant.childId} and c.known_from > ${at}`.execute(grant.tx)
  return rows
}

const marksThen = (row: Row, changes: readonly ChangeRow[], at: Date | undefined): string => {
  if (!at) return row.marks
  const own: MarkChange[] = changes
    .filter(
      c =>
        c.source_person_id === row.source_person_id &&
        c.establishment_id === row.establishment_id &&
        c.year === row.year,
    )
    .map(c => ({ position: c.position, old: c.old, knownFrom: c.known_from }))
  const marks = marksKnownAt(row.marks, own, at)
  return marksUntil({ school: row.school, year: row.year, marks, changedAt: row.changed_at }, londonDate(at))
}
