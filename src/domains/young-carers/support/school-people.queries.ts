import { sql } from 'kysely'
import type { ChildGrant } from '../../../access/index.ts'
import type { PresentSchool } from './school-plan.ts'

/** The present schools of a child whom the reader works with, and who there may be told; none where its place is kept from the reader. */
export const listSchoolPeople = async (grant: ChildGrant<never>): Promise<readonly PresentSchool[]> => {
  const { rows } = await sql<{ school: string; principal: number | null; name: string | null }>`
    select school, principal, name from access.people_at_school(${grant.childId})`.execute(grant.tx)
  return [...Map.groupBy(rows, row => row.school)].map(([name, people]) => ({
    name,
    people: people.flatMap(row => (row.principal && row.name ? [{ id: row.principal, name: row.name }] : [])),
  }))
}
