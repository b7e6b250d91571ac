import { type RawBuilder, sql } from 'kysely'
import { roles } from '../../access/index.ts'

const staffRoles = roles.filter(role => role.school).map(role => role.key)

/**
 * Whether to name this person with this child would say where the child is, to a reader who may not know: they are a school's staff, and the
 * child's place is kept from the reader (security.md, threat T04). Not to those of that school itself.
 */
export const tellsKeptSchool = (person: RawBuilder<unknown>, child: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${child} = any ((select access.hidden_places())::bigint[])
    and exists (select from access.role_held h where h.user_id = ${person} and h.role = any(${staffRoles}::text[]))
    and not exists (select from access.people_at_school(${child}) s where s.principal = ${person}))`
