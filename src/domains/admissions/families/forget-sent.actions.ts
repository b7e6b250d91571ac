import { sql } from 'kysely'
import type { Tx } from '../../../access/index.ts'

/**
 * Takes away what families sent for a round eighteen months after its offers: a year after the September in which its children begin. The application that was
 * taken in from it is the round's own. Gives how many. (domain.md 7.10, admissions: local, from memory.)
 */
export const forgetSent = async (tx: Tx, at: Date): Promise<number> => {
  const { numAffectedRows } = await sql`delete from family_application f using admission_round r
    where r.id = f.round_id and r.offer_day < (${at}::timestamptz - interval '18 months')::date`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
