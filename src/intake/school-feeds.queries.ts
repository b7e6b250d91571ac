import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { academicYearOf, londonDate, type PlainDate } from '../kernel/index.ts'
import { type FeedState, feedState } from './school-feeds.ts'

/** Whether a school's pupils are in on a day, as its term dates say; null where they are not told for that year. */
export const isInOn = (establishment: RawBuilder<unknown>, day: PlainDate): RawBuilder<boolean | null> => sql`
  (select case when bool_or(t.kind = 'term') then bool_or(t.kind = 'term' and ${day}::date between t.from_on and t.to_on)
      and not bool_or(t.kind <> 'term' and ${day}::date between t.from_on and t.to_on) end
    from term_date t where t.establishment_id = ${establishment} and t.year = ${academicYearOf(day)} and t.known_to = 'infinity')`

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
}

type Row = Omit<SendingSchool, 'state'> & { isIn: boolean | null }

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
      ${isInOn(sql`e.id`, londonDate(at))} as "isIn"
    from access.establishment e where e.laestab is not null and (e.register_on is not null
      or exists (select from feed_key k where k.laestab = e.laestab and k.revoked_at is null)
      or exists (select from feed_pull p where p.laestab = e.laestab and p.token <> '')) order by e.name, e.laestab`.execute(
    tx,
  )
  const schools = rows.map(({ isIn, ...row }) => ({
    ...row,
    state: feedState({ dueBy: row.dueBy, ...(row.on ? { on: row.on } : {}), ...(isIn === null ? {} : { isIn }) }, at),
  }))
  return schools.sort((a, b) => Number(b.state === 'quiet') - Number(a.state === 'quiet'))
}
