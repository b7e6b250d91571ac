import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'

type Desk = CommandGrant<'clearing-house'>
type Parted = { readonly a: number; readonly b: number; readonly joinedAt: Date }

/**
 * Tells everybody who opened the joined record that it was two children's, and asks those who began to work with it meanwhile
 * whose work it is: in ids and the kind of thing alone. Each is led to the half that they work with. Gives how many were told.
 */
export const tellOfSplit = async ({ tx, at, reader }: Desk, { a, b, joinedAt }: Parted): Promise<number> => {
  if (!reader) return 0
  const both = sql`array[${a}, ${b}]::bigint[]`
  const looked = await sql`
    insert into access.notice (principal, kind, child_id, user_id, at)
    select l.user_id, 'record-split',
      case when ${worksWith(b)} and not ${worksWith(a)} then ${b}::bigint else ${a}::bigint end, ${reader.userId}, ${at}
    from access.lookers(${both}, ${joinedAt}) l where l.user_id <> ${reader.userId}`.execute(tx)
  const began = await sql`
    insert into access.notice (principal, kind, child_id, user_id, at)
    select distinct i.principal_id, 'whose-work', i.child_id, ${reader.userId}::bigint, ${at}::timestamptz from involvement i
    where i.child_id = any(${both}) and i.principal_id is not null and i.known_to = 'infinity' and i.known_from >= ${joinedAt}`.execute(
    tx,
  )
  return Number(looked.numAffectedRows ?? 0) + Number(began.numAffectedRows ?? 0)
}

const worksWith = (
  child: number,
) => sql`exists (select from access.grant_row g where g.child_id = ${child} and (g.principal = l.user_id
  or g.principal in (select m.team_id from access.membership m where m.user_id = l.user_id)))`
