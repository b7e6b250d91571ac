import { sql } from 'kysely'
import type { Tx } from '../transaction.ts'

/** Whom or which team, and what their sight rests on: a role, a team, managing one, a school's roll, the registers of the whole council. */
export type Holding = { readonly who: string; readonly holds: readonly string[] }

/** What the sight of everybody whom this issuer vouches for rests on at this moment, and which teams keep registers for the whole council. */
export const listHoldings = async (tx: Tx, at: Date, issuer: string): Promise<readonly Holding[]> => {
  const live = (row: string) => sql`${sql.ref(`${row}.starts_at`)} <= ${at} and ${sql.ref(`${row}.ends_at`)} > ${at}`
  const { rows } = await sql<Holding>`
    select p.key as who, array(
        select 'role ' || h.role from access.role_held h where h.user_id = p.id and ${live('h')}
        union select case when m.manages then 'manages ' else 'team ' end || t.key from access.membership m
          join access.principal t on t.id = m.team_id where m.user_id = p.id and ${live('m')}
        union select 'roll of ' || e.name from access.grant_row g join access.establishment e on e.id = g.establishment_id
          where g.principal = p.id and ${live('g')} order by 1) as holds
    from access.account a join access.principal p on p.id = a.user_id where a.issuer = ${issuer} and p.active
    union all select t.key, array['registers of the whole council'] from access.principal t where t.kind = 'team' and t.active and t.keeps_registers
    order by who`.execute(tx)
  return rows
}

/** What somebody has now and had not before; of people who were not there before nothing, since each of them is told as one who begins. */
export const gainedSince = (
  before: readonly Holding[],
  after: readonly Holding[],
  began: readonly string[],
): readonly Holding[] => {
  const had = new Map(before.map(({ who, holds }) => [who, holds]))
  return after
    .filter(({ who }) => !began.includes(who))
    .map(({ who, holds }) => ({ who, holds: holds.filter(one => !had.get(who)?.includes(one)) }))
    .filter(({ holds }) => holds.length > 0)
}
