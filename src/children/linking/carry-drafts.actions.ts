import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'

type Desk = CommandGrant<'clearing-house'>

/** Whose draft of which form came along with a join. */
export type CarriedDraft = { readonly user: number; readonly form: string }

/**
 * Brings what was typed on a record that now leads to another there, so that whoever typed it finds it; where they typed the same form on both, each stays.
 * Gives what came along. After the join.
 */
export const carryDrafts = async ({ tx }: Desk, persons: readonly number[]): Promise<CarriedDraft[]> => {
  const { rows } = await sql<CarriedDraft>`
    update draft d set child_id = p.redirect_to from person p
    where p.id = any(${persons}::bigint[]) and p.redirect_to is not null and d.child_id = p.id
      and not exists (select from draft o where o.child_id = p.redirect_to and o.user_id = d.user_id and o.form = d.form)
    returning d.user_id as "user", d.form`.execute(tx)
  return rows
}

type Parting = { readonly was: number; readonly is: number; readonly since: Date; readonly grants: readonly number[] }

/**
 * Part of the question that gives back: what came along, and what was typed since by somebody who works with the child who goes and not with the one who
 * stays. `grants` go back in the same question.
 */
export const draftsBack = (carried: readonly CarriedDraft[], { was, is, since, grants }: Parting) => {
  const worksWith = (child: number, own: boolean) => sql`exists (select from access.grant_row g
    where (g.principal = d.user_id or g.principal in (select m.team_id from access.membership m where m.user_id = d.user_id))
      and case when g.id = any(${grants}::bigint[]) then ${own} else g.child_id = ${child} end)`
  return sql`update draft d set child_id = ${was} where d.child_id = ${is}
    and not exists (select from draft o where o.child_id = ${was} and o.user_id = d.user_id and o.form = d.form)
    and ((d.user_id, d.form) in (select c."user", c.form from json_to_recordset(${JSON.stringify(carried)}::json) as c("user" bigint, form text))
      or (d.saved_at >= ${since} and ${worksWith(was, true)} and not ${worksWith(is, false)}))`
}
