import { sql } from 'kysely'
import { type CommandGrant, roles } from '../../access/index.ts'
import { type Category, categoryBit, categoryMask } from '../../kernel/index.ts'

type Desk = CommandGrant<'clearing-house'>

/** Whose sight a join must not widen on one person's word (ux.md 3.4). */
const guarded: readonly Category[] = ['health', 'confidential', 'youth-justice']

/** Which role reads how much of the guarded categories: content or a summary. */
const sighted = roles
  .map(role => ({
    role: role.key,
    mask: categoryMask(guarded.filter(c => role.cells[c] === 'F' || role.cells[c] === 'S')),
  }))
  .filter(({ mask }) => mask > 0)

/**
 * Does a join of these two persons need a second reviewer (ux.md 3.4)? Where a child is on a protection plan, was adopted, has
 * a shield (restricted, hidden address) or died, where somebody would come to see more health or police facts; and one pair in
 * twenty besides, by an id that no reviewer reads, so that a second look says nothing of the child.
 */
export const needsTwo = async ({ tx, at }: Desk, caseId: number, persons: readonly number[]): Promise<boolean> => {
  const ids = sql`${[...new Set(persons)]}::bigint[]`
  const roleKeys = sighted.map(s => s.role)
  const roleMasks = sighted.map(s => s.mask)
  const { rows } = await sql<{ two: boolean }>`
    with known as materialized (select e.child_id, e.category_bit, e.kind, e.true_to, e.body from entry e
      where e.child_id = any(${ids}) and e.known_to = 'infinity'),
    live as materialized (select g.child_id, g.principal, g.limit_mask | g.extra_mask as mask from access.grant_row g
      where g.child_id = any(${ids}) and g.starts_at <= ${at} and g.ends_at > ${at})
    select abs(hashint8extended(${caseId}, 5) % 20) = 0
      or exists (select 1 from access.shielded(${ids}))
      or exists (select 1 from known where category_bit = ${categoryBit('adoption')}
        or (category_bit = ${categoryBit('protection')} and true_to >= ${at}::timestamptz::date)
        or (kind = 'identity' and body->>'deathDate' is not null))
      or exists (select 1 from known k join live g on g.child_id <> k.child_id and g.mask & k.category_bit <> 0
          join unnest(${roleKeys}::text[], ${roleMasks}::bigint[]) as r(role, mask) on r.mask & k.category_bit <> 0
          join access.role_held h on h.role = r.role and h.starts_at <= ${at} and h.ends_at > ${at}
        where (h.user_id = g.principal or exists (select 1 from access.membership m
              where m.team_id = g.principal and m.user_id = h.user_id and m.starts_at <= ${at} and m.ends_at > ${at}))
          and not exists (select 1 from live o where o.child_id = k.child_id and o.principal = g.principal)) as two`.execute(
    tx,
  )
  return rows[0]?.two ?? true
}
