import { sql } from 'kysely'
import { categoryMask } from '../../kernel/index.ts'
import type { Masks } from '../masks.ts'
import { masksFor } from '../reader.queries.ts'
import { cellOrder } from '../role-cells.ts'
import { type RoleRules, roleInForce } from '../role-rules.ts'
import { getRole, type Role } from '../roles.ts'
import { type Ground, switchContext, type Tx } from '../transaction.ts'
import { type Rehearsal, type RuleDraft, rulesInForce, type SightChange } from './role-rules.queries.ts'

type Holder = {
  readonly id: number
  readonly name: string
  readonly role: string
  readonly teams: readonly number[]
  readonly team_roles: readonly string[]
}

/** Everybody whose sight the role makes: who holds it, and who manages a team in which somebody does. */
const listHolders = async (tx: Tx, at: Date, role: string): Promise<readonly Holder[]> => {
  const live = (table: string) =>
    sql`${sql.ref(`${table}.starts_at`)} <= ${at} and ${sql.ref(`${table}.ends_at`)} > ${at}`
  const { rows } = await sql<Holder>`
    with held as (select h.user_id, h.role, p.name,
        array(select m.team_id from access.membership m where m.user_id = h.user_id and ${live('m')} order by 1) as teams,
        case when h.role = 'team-manager' then array(select distinct o.role from access.membership own
          join access.membership m on m.team_id = own.team_id and m.user_id <> h.user_id and ${live('m')}
          join access.role_held o on o.user_id = m.user_id and ${live('o')}
          where own.user_id = h.user_id and own.manages and ${live('own')} order by 1) else '{}' end as team_roles
      from access.role_held h join access.principal p on p.id = h.user_id and p.active where ${live('h')})
    select user_id as id, name, role, teams, team_roles from held where role = ${role} or ${role} = any (team_roles) order by name, id`.execute(
    tx,
  )
  return rows
}

type Sight = { readonly who: Holder; readonly masks: Masks; readonly at: Date; readonly categories: number }

/** What one person sees now, under these masks: how many facts and workers of each of these categories, by child. Decided by row security alone. */
const seenBy = async (ground: Ground, tx: Tx, { who, masks, at, categories }: Sight): Promise<Map<string, number>> => {
  const principals = [who.id, ...who.teams]
  await switchContext(ground, tx, { kind: 'user', id: String(who.id), principals, masks, at }, { keepPlans: true })
  // The principals are said once more than row security needs, so that the index finds their reasons among everybody's.
  const own = sql`access.grant_row where principal = any (${principals}::bigint[])`
  const { rows } = await sql<{ child: number; bit: number; n: number }>`
    with mine as materialized (select child_id from ${own} and child_id is not null
      union select child_id from access.roll where establishment_id in (select establishment_id from ${own} and establishment_id is not null))
    select e.child_id as child, e.category_bit as bit, count(*)::int as n from mine join entry e on e.child_id = mine.child_id
      where e.known_to = 'infinity' and e.category_bit & ${categories} <> 0 group by 1, 2
    union all
    select i.child_id, -i.category_bit, count(*)::int from mine join involvement i on i.child_id = mine.child_id
      where i.known_to = 'infinity' and i.category_bit & ${categories} <> 0 group by 1, 2`.execute(tx)
  return new Map(rows.map(row => [`${row.child} ${row.bit}`, row.n]))
}

const childrenWithMore = (more: ReadonlyMap<string, number>, less: ReadonlyMap<string, number>): number =>
  new Set([...more].flatMap(([key, n]) => (n > (less.get(key) ?? 0) ? [key.split(' ')[0]] : []))).size

/** The categories of which a change of a role may show more or less; all of them where it reads more sensitive facts, or fewer. */
const touched = (before: Role, after: Role): number =>
  before.maxSensitivity === after.maxSensitivity
    ? categoryMask(cellOrder.filter(category => before.cells[category] !== after.cells[category]))
    : categoryMask(cellOrder)

/**
 * Rehearses a draft: for everybody whose sight the role makes, of how many records they would see more and of how many less, were it in
 * force now. Each is asked of the database as that person, once under the rules of today and once under the draft, in one snapshot; nothing
 * is kept but names and numbers. `tell` hears how many people are done, of how many. Source: issue 4, point 1; peers.md idea 12.
 */
export const rehearse = async (
  ground: Ground,
  { tx, at }: { readonly tx: Tx; readonly at: Date },
  draft: Pick<RuleDraft, 'role' | 'cells' | 'level' | 'sentence'>,
  tell: (done: number, of: number) => Promise<void>,
): Promise<Rehearsal> => {
  const now = await rulesInForce({ tx, at })
  const then: RoleRules = { ...now, [draft.role]: { ...draft, startsOn: '' } }
  const holders = await listHolders(tx, at, draft.role)
  const changes: SightChange[] = []
  const categories = touched(roleInForce(draft.role, now), roleInForce(draft.role, then))
  for (const [done, who] of holders.entries()) {
    if (done % tellEvery === 0) await tell(done, holders.length)
    const see = (rules: RoleRules) =>
      seenBy(ground, tx, { who, masks: masksFor(who.role, who.team_roles, { rules }), at, categories })
    const [before, after] = [await see(now), await see(then)]
    const [gained, lost] = [childrenWithMore(after, before), childrenWithMore(before, after)]
    if (gained + lost > 0) changes.push({ name: who.name, title: getRole(who.role).title, gained, lost })
  }
  return { people: holders.length, changes }
}
/** People between two words of how far it is. */
const tellEvery = 10
