import { sql } from 'kysely'
import type { Tx } from '../transaction.ts'

/** Takes away what was typed and not sent for thirty days. Gives how many. */
export const forgetDrafts = async (tx: Tx, at: Date): Promise<number> => {
  const { numAffectedRows } =
    await sql`delete from family_draft where saved_at < ${at}::timestamptz - interval '30 days'`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Takes away accounts by which nobody has signed in for two years and of which nothing is kept: the e-mail address, and who the issuer says they are. Whoever
 * signs in again has a new one. Gives how many. (A local period.)
 */
export const forgetAccounts = async (tx: Tx, at: Date): Promise<number> => {
  const { rows } = await sql<{
    gone: number
  }>`select access.forget_families(${at}::timestamptz - interval '2 years') as gone`.execute(tx)
  return rows[0]?.gone ?? 0
}
