import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { calendarOf } from '../../../intake/index.ts'
import {
  type AcademicYear,
  academicYearDays,
  academicYearOf,
  addDays,
  isYearTold,
  londonDate,
  type PlainDate,
  quietDays,
  quietForDays,
  type SchoolCalendar,
} from '../../../kernel/index.ts'
import type { Published } from '../published/hold.ts'
import type { Grouping } from './absence-by-school.ts'

/** What was last published of a school year: how many pupils missed how much, by group. Counts of everybody: suppress before showing. */
export const loadPublished = async (
  { tx }: CommandGrant<'counts'>,
  year: AcademicYear,
  grouping: Grouping,
): Promise<{ readonly counts: readonly Published[]; readonly at?: Date }> => {
  const { rows } = await sql<{ counts: Published[]; at: Date }>`
    select counts, at from absence_publication where year = ${year} and grouped = ${grouping}`.execute(tx)
  return rows[0] ?? { counts: [] }
}

/** A school, and what its numbers rest on: whether it has told its term dates of the year, and how far its registers reach. */
export type Reach = {
  readonly school: string
  readonly datesTold: boolean
  /** The latest day of which a register came, where it has been quiet for days since; of this school year alone. */
  readonly quietSince?: PlainDate
}

/** The schools of these names that a reader should know something of beside their numbers. It says nothing of any pupil. */
export const listReach = async (
  { tx, at }: CommandGrant<'counts'>,
  year: AcademicYear,
  schools: readonly string[],
): Promise<readonly Reach[]> => {
  const { from } = academicYearDays(year)
  const { rows } = await sql<{ school: string; on: PlainDate | null; calendar: SchoolCalendar }>`
    select e.name as school, e.register_on::text as on, ${calendarOf(sql`e.id`, from)} as calendar
    from access.establishment e where e.name = any(${schools}::text[]) order by e.name, e.id`.execute(tx)
  const today = londonDate(at)
  return rows.flatMap(({ school, on, calendar }): Reach[] => {
    const datesTold = isYearTold(calendar, year)
    const quiet =
      on !== null &&
      year === academicYearOf(today) &&
      (quietDays(on, calendar, addDays(today, -1)) ?? 0) >= quietForDays
    return datesTold && !quiet ? [] : [{ school, datesTold, ...(quiet ? { quietSince: on } : {}) }]
  })
}
