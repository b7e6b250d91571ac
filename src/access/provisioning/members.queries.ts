import { sql } from 'kysely'
import type { Tx } from '../transaction.ts'
import type { Member, TeamOfMembers } from './members.actions.ts'

/** A member with the teams of this moment. */
export type ListedMember = Member & { readonly teams: readonly { readonly uuid: string; readonly name: string }[] }

/** Everyone whom this issuer vouches for, or the one of this uuid, by name. */
export const listMembers = async (tx: Tx, at: Date, issuer: string, uuid?: string): Promise<ListedMember[]> => {
  const { rows } = await sql<ListedMember>`
    select p.uuid, p.key as "userName", a.subject, p.name, p.title, p.phone, p.phone_type as "phoneType", p.email, p.active,
      (select o.name from access.organisation o where o.id = p.organisation_id) as organisation,
      array(select role from access.role_held h where h.user_id = p.id and h.starts_at <= ${at} and h.ends_at > ${at} order by 1) as roles,
      coalesce((select json_agg(json_build_object('uuid', t.uuid, 'name', t.name) order by t.name) from access.membership m
        join access.principal t on t.id = m.team_id where m.user_id = p.id and m.starts_at <= ${at} and m.ends_at > ${at}), '[]') as teams
    from access.account a join access.principal p on p.id = a.user_id
    where a.issuer = ${issuer} and (${uuid ?? null}::uuid is null or p.uuid = ${uuid ?? null}::uuid) order by p.name, p.id`.execute(
    tx,
  )
  return rows
}

/** Every team that is, or the one of this uuid, with its members of this moment. */
export const listTeams = async (tx: Tx, at: Date, uuid?: string): Promise<TeamOfMembers[]> => {
  const { rows } = await sql<TeamOfMembers>`
    select t.uuid, t.key, t.name, array(select p.uuid::text from access.membership m join access.principal p on p.id = m.user_id
      join access.account a on a.user_id = p.id
      where m.team_id = t.id and m.starts_at <= ${at} and m.ends_at > ${at} order by 1) as members
    from access.principal t where t.kind = 'team' and t.active and (${uuid ?? null}::uuid is null or t.uuid = ${uuid ?? null}::uuid)
    order by t.name, t.id`.execute(tx)
  return rows
}
