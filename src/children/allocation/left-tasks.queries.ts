import { sql } from 'kysely'
import { type ChildGrant, getRole, mayWrite, type RoleKey } from '../../access/index.ts'
import { type Category, londonDate } from '../../kernel/index.ts'
import type { TaskBody } from '../tasks/task-form.ts'

/** An open task whose owner works with the child no longer. */
export type LeftTask = { readonly entry: number; readonly category: Category; readonly body: TaskBody }

/**
 * The open tasks on a child's record that nobody owes who still works with the child, when `leaving` have gone: as far as the reader may see
 * them and write in their category, and `to` can read it by a role they hold.
 */
export const listLeftTasks = async (
  grant: ChildGrant<'task'>,
  to: number,
  leaving: readonly number[],
): Promise<readonly LeftTask[]> => {
  const { tx, childId, at } = grant
  const today = londonDate(at)
  const { rows } = await sql<LeftTask>`
    select e.id as entry, e.category, e.body from entry e
    where e.child_id = ${childId} and e.kind = 'task' and e.known_to = 'infinity' and e.status = 'open' and e.seal is null
      and (e.number = any(${leaving}::bigint[]) or not exists (select from access.principal p where p.id = e.number and p.active
        and exists (select from involvement i where i.child_id = e.child_id and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
          and (i.principal_id = p.id or i.principal_id in (select m.team_id from access.membership m where m.user_id = p.id
            and m.starts_at <= ${at} and m.ends_at > ${at})))))
    order by e.id limit 200`.execute(tx)
  const { rows: held } = await sql<{ role: RoleKey }>`
    select role from access.role_held where user_id = ${to} and starts_at <= ${at} and ends_at > ${at}`.execute(tx)
  const reads = (category: Category) => held.some(({ role }) => getRole(role).cells[category] === 'F')
  return rows.filter(({ category }) => reads(category) && mayWrite(grant.decision, category))
}
