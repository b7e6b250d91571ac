import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { tellsKeptSchool } from '../pages/kept-school.queries.ts'
import { namesOf } from '../pages/names.queries.ts'
import { listSchoolPeople, type SchoolStaff } from '../pages/school-people.queries.ts'

/**
 * Who works at the child's school and can be asked to a meeting. Of a child whose whereabouts few people know it is nobody, whoever asks: their
 * names on the meeting would say where the child is.
 */
export const listAskableStaff = async (grant: ChildGrant<never>): Promise<readonly SchoolStaff[]> => {
  const { rows } = await sql<{ guards: boolean }>`select access.guards_place(${grant.childId}) as guards`.execute(
    grant.tx,
  )
  return rows[0]?.guards ? [] : await listSchoolPeople(grant)
}

/**
 * The names of workers on meetings about these children, as `namesOf` gives them; without a school's staff where the reader may not know where
 * one of the children is: they were asked before that was so.
 */
export const namesOnMeetings = async (
  grant: Pick<ChildGrant<never>, 'tx' | 'at' | 'reader' | 'decision'>,
  children: readonly number[],
  ids: readonly (number | null | undefined)[],
): Promise<ReadonlyMap<number, string>> => {
  const names = await namesOf(grant, ids)
  if (names.size === 0) return names
  const { rows } = await sql<{ id: number }>`
    select p as id from unnest(${[...names.keys()]}::bigint[]) p, unnest(${[...children]}::bigint[]) c
    where ${tellsKeptSchool(sql`p`, sql`c`)}`.execute(grant.tx)
  const hidden = new Set(rows.map(({ id }) => id))
  return new Map([...names].filter(([id]) => !hidden.has(id) || id === grant.reader.userId))
}
