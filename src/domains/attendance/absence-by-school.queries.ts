import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import type { AcademicYear } from '../../kernel/index.ts'
import type { Grouping } from './absence-by-school.ts'
import type { Published } from './published/hold.ts'

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
