import { sql } from 'kysely'
import { beginnableBy, type ChildGrant, type Grant } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'

/** A team of the reader's that could hold the work which they do with a child by themselves. */
export type TeamForOwnWork = { readonly id: number; readonly name: string; readonly work: string }

/** Of the reader's teams, those that do the kind of work which the reader does with this child, and do not hold it. */
export const listTeamsForOwnWork = async (grant: ChildGrant<never>): Promise<readonly TeamForOwnWork[]> => {
  const { tx, reader, childId, at } = grant
  const today = londonDate(at)
  const kinds = beginnableBy(reader.role).map(kind => kind.key)
  const { rows } = await sql<TeamForOwnWork>`
    select distinct t.id, t.name, i.kind as work from involvement i
      join access.membership m on m.user_id = i.principal_id and m.starts_at <= ${at} and m.ends_at > ${at}
      join access.principal t on t.id = m.team_id and t.active
    where i.child_id = ${childId} and i.principal_id = ${reader.userId} and i.kind = any(${kinds}::text[])
      and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
      and not exists (select from involvement h where h.child_id = i.child_id and h.principal_id = t.id and h.kind = i.kind
        and h.known_to = 'infinity' and h.true_to > ${today})
    order by t.name, t.id`.execute(tx)
  return rows
}

/** The children with whom the reader works by themselves, and whose work a team of theirs could hold; at most 100. */
export const listOwnWork = async ({ tx, reader, at }: Grant<string>, teamId: number): Promise<readonly number[]> => {
  const today = londonDate(at)
  const kinds = beginnableBy(reader.role).map(kind => kind.key)
  const { rows } = await sql<{ id: number }>`
    select distinct i.child_id as id from involvement i
    where i.principal_id = ${reader.userId} and i.kind = any(${kinds}::text[]) and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
      and not exists (select from involvement h where h.child_id = i.child_id and h.principal_id = ${teamId} and h.kind = i.kind
        and h.known_to = 'infinity' and h.true_to > ${today})
    order by 1 limit 100`.execute(tx)
  return rows.map(row => row.id)
}
