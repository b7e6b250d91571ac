import { sql } from 'kysely'
import type { Tx } from '../../../access/index.ts'

/**
 * Takes away contacts that nothing came after for six years since the last step: who told of whom, and what was decided and why. What was written on a
 * child's record of one is kept as that record's kinds say; one that nobody has decided stays. Gives how many. (domain.md 7.10, as early help: local.)
 */
export const forgetContacts = async (tx: Tx, at: Date): Promise<number> => {
  const ended = sql`select c.id from front_door_contact c where c.told_at < ${at}::timestamptz - interval '6 years'
    and not exists (select from front_door_step s where s.contact_id = c.id and s.at >= ${at}::timestamptz - interval '6 years')`
  const { rows } = await sql<{ id: number }>`${ended}`.execute(tx)
  const ids = rows.map(row => row.id)
  await sql`delete from front_door_step where contact_id = any(${ids}::bigint[])`.execute(tx)
  await sql`delete from front_door_contact where id = any(${ids}::bigint[])`.execute(tx)
  return ids.length
}
