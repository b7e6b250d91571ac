import { sql } from 'kysely'
import type { ChildGrant } from '../../../access/index.ts'
import type { Choice } from '../../../children/index.ts'

/** The people who do social work with the child now, and the managers of their teams, to be chosen from, as far as the reader may know of them. */
export const listWorkers = async (grant: ChildGrant<never>): Promise<readonly Choice[]> => {
  const { rows } = await sql<{ id: number; name: string }>`
    select distinct p.id, p.name from involvement i join access.principal p on p.kind = 'user' and p.active and (p.id = i.principal_id
      or exists (select from access.membership m where m.team_id = i.principal_id and m.user_id = p.id and m.manages
        and m.starts_at <= ${grant.at} and m.ends_at > ${grant.at}))
    where i.child_id = ${grant.childId} and i.kind = 'social-work' and i.known_to = 'infinity'
      and i.true_from <= ${grant.at}::date and i.true_to > ${grant.at}::date order by p.name, p.id`.execute(grant.tx)
  return rows.map(({ id, name }) => ({ value: String(id), text: name }))
}

/**
 * Whether the reader manages a team that does social work with the child now, or is a manager who oversees such a team: two people gave them that
 * oversight (docs/access.md).
 */
export const managesWork = async (grant: ChildGrant<never>): Promise<boolean> => {
  const { role, manages } = grant.reader
  if (role !== 'team-manager') return false
  const { rows } = await sql`
    select from involvement i where i.child_id = ${grant.childId} and i.kind = 'social-work' and i.known_to = 'infinity'
      and i.true_from <= ${grant.at}::date and i.true_to > ${grant.at}::date and (i.principal_id = any(${manages}::bigint[])
      or i.principal_id in (select team_id from access.oversight where id = any(access.overseeing()))) limit 1`.execute(
    grant.tx,
  )
  return rows.length > 0
}
