import { sql } from 'kysely'
import type { CommandGrant, RoleKey } from '../../access/index.ts'
import { involvementKinds } from '../../access/index.ts'
import { rolesFor } from './work-of-child.queries.ts'

/** Somebody of a team who can be asked to take work over, and the kinds of work that they do. */
export type Receiver = { readonly id: number; readonly name: string; readonly works: readonly string[] }

/** Who of a team can be asked to take work over from one of its workers: whoever works there today and does such work. */
export const listReceivers = async (
  { tx, at }: Pick<CommandGrant, 'tx' | 'at'>,
  team: number,
  besides: number,
): Promise<readonly Receiver[]> => {
  const { rows } = await sql<{ id: number; name: string; roles: RoleKey[] }>`
    select p.id, p.name, array_agg(distinct h.role) as roles from access.membership m
      join access.principal p on p.id = m.user_id and p.active
      join access.role_held h on h.user_id = p.id and h.starts_at <= ${at} and h.ends_at > ${at}
    where m.team_id = ${team} and m.starts_at <= ${at} and m.ends_at > ${at} and p.id <> ${besides}
    group by p.id order by p.name, p.id`.execute(tx)
  return rows.flatMap(({ id, name, roles }) => {
    const works = involvementKinds
      .map(kind => kind.key)
      .filter(work => rolesFor(work).some(role => roles.includes(role)))
    return works.length > 0 ? [{ id, name, works }] : []
  })
}
