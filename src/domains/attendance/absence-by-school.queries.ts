import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import type { AcademicYear } from '../../kernel/index.ts'
import type { AbsenceCount, Grouping } from './absence-by-school.ts'

/** How many pupils missed how much in a school year, by school, year group, ward or area. Counts of everybody: suppress before showing. */
export const countAbsence = async (
  { tx }: CommandGrant<'counts'>,
  year: AcademicYear,
  grouping: Grouping,
): Promise<AbsenceCount[]> => {
  const { rows } = await sql<{ name: string | null; pupils: number; persistent: number; severe: number }>`
    select name, pupils, persistent, severe from access.absence_counts(${year}::smallint, ${grouping})`.execute(tx)
  return rows.map(({ name, ...counts }) => ({ name: name ?? undefined, ...counts }))
}
