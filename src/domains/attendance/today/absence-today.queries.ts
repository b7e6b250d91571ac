import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import { type CardKinds, type ChildCard, listCards, pause, readMany } from '../../../children/index.ts'
import { calendarOf, isInOn } from '../../../intake/index.ts'
import {
  academicYearOf,
  type FeedState,
  feedState,
  londonDate,
  type PlainDate,
  quietDays,
  type SchoolCalendar,
  weekdayIndex,
} from '../../../kernel/index.ts'
import type { Answer, Reason } from '../called/home-call.ts'
import { unexplainedPattern } from '../unexplained.ts'
import { type Unexplained, unexplainedOn } from './absence-today.ts'

type AbsenceGrant = Grant<CardKinds | 'note' | 'pause' | 'session-count' | 'home-call'>

/** A school of the reader's, or of a child of theirs, and whether its register of today has come. */
export type SchoolFeed = {
  readonly school: string
  readonly phone?: string
  readonly dueBy: string
  readonly state: FeedState
  /** The latest day of which a register came. */
  readonly on?: PlainDate
  /** School days on end without a register, where it is quiet and has sent one before. */
  readonly quietFor?: number
  /** Children whom the reader works with, of that school. */
  readonly own: number
}
/** A pupil who is away, and nobody knows why yet. */
export type AbsentPupil = Unexplained & {
  readonly child: ChildCard
  readonly school: string
  readonly phone?: string
  /** The reader works with this child, beyond the school's roll. */
  readonly own: boolean
  /** The reader may write on the record: a call, or a visit. */
  readonly writes: boolean
  /** A call about this child is written down for today, as far as the reader may see. */
  readonly called: boolean
  /** What the school said last of its own call home today. */
  readonly schoolCalled?: { readonly answer: Answer; readonly reason: Reason; readonly at: Date }
  /** Whom to speak to before anything is done. */
  readonly consult?: { readonly who: string; readonly phone?: string }
}

const own = sql`own as materialized (
  select g.child_id, bool_or(g.writes) as writes from access.grant_row g where g.child_id is not null group by g.child_id)`

/** The schools whose pupils the reader sees, with the state of today's register; none on a day without registers. */
export const listFeeds = async ({ tx, at }: AbsenceGrant): Promise<SchoolFeed[]> => {
  const today = londonDate(at)
  const { rows } = await sql<{
    school: string
    phone: string | null
    due_by: string
    on: PlainDate | null
    own: number
    is_in: boolean | null
    calendar: SchoolCalendar
  }>`
    with ${own}, attended as (
      select y.establishment_id as id, count(distinct y.child_id)::int as own from own join attendance_year y using (child_id)
      where y.year = ${academicYearOf(today)} group by y.establishment_id)
    select e.name as school, e.phone, to_char(e.register_due, 'HH24:MI') as due_by, e.register_on::text as on, coalesce(a.own, 0) as own,
      ${isInOn(sql`e.id`, today)} as is_in, ${calendarOf(sql`e.id`, today)} as calendar
    from access.establishment e left join attended a using (id)
    where a.id is not null or e.id = any ((select access.establishments())::bigint[]) order by e.name, e.id`.execute(tx)
  return rows
    .flatMap(({ school, phone, due_by: dueBy, on: told, own, is_in: isIn, calendar }) => {
      const on = told ? { on: told } : {}
      const state = feedState({ dueBy, ...on, ...(isIn === null ? {} : { isIn }) }, at)
      const quietFor = state === 'quiet' ? quietDays(told ?? undefined, calendar, today) : undefined
      const quiet = quietFor === undefined ? {} : { quietFor }
      return state ? [{ school, ...(phone ? { phone } : {}), dueBy, state, ...on, ...quiet, own }] : []
    })
    .sort((a, b) => (b.quietFor ?? 0) - (a.quietFor ?? 0))
}

/** How many pupils a page of absence shows: longer lists are a school's own register. */
export const mostAbsent = 200

type Row = {
  child_id: number
  school: string
  phone: string | null
  marks: string
  calendar: SchoolCalendar
  own: boolean
  writes: boolean
}

/**
 * Pupils of the reader's schools and children of theirs whose register of today says that they are away without a known reason: own
 * children first, then who has been away longest. `more` is how many do not fit.
 */
export const listAbsent = async (
  grant: AbsenceGrant,
): Promise<{ readonly pupils: readonly AbsentPupil[]; readonly more: number }> => {
  const today = londonDate(grant.at)
  const year = academicYearOf(today)
  const index = weekdayIndex(year, today)
  if (index === undefined) return { pupils: [], more: 0 }
  const { rows } = await sql<Row>`
    with ${own}, mine as (select child_id, bool_or(own) as own, bool_or(writes) as writes from (
      select child_id, true as own, writes from own
      union all select r.child_id, false, false from access.roll r where r.establishment_id = any ((select access.establishments())::bigint[])
        and r.starts_on <= ${today}::date and r.ends_on > ${today}::date) x group by child_id)
    select y.child_id, e.name as school, e.phone, y.marks, ${calendarOf(sql`e.id`, today)} as calendar, m.own, m.writes
    from mine m join attendance_year y on y.child_id = m.child_id and y.year = ${year} join access.establishment e on e.id = y.establishment_id
    where substr(y.marks, ${index * 2 + 1}, 2) ~ ${unexplainedPattern}
    order by y.child_id, y.establishment_id, y.changed_at desc`.execute(grant.tx)
  // A child whom one school has told twice: the later telling.
  const once = Map.groupBy(rows, row => `${row.child_id} ${row.school}`)
  const absent = [...once.values()]
    .flatMap(([row]) => {
      const found = row && unexplainedOn(row.marks, year, today, row.calendar)
      return found ? [{ row, found }] : []
    })
    .sort(
      (a, b) =>
        Number(b.row.own) - Number(a.row.own) ||
        b.found.daysOnEnd - a.found.daysOnEnd ||
        b.found.recent.missed - a.found.recent.missed,
    )
  return { pupils: await withCards(grant, absent.slice(0, mostAbsent)), more: Math.max(0, absent.length - mostAbsent) }
}

type Absent = { readonly row: Row; readonly found: Unexplained }
const withCards = async (grant: AbsenceGrant, absent: readonly Absent[]): Promise<AbsentPupil[]> => {
  const ids = [...new Set(absent.map(({ row }) => row.child_id))]
  const cards = new Map((await listCards(grant, ids)).map(card => [card.childId, card]))
  const pauses = await readMany(grant, ids, [pause])
  const called = await listCalled(grant, ids)
  const bySchool = await listSchoolCalls(grant, ids)
  return absent.flatMap(({ row, found }) => {
    const child = cards.get(row.child_id)
    const body = pauses.get(row.child_id)?.at(-1)?.body
    const who = typeof body?.consult === 'string' ? body.consult : undefined
    const theirs = typeof body?.phone === 'string' ? { phone: body.phone } : {}
    if (!child) return []
    const { school, own, writes, phone } = row
    const schoolCalled = bySchool.get(row.child_id)
    const today = { called: called.has(row.child_id), writes, ...(schoolCalled ? { schoolCalled } : {}) }
    return [
      {
        ...found,
        ...today,
        child,
        school,
        own,
        ...(phone ? { phone } : {}),
        ...(who ? { consult: { who, ...theirs } } : {}),
      },
    ]
  })
}

const listCalled = async ({ tx, at }: AbsenceGrant, childIds: readonly number[]): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ child_id: number }>`
    select child_id from entry where child_id = any(${childIds}::bigint[]) and kind = 'note' and status = 'call'
      and true_from = ${londonDate(at)}::date and known_to = 'infinity'`.execute(tx)
  return new Set(rows.map(row => row.child_id))
}

const listSchoolCalls = async (
  { tx, at }: AbsenceGrant,
  childIds: readonly number[],
): Promise<ReadonlyMap<number, NonNullable<AbsentPupil['schoolCalled']>>> => {
  const { rows } = await sql<{ child_id: number; answer: Answer; reason: Reason; at: Date }>`
    select distinct on (child_id) child_id, status as answer, code as reason, known_from as at from entry
    where child_id = any(${childIds}::bigint[]) and kind = 'home-call' and true_from = ${londonDate(at)}::date and known_to = 'infinity'
    order by child_id, known_from desc, id desc`.execute(tx)
  return new Map(rows.map(({ child_id, ...call }) => [child_id, call]))
}
