import { sql } from 'kysely'
import { roles } from '../roles.ts'
import type { Tx } from '../transaction.ts'

/** Somebody who works here, as the council's directory tells it. The directory's word is the whole truth: a role not named ends. */
export type Member = {
  /** Our own name for them in addresses, given by us. */
  readonly uuid: string
  readonly userName: string
  /** The subject of the account by which they sign in. */
  readonly subject: string
  readonly name: string
  readonly title?: string | undefined
  readonly phone?: string | undefined
  /** As the directory calls the number: work, mobile. */
  readonly phoneType?: string | undefined
  readonly email?: string | undefined
  /** Left out, somebody who has left stays so; a new one works here. */
  readonly active?: boolean | undefined
  readonly roles: readonly string[]
  /** The outside organisation whose staff they are; null for the council's own. Left out, what was known stays. */
  readonly organisation?: string | null | undefined
}

/** A team, and who is in it. */
export type TeamOfMembers = {
  readonly uuid: string
  readonly key: string
  readonly name: string
  /** The uuids of its members. */
  readonly members: readonly string[]
}

/** What the directory asked for cannot be: another has that name, or a word is not one of ours. `why` names no person. */
export class NotProvisioned extends Error {
  readonly kind: 'taken' | 'unknown'
  constructor(kind: 'taken' | 'unknown', why: string) {
    super(why)
    this.kind = kind
  }
}

const knownRoles = (given: readonly string[]): readonly string[] => {
  const unknown = given.find(role => !roles.some(known => known.key === role))
  if (unknown !== undefined)
    throw new NotProvisioned(
      'unknown',
      `No role is called "${unknown}". The roles are: ${roles.map(role => role.key).join(', ')}.`,
    )
  return [...new Set(given)]
}

/**
 * Keeps a member as the directory says: a new one without `uuid`, or that one anew. Somebody who no longer works here is signed out at once.
 * Undefined where there is nobody of that uuid.
 * @throws NotProvisioned where another has the name or the subject, or for a role we do not have.
 */
export const keepMember = async (
  tx: Tx,
  at: Date,
  issuer: string,
  member: Omit<Member, 'uuid'> & { readonly uuid?: string | undefined },
): Promise<{ readonly userId: number; readonly uuid: string } | undefined> => {
  const held = knownRoles(member.roles)
  await refuseTaken(tx, issuer, member)
  const { rows } = await sql<{ id: number; uuid: string }>`
    ${
      member.uuid === undefined
        ? sql`insert into access.principal (kind, key, name, title, phone, phone_type, email, active)
          values ('user', ${member.userName}, ${member.name}, ${member.title ?? null}, ${member.phone ?? null}, ${member.phoneType ?? null}, ${member.email ?? null}, ${member.active ?? true})
          on conflict (kind, key) do update`
        : sql`update access.principal p`
    } set key = ${member.userName}, name = ${member.name}, title = ${member.title ?? null}, phone = ${member.phone ?? null},
      phone_type = ${member.phoneType ?? null}, email = ${member.email ?? null}, active = coalesce(${member.active ?? null}, ${member.uuid === undefined ? sql`true` : sql`p.active`})
    ${member.uuid === undefined ? sql`` : sql`from access.account a where p.kind = 'user' and p.uuid = ${member.uuid}::uuid and a.user_id = p.id`}
    returning ${member.uuid === undefined ? sql`access.principal.id, access.principal.uuid` : sql`p.id, p.uuid`}`.execute(
    tx,
  )
  const kept = rows[0]
  if (!kept) return undefined
  await sql`insert into access.account (user_id, issuer, subject) values (${kept.id}, ${issuer}, ${member.subject})
    on conflict (user_id) do update set issuer = excluded.issuer, subject = excluded.subject`.execute(tx)
  await keepRoles(tx, at, kept.id, held)
  if (member.organisation !== undefined) await keepOrganisation(tx, kept.id, member.organisation)
  if (member.active === false) await signOut(tx, kept.id)
  return { userId: kept.id, uuid: kept.uuid }
}

// The same person told twice is no third one: whoever has an account has the name, in capitals or small letters (RFC 7643, 4.1.1).
const refuseTaken = async (
  tx: Tx,
  issuer: string,
  member: Omit<Member, 'uuid'> & { readonly uuid?: string | undefined },
) => {
  const { rows } = await sql<{ what: string }>`
    select case when lower(p.key) = lower(${member.userName}) then 'userName' else 'externalId' end as what
    from access.account a join access.principal p on p.id = a.user_id
    where (lower(p.key) = lower(${member.userName}) or (a.issuer = ${issuer} and a.subject = ${member.subject}))
      and p.uuid is distinct from ${member.uuid ?? null}::uuid limit 1`.execute(tx)
  if (rows[0]) throw new NotProvisioned('taken', `Somebody else has this ${rows[0].what}.`)
}

const keepRoles = async (tx: Tx, at: Date, userId: number, held: readonly string[]): Promise<void> => {
  await sql`insert into access.role_held (user_id, role, starts_at) select ${userId}, role, ${at} from unnest(${held}::text[]) as r(role)
    on conflict (user_id, role) do update set ends_at = 'infinity', starts_at = case when role_held.ends_at > ${at} then role_held.starts_at else ${at} end`.execute(
    tx,
  )
  await sql`update access.role_held set ends_at = ${at} where user_id = ${userId} and ends_at > ${at} and role <> all (${held}::text[])`.execute(
    tx,
  )
}

/** Whose staff somebody is. An organisation that is named for the first time has no agreement yet. */
const keepOrganisation = async (tx: Tx, userId: number, name: string | null): Promise<void> => {
  if (name !== null)
    await sql`insert into access.organisation (name) values (${name}) on conflict (name) do nothing`.execute(tx)
  await sql`update access.principal set organisation_id = (select id from access.organisation where name = ${name}) where id = ${userId}`.execute(
    tx,
  )
}

const signOut = async (tx: Tx, userId: number): Promise<void> => {
  await sql`delete from access.session where user_id = ${userId}`.execute(tx)
}

/**
 * Somebody has left: no account, no role, no team, no reason to open a record, no session from now on, and none of it comes back
 * should they: whoever is given their user name is somebody else, who inherits no seal that names them. Their name stays with what they
 * wrote. Gives their number; undefined where there is nobody of that uuid.
 */
export const endMember = async (tx: Tx, at: Date, uuid: string): Promise<number | undefined> => {
  const { rows } = await sql<{
    id: number
  }>`update access.principal p set active = false, key = p.key || ' left ' || p.id
    from access.account a where a.user_id = p.id and p.kind = 'user' and p.uuid = ${uuid}::uuid returning p.id`.execute(
    tx,
  )
  const id = rows[0]?.id
  if (id === undefined) return undefined
  await keepRoles(tx, at, id, [])
  await sql`update access.membership set ends_at = ${at} where user_id = ${id} and ends_at > ${at}`.execute(tx)
  await endReasons(tx, at, id)
  await sql`delete from access.account where user_id = ${id}`.execute(tx)
  await signOut(tx, id)
  return id
}

// Every reason that somebody or a team was given, and oversight by them or of it: over at once. The rows stay, to tell why something was seen.
const endReasons = async (tx: Tx, at: Date, id: number): Promise<void> => {
  await sql`update access.oversight set ends_at = greatest(${at}::timestamptz, starts_at + interval '1 microsecond')
    where (user_id = ${id} or team_id = ${id}) and ends_at > ${at}`.execute(tx)
  await sql`update access.grant_row set ends_at = ${at} where principal = ${id} and ends_at > ${at}`.execute(tx)
}

/**
 * Keeps a team and its members as the directory says: a new one without `uuid`, or that one anew. Who manages it is arranged by file and stays.
 * Undefined where there is none of that uuid.
 * @throws NotProvisioned where another team has the key, or for a member that is not here.
 */
export const keepTeam = async (
  tx: Tx,
  at: Date,
  team: Omit<TeamOfMembers, 'uuid'> & { readonly uuid?: string | undefined },
): Promise<{ readonly uuid: string } | undefined> => {
  const taken = await sql`select from access.principal where kind = 'team' and active and key = ${team.key}
    and uuid is distinct from ${team.uuid ?? null}::uuid`.execute(tx)
  if (taken.rows.length > 0) throw new NotProvisioned('taken', 'Another team has this name.')
  const { rows } = await (team.uuid === undefined
    ? sql<{
        id: number
        uuid: string
      }>`insert into access.principal (kind, key, name) values ('team', ${team.key}, ${team.name})
        on conflict (kind, key) do update set name = excluded.name returning id, uuid`
    : sql<{ id: number; uuid: string }>`update access.principal set name = ${team.name}
        where kind = 'team' and active and uuid = ${team.uuid}::uuid returning id, uuid`
  ).execute(tx)
  const kept = rows[0]
  if (!kept) return undefined
  await keepMembers(tx, at, kept.id, [...new Set(team.members)])
  return { uuid: kept.uuid }
}

const keepMembers = async (tx: Tx, at: Date, teamId: number, members: readonly string[]): Promise<void> => {
  const { rows } = await sql<{
    id: number
  }>`select p.id from access.principal p join access.account a on a.user_id = p.id
    where p.kind = 'user' and p.uuid = any (${members}::uuid[])`.execute(tx)
  if (rows.length < members.length)
    throw new NotProvisioned('unknown', 'A member of this team is not here: provision people before teams.')
  const ids = rows.map(row => row.id)
  await sql`update access.membership set ends_at = ${at} where team_id = ${teamId} and ends_at > ${at} and user_id <> all (${ids}::bigint[])`.execute(
    tx,
  )
  await sql`insert into access.membership (user_id, team_id, starts_at) select id, ${teamId}, ${at} from unnest(${ids}::bigint[]) as u(id)
    where not exists (select from access.membership m where m.user_id = id and m.team_id = ${teamId} and m.ends_at > ${at})
    on conflict (user_id, team_id, starts_at) do update set ends_at = 'infinity'`.execute(tx)
}

/**
 * A team is no more: nobody is in it, no record is open to it, nobody oversees it, and none of that comes back: a team made under its key
 * is another, which inherits no seal and no reason. Its name stays with the work it did. False where there is none of that uuid.
 */
export const endTeam = async (tx: Tx, at: Date, uuid: string): Promise<boolean> => {
  const { rows } = await sql<{ id: number }>`update access.principal set active = false, key = key || ' ended ' || id
    where kind = 'team' and active and uuid = ${uuid}::uuid returning id`.execute(tx)
  if (!rows[0]) return false
  await keepMembers(tx, at, rows[0].id, [])
  await endReasons(tx, at, rows[0].id)
  return true
}
