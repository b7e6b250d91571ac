import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/**
 * Takes away what was told of changes two years after it was decided and every service answered: the words, who said them, the receipts and what a family's
 * own account typed. What it changed on a record stays there. What still waits for somebody stays. Gives how many. (A local period.)
 */
export const forgetTold = async (tx: Tx, at: Date): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    select c.id from told_change c where coalesce(c.decided_at, c.told_at) < ${at}::timestamptz - interval '2 years'
      and not exists (select from told_delivery d where d.change_id = c.id and (d.state in ('waiting', 'person') or d.at >= ${at}::timestamptz - interval '2 years'))`.execute(
    tx,
  )
  const ids = rows.map(row => row.id)
  await sql`delete from told_delivery where change_id = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from family_told where change_id = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from told_change where id = any(${ids}::bigint[])`.execute(tx)
  return ids.length
}
