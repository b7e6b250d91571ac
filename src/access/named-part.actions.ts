import { sql } from 'kysely'
import { type Category, Conflict, categoryBit } from '../kernel/index.ts'
import type { CommandGrant } from './grant.ts'
import { everyCategory } from './masks.ts'

/**
 * These people, and no others, read and write one category of this child that no role opens (domain.md 7.7), each as long as their own work
 * with the child lasts, or their team's. It is a reason like any other, and opens nothing besides: the work itself opens the record.
 */
export const keepNamedFor = async (
  command: CommandGrant<'recorder'>,
  childId: number,
  category: Extract<Category, 'adoption'>,
  userIds: readonly number[],
): Promise<void> => {
  const { tx, at } = command
  const bit = categoryBit(category)
  const ofPart = sql`child_id = ${childId} and reason = ${namedReason} and extra_mask = ${bit} and ends_at > ${at}`
  await sql`update access.grant_row set ends_at = ${at} where ${ofPart} and not principal = any(${userIds}::bigint[])`.execute(
    tx,
  )
  await sql`
    insert into access.grant_row (principal, child_id, reason, involvement_id, limit_mask, extra_mask, max_sensitivity, starts_at, ends_at)
    select distinct on (u.id) u.id, g.child_id, ${namedReason}, g.involvement_id, 0, ${bit}, 3, ${at}::timestamptz, g.ends_at
    from unnest(${userIds}::bigint[]) as u(id)
      join access.grant_row g on g.child_id = ${childId} and g.involvement_id is not null and g.extra_mask = 0 and g.limit_mask <> 0
        and g.starts_at <= ${at} and g.ends_at > ${at} and (g.principal = u.id or g.principal in (
          select m.team_id from access.membership m where m.user_id = u.id and m.starts_at <= ${at} and m.ends_at > ${at}))
    where not exists (select from access.grant_row where ${ofPart} and principal = u.id)
    order by u.id, g.principal <> u.id, g.ends_at desc`.execute(tx)
}

/**
 * Shuts this record to all but those who are named for that category now, who hold it from then on: to everybody else it answers like absence,
 * and whoever looks for it exactly is told to them (docs/security.md). It says nothing of any other record.
 * @throws Conflict where fewer than two are named: a record that is shut has two holders.
 */
export const shutToNamed = async (
  { tx, at }: CommandGrant<'recorder'>,
  childId: number,
  category: Extract<Category, 'adoption'>,
): Promise<void> => {
  const bit = categoryBit(category)
  const { rows } = await sql<{ principal: number }>`
    select distinct principal from access.grant_row
    where child_id = ${childId} and reason = ${namedReason} and extra_mask = ${bit} and starts_at <= ${at} and ends_at > ${at}`.execute(
    tx,
  )
  const holders = rows.map(row => row.principal)
  if (holders.length < 2) throw new Conflict('Two people must be named before.', 'Name somebody else who works on it.')
  await sql`select access.seal_adopted(${childId}, ${holders}::bigint[])`.execute(tx)
  await sql`
    insert into access.grant_row (principal, child_id, reason, limit_mask, extra_mask, max_sensitivity, named, starts_at)
    select h, ${childId}::bigint, 'holder', ${everyCategory}::bigint, ${bit}::bigint, 4, true, ${at}::timestamptz from unnest(${holders}::bigint[]) h`.execute(
    tx,
  )
}

/** The reason that somebody has who is named for a part of a record; neutral words, since it is told to them wherever reasons are told. */
export const namedReason = 'named-part'
