import { sql } from 'kysely'
import { everyCategory } from '../masks.ts'
import type { RoleKey } from '../roles.ts'
import type { Tx } from '../transaction.ts'

export type Establishment = {
  readonly laestab: string
  readonly urn: string
  readonly name: string
  readonly phase: string
  readonly postcode: string
  readonly phone: string
}
export type Team = {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly phone: string
  readonly category?: string
  /** Keeps the registers of education of the whole council. */
  readonly keepsRegisters?: boolean
}
export type Staff = {
  /** The key of the person in our own list; with the development provider also the subject. */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  readonly phone: string
  readonly roles: readonly RoleKey[]
  readonly teams: readonly string[]
  readonly manages: readonly string[]
  /** A school's staff see their own roll. */
  readonly school?: string
}

/** The council's schools, by their DfE number. What is known stays; what the list says anew replaces it. */
export const keepEstablishments = async (tx: Tx, list: readonly Establishment[]): Promise<void> => {
  await sql`
    insert into access.establishment (laestab, urn, name, phase, phone, postcode, la)
    select laestab, urn, name, phase, phone, postcode, left(laestab, 3)
    from json_to_recordset(${JSON.stringify(list)}::json) as s(laestab text, urn text, name text, phase text, phone text, postcode text)
    on conflict (laestab) do update set urn = excluded.urn, name = excluded.name, phase = excluded.phase, phone = excluded.phone,
      postcode = excluded.postcode, la = excluded.la`.execute(tx)
}

/** The teams, by their key. */
export const keepTeams = async (tx: Tx, list: readonly Team[]): Promise<void> => {
  await sql`
    insert into access.principal (kind, key, name, phone, service, category, keeps_registers)
    select 'team', id, name, phone, service, category, coalesce("keepsRegisters", false)
    from json_to_recordset(${JSON.stringify(list)}::json) as t(id text, name text, phone text, service text, category text, "keepsRegisters" boolean)
    on conflict (kind, key) do update set name = excluded.name, phone = excluded.phone, service = excluded.service, category = excluded.category,
      keeps_registers = excluded.keeps_registers, active = true`.execute(tx)
}

/**
 * The people who work here, their roles, teams and accounts. For each of them the list is the whole truth: a role or a team it
 * no longer names ends now. People it does not name are left as they are.
 */
export const keepStaff = async (tx: Tx, list: readonly Staff[], issuer: string, at: Date): Promise<void> => {
  const given = JSON.stringify(list)
  // A worker of a silent service is named only where the team is.
  await sql`
    insert into access.principal (kind, key, name, title, phone, email, service, category)
    select 'user', s.id, s.name, s."jobTitle", s.phone, s.email, t.service, t.category
    from json_to_recordset(${given}::json) as s(id text, name text, "jobTitle" text, phone text, email text, teams json)
      left join access.principal t on t.kind = 'team' and t.key = s.teams->>0
    on conflict (kind, key) do update set name = excluded.name, title = excluded.title, phone = excluded.phone, email = excluded.email,
      service = excluded.service, category = excluded.category, active = true`.execute(tx)
  await sql`
    insert into access.account (user_id, issuer, subject)
    select p.id, ${issuer}, s.id from json_to_recordset(${given}::json) as s(id text) join access.principal p on p.kind = 'user' and p.key = s.id
    on conflict (user_id) do update set issuer = excluded.issuer, subject = excluded.subject`.execute(tx)
  await keepRoles(tx, given, at)
  await keepMemberships(tx, given, at)
}

const keepRoles = async (tx: Tx, given: string, at: Date): Promise<void> => {
  const named = sql`select p.id as user_id, r.role from json_to_recordset(${given}::json) as s(id text, roles json)
    join access.principal p on p.kind = 'user' and p.key = s.id cross join lateral json_array_elements_text(s.roles) as r(role)`
  await sql`insert into access.role_held (user_id, role) ${named} on conflict (user_id, role) do update set ends_at = 'infinity'`.execute(
    tx,
  )
  await sql`update access.role_held h set ends_at = ${at} where h.ends_at > ${at}
    and h.user_id in (select user_id from (${named}) n) and (h.user_id, h.role) not in (select user_id, role from (${named}) n)`.execute(
    tx,
  )
}

const keepMemberships = async (tx: Tx, given: string, at: Date): Promise<void> => {
  const named = sql`select p.id as user_id, t.id as team_id, coalesce(s.manages::jsonb ? x.team, false) as manages
    from json_to_recordset(${given}::json) as s(id text, teams json, manages json)
    join access.principal p on p.kind = 'user' and p.key = s.id cross join lateral json_array_elements_text(s.teams) as x(team)
    join access.principal t on t.kind = 'team' and t.key = x.team`
  await sql`insert into access.membership (user_id, team_id, manages) ${named}
    on conflict (user_id, team_id, starts_at) do update set manages = excluded.manages, ends_at = 'infinity'`.execute(
    tx,
  )
  await sql`update access.membership m set ends_at = ${at} from json_to_recordset(${given}::json) as s(id text)
    join access.principal p on p.kind = 'user' and p.key = s.id
    where m.user_id = p.id and m.ends_at > ${at} and (m.user_id, m.team_id) not in (select user_id, team_id from (${named}) n)`.execute(
    tx,
  )
}

/** A school's staff see the school's own roll, cut by their role. */
export const keepSchoolRolls = async (tx: Tx, list: readonly Staff[], at: Date): Promise<void> => {
  await sql`
    insert into access.grant_row (principal, establishment_id, reason, limit_mask, starts_at)
    select p.id, e.id, 'school-roll', ${everyCategory}::bigint, ${at}::timestamptz
    from json_to_recordset(${JSON.stringify(list)}::json) as s(id text, school text)
      join access.principal p on p.kind = 'user' and p.key = s.id join access.establishment e on e.laestab = s.school
    where not exists (select from access.grant_row g where g.principal = p.id and g.establishment_id = e.id and g.reason = 'school-roll' and g.ends_at = 'infinity')`.execute(
    tx,
  )
}
