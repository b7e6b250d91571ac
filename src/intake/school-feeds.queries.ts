import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import {
  academicYearOf,
  type FeedState,
  feedState,
  londonDate,
  type PlainDate,
  quietDays,
  type SchoolCalendar,
} from '../kernel/index.ts'

/** Whether a school's pupils are in on a day, as its term dates say; null where they are not told for that year. */
export const isInOn = (establishment: RawBuilder<unknown>, day: PlainDate): RawBuilder<boolean | null> => sql`
  (select case when bool_or(t.kind = 'term') then bool_or(t.kind = 'term' and ${day}::date between t.from_on and t.to_on)
      and not bool_or(t.kind <> 'term' and ${day}::date between t.from_on and t.to_on) end
    from term_date t where t.establishment_id = ${establishment} and t.year = ${academicYearOf(day)} and t.known_to = 'infinity')`

/** What a school has told of its days in this school year and the one before, as an array of spans. */
export const calendarOf = (establishment: RawBuilder<unknown>, day: PlainDate): RawBuilder<SchoolCalendar> => sql`
  (select coalesce(json_agg(json_build_object('kind', t.kind, 'name', t.name, 'from', t.from_on, 'to', t.to_on)), '[]') from term_date t
    where t.establishment_id = ${establishment} and t.year >= ${academicYearOf(day) - 1} and t.known_to = 'infinity')`

/** A school that sends its registers, or has been given a way to, and whether today's has come. */
export type SendingSchool = {
  readonly laestab: string
  readonly school: string
  readonly dueBy: string
  readonly on: PlainDate | null
  readonly cameAt: Date | null
  /** What was in the way when it was last asked, where we ask it. */
  readonly problem: string | null
  /** Undefined on a day without registers. */
  readonly state: FeedState | undefined
  /** School days on end without a register, where it is quiet and has sent one before. */
  readonly quietFor?: number
}

type Row = Omit<SendingSchool, 'state' | 'quietFor'> & { isIn: boolean | null; calendar: SchoolCalendar }

/** Every school that sends registers, the quiet ones first. A school that has never sent any and has no key is none. */
export const listSendingSchools = async ({
  tx,
  at,
}: {
  readonly tx: Tx
  readonly at: Date
}): Promise<SendingSchool[]> => {
  const { rows } = await sql<Row>`
    select e.laestab, e.name as school, to_char(e.register_due, 'HH24:MI') as "dueBy", e.register_on::text as on, e.register_at as "cameAt",
      (select p.problem from feed_pull p where p.laestab = e.laestab) as problem,
      ${isInOn(sql`e.id`, londonDate(at))} as "isIn", ${calendarOf(sql`e.id`, londonDate(at))} as calendar
    from access.establishment e where e.laestab is not null and (e.register_on is not null
      or exists (select from feed_key k where k.laestab = e.laestab and k.revoked_at is null)
      or exists (select from feed_pull p where p.laestab = e.laestab and p.token <> '')) order by e.name, e.laestab`.execute(
    tx,
  )
  const schools = rows.map(({ isIn, calendar, ...row }) => {
    const on = row.on ?? undefined
    const state = feedState({ dueBy: row.dueBy, ...(on ? { on } : {}), ...(isIn === null ? {} : { isIn }) }, at)
    const quietFor = state === 'quiet' ? quietDays(on, calendar, londonDate(at)) : undefined
    return { ...row, state, ...(quietFor === undefined ? {} : { quietFor }) }
  })
  return schools.sort(
    (a, b) => Number(b.state === 'quiet') - Number(a.state === 'quiet') || (b.quietFor ?? 0) - (a.quietFor ?? 0),
  )
}
