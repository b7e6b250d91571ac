import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import { calendarOf } from '../../../intake/index.ts'
import {
  academicYearDays,
  academicYearOf,
  addDays,
  londonDate,
  NotFound,
  noMark,
  type PlainDate,
  parsePlainDate,
  parseUuid,
  weekdayIndex,
} from '../../../kernel/index.ts'
import { yearsMissing } from '../school-calendar.ts'
import { type Arrival, type DayMarks, type SentDay, sentDays } from './registers-sent.ts'

/** Four weeks of one school's registers. */
export type RegistersSent = {
  readonly address: string
  readonly school: string
  readonly dueBy: string
  readonly from: PlainDate
  readonly to: PlainDate
  readonly days: readonly SentDay[]
  /** Whether the school year of these days has no term dates, so that each weekday is taken for a school day. */
  readonly unknownDates: boolean
  /** The last day of the four weeks before, and of those after, where there are any. */
  readonly earlier?: PlainDate
  readonly later?: PlainDate
}

/** Four weeks are read at once, and how far back one may go: three years. */
const span = 28
const furthest = 3 * 365

type SchoolRow = {
  id: number
  uuid: string
  name: string
  due_by: string
  calendar: Parameters<typeof yearsMissing>[0]
}

/**
 * Which registers of a school came, and what is missing in them: counted over pupils whom the reader may see. @throws NotFound for a school that the reader has no live reason to
 * see, or a last day that is none.
 */
export const loadRegistersSent = async (
  grant: Grant<'session-count' | 'identity'>,
  address: string | undefined,
  last: string | undefined,
): Promise<RegistersSent> => {
  const { tx, at } = grant
  const today = londonDate(at)
  const to = last === undefined ? today : parsePlainDate(last)
  if (!to || to > today || to < addDays(today, -furthest)) throw new NotFound()
  const { rows } = await sql<SchoolRow>`
    select e.id, e.uuid, e.name, to_char(e.register_due, 'HH24:MI') as due_by, ${calendarOf(sql`e.id`, to)} as calendar
    from access.establishment e where e.uuid = ${parseUuid(address ?? '') ?? null} and e.id = any ((select access.establishments())::bigint[])`.execute(
    tx,
  )
  const school = rows[0]
  if (!school) throw new NotFound()
  // A page is of one school year, so that one string of marks is read for each pupil.
  const from = latest(addDays(to, 1 - span), academicYearDays(academicYearOf(to)).from)
  const facts = {
    calendar: school.calendar,
    dueBy: school.due_by,
    arrivals: await listArrivals(grant, school.id, from, to),
    marks: await listMarks(grant, school.id, from, to),
  }
  const later = addDays(to, span)
  return {
    address: school.uuid,
    school: school.name,
    dueBy: school.due_by,
    from,
    to,
    days: sentDays(facts, from, to, at),
    unknownDates: yearsMissing(school.calendar, to, to).length > 0,
    ...(from > addDays(today, -furthest) ? { earlier: addDays(from, -1) } : {}),
    ...(to < today ? { later: later < today ? later : today } : {}),
  }
}

const latest = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)

const listArrivals = async (
  { tx }: Grant<'session-count'>,
  school: number,
  from: PlainDate,
  to: PlainDate,
): Promise<ReadonlyMap<PlainDate, Arrival>> => {
  const { rows } = await sql<Arrival & { day: PlainDate }>`
    select on_day::text as day, first_at as "firstAt", last_at as "lastAt" from access.register_arrivals(${school}, ${from}::date, ${to}::date)`.execute(
    tx,
  )
  return new Map(rows.map(({ day, firstAt, lastAt }) => [day, { firstAt, lastAt }]))
}

type PupilRow = { child_id: number; starts_on: PlainDate; ends_on: PlainDate | 'infinity'; marks: string | null }

/** Each day of each pupil who was on the roll on it, with the marks of this school. */
const listMarks = async (
  { tx }: Grant<'session-count' | 'identity'>,
  school: number,
  from: PlainDate,
  to: PlainDate,
): Promise<readonly DayMarks[]> => {
  const year = academicYearOf(to)
  const days = weekdays(year, from, to)
  const [first] = days
  if (!first) return []
  const { rows } = await sql<PupilRow>`
    select r.child_id, r.starts_on::text, r.ends_on::text, substr(y.marks, ${first.index * 2 + 1}, ${days.length * 2}) as marks
    from access.roll r join person p on p.id = r.child_id
    left join attendance_year y on y.child_id = r.child_id and y.establishment_id = r.establishment_id and y.year = ${year}
    where r.establishment_id = ${school} and r.starts_on <= ${to}::date and r.ends_on > ${from}::date`.execute(tx)
  // A pupil whom two sources tell of has two rows of marks here: whichever has one.
  const marked = new Map<string, DayMarks>()
  for (const { child_id: child, starts_on: starts, ends_on: ends, marks } of rows)
    for (const [at, { day }] of days.entries()) {
      if (starts > day || (ends !== 'infinity' && day >= ends)) continue
      const key = `${child} ${day}`
      const [am, pm] = [marks?.[at * 2] ?? noMark, marks?.[at * 2 + 1] ?? noMark]
      const known = marked.get(key)
      marked.set(key, {
        day,
        am: known && known.am !== noMark ? known.am : am,
        pm: known && known.pm !== noMark ? known.pm : pm,
      })
    }
  return [...marked.values()]
}

const weekdays = (year: number, from: PlainDate, to: PlainDate): { day: PlainDate; index: number }[] => {
  const days: { day: PlainDate; index: number }[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const index = weekdayIndex(year, day)
    if (index !== undefined) days.push({ day, index })
  }
  return days
}
