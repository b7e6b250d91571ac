import { sql } from 'kysely'
import { type ChildGrant, getRole, type RoleKey, roles } from '../../access/index.ts'
import { type Category, londonDate } from '../../kernel/index.ts'
import { namesOf } from '../pages/names.queries.ts'
import type { Colleague, TaskBody } from './task-form.ts'

/** A task on a child's record, with the names that this reader may know. */
export type Task = {
  readonly entry: number
  readonly address: string
  readonly category: Category
  readonly body: TaskBody
  readonly owner: string
  readonly setBy: string
  readonly offeredTo: string | undefined
}

const nameless = 'a worker'
type Row = { entry: number; address: string; category: Category; body: TaskBody }

/** The tasks of this child that the reader may see: those that stand by their day, then those that ended, newest first; at most 200. */
export const listTasksOf = async (grant: ChildGrant<'task'>): Promise<readonly Task[]> => {
  const { rows } = await sql<Row>`
    select id as entry, uuid as address, category, body from entry
    where child_id = ${grant.childId} and kind = 'task' and known_to = 'infinity'
    order by due_on nulls last, known_from desc, id limit 200`.execute(grant.tx)
  const names = await namesOf(
    grant,
    rows.flatMap(({ body }) => [body.ownerId, body.setById, body.offeredToId]),
  )
  return rows.map(row => ({
    ...row,
    owner: names.get(row.body.ownerId) ?? nameless,
    setBy: names.get(row.body.setById) ?? nameless,
    offeredTo: row.body.offeredToId === undefined ? undefined : (names.get(row.body.offeredToId) ?? nameless),
  }))
}

type Person = { id: number; title: string | null; roles: string[] }

/**
 * Who else works with the child today, themselves or by their team, as far as the reader may know of it, with the categories that their
 * roles read in full. Whether they may open this child's record is not asked: it would tell of a tie or a shield. They owe a task only
 * once they take it.
 */
export const listColleagues = async (grant: ChildGrant<'task'>): Promise<readonly Colleague[]> => {
  const today = londonDate(grant.at)
  const { rows } = await sql<Person>`
    select p.id, p.title, array_agg(distinct h.role) as roles
    from involvement i
      cross join lateral (select i.principal_id as id union
        select m.user_id from access.membership m where m.team_id = i.principal_id and m.starts_at <= ${grant.at} and m.ends_at > ${grant.at}) who
      join access.principal p on p.id = who.id and p.kind = 'user' and p.active
      join access.role_held h on h.user_id = p.id and h.starts_at <= ${grant.at} and h.ends_at > ${grant.at}
    where i.child_id = ${grant.childId} and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
      and p.id <> ${grant.reader.userId}
    group by p.id, p.title order by p.id limit 100`.execute(grant.tx)
  const names = await namesOf(
    grant,
    rows.map(row => row.id),
  )
  return rows
    .flatMap(({ id, title, roles: held }): Colleague[] => {
      const name = names.get(id)
      return name ? [{ id, name, does: title ?? '', reads: readIn(held) }] : []
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.id - b.id)
}

const readIn = (held: readonly string[]): Category[] => {
  const known = roles.filter(role => held.includes(role.key)).map(role => getRole(role.key as RoleKey).cells)
  return [...new Set(known.flatMap(cells => Object.entries(cells)))].flatMap(([category, cell]) =>
    cell === 'F' ? [category as Category] : [],
  )
}
