import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'

/** A present school of a child, with those who work there. */
export type SchoolStaff = {
  readonly name: string
  readonly people: readonly { readonly id: number; readonly name: string }[]
}

/** The present schools of a child whom the reader works with, and who works there; none where its place is kept from the reader. */
export const listSchoolPeople = async (grant: ChildGrant<never>): Promise<readonly SchoolStaff[]> => {
  const { rows } = await sql<{ school: string; principal: number | null; name: string | null }>`
    select school, principal, name from access.people_at_school(${grant.childId})`.execute(grant.tx)
  return [...Map.groupBy(rows, row => row.school)].map(([name, people]) => ({
    name,
    people: people.flatMap(row => (row.principal && row.name ? [{ id: row.principal, name: row.name }] : [])),
  }))
}
