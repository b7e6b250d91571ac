import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/** Takes away what was said with a worker six years after it was written (local: as employment records are kept). Gives how many. */
export const forgetSupervision = async (tx: Tx, at: Date): Promise<number> => {
  const { numAffectedRows } =
    await sql`delete from access.supervision where written_at < ${at}::timestamptz - interval '6 years'`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
