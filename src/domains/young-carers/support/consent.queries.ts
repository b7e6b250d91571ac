import { sql } from 'kysely'
import type { ChildGrant } from '../../../access/index.ts'
import type { Choice } from '../../../children/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import type { PresentSchool } from './school-plan.ts'

type Row = { id: number; name: string; title: string | null }

/**
 * Whom a young person can agree to be known by: the people and teams who work with them now, as far as this reader knows of them, and the people
 * at their present schools. Not those of services whose existence is kept to themselves.
 */
export const listTellable = async (
  grant: ChildGrant<never>,
  schools: readonly PresentSchool[],
): Promise<readonly Choice[]> => {
  const today = londonDate(grant.at)
  const { rows } = await sql<Row>`
    select distinct p.id, p.name, p.title from involvement i join access.principal p on p.id = i.principal_id and p.active
    where i.child_id = ${grant.childId} and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
      and p.id <> ${grant.reader.userId} and p.category is null and i.category <> 'young-carer' order by p.name, p.id`.execute(
    grant.tx,
  )
  const people = new Map(
    [
      ...rows.map(({ id, name, title }) => ({ id, name: [name, title].filter(Boolean).join(', ') })),
      ...schools.flatMap(school => school.people.map(({ id, name }) => ({ id, name: `${name}, ${school.name}` }))),
    ].map(one => [String(one.id), one.name]),
  )
  return [...people].map(([value, text]) => ({ value, text }))
}
