import { sql } from 'kysely'
import { addDays, type Category, categoryMask, type PlainDate } from '../../kernel/index.ts'
import type { Tx } from '../transaction.ts'

/** Somebody answers for what a team does: in these categories, for this purpose, to this day, that day included. */
export type Oversight = {
  /** By key. */
  readonly staff: string
  readonly team: string
  readonly categories: readonly Category[]
  /** At least twenty letters. */
  readonly purpose: string
  readonly from: PlainDate
  readonly to: PlainDate
}

/**
 * Keeps the oversight that the list says. The reasons to see follow from it in the database: of each child with whom the team itself
 * works, and only while it does (docs/access.md, live reasons). Given again for the same team from the same day, its end is what is said
 * last. What two people agreed to (`../oversight`) is not touched. Throws for a person or team that nobody has, and for an end before the beginning.
 * Source: reference/security.md 3.1 and threat T19.
 */
export const keepOversight = async (tx: Tx, list: readonly Oversight[]): Promise<void> => {
  for (const one of list) {
    const [starts, ends] = [one.from, addDays(one.to, 1)].map(
      day => sql`${day}::timestamp at time zone 'Europe/London'`,
    )
    const { rows } = await sql<{ user_id: number; team_id: number; known: number | null }>`
      select u.id as user_id, t.id as team_id, (select max(o.id) from access.oversight o
        where o.user_id = u.id and o.team_id = t.id and o.categories = ${categoryMask(one.categories)} and o.starts_at = ${starts}
        and o.proposal_id is null) as known
      from access.principal u, access.principal t where u.kind = 'user' and u.key = ${one.staff} and t.kind = 'team' and t.key = ${one.team}`.execute(
      tx,
    )
    const [found] = rows
    if (!found) throw new Error(`There is no ${one.staff} or no team ${one.team} for oversight`)
    await (found.known
      ? sql`update access.oversight set ends_at = ${ends} where id = ${found.known} and ends_at <> ${ends}`
      : sql`insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at)
          values (${found.user_id}, ${found.team_id}, ${categoryMask(one.categories)}, ${one.purpose}, ${starts}, ${ends})`
    ).execute(tx)
  }
}
