import { sql } from 'kysely'
import type { Tx } from '../../../access/index.ts'

/**
 * Takes adopters off the register whose way is over: ten years after they left (local), a hundred years after an adoption order (Adoption Agencies Regulations
 * 2005, regulation 40; domain.md 7.10). Whoever is on their way stays. Gives how many.
 */
export const forgetAdopters = async (tx: Tx, at: Date): Promise<number> => {
  const { rows } = await sql<{ gone: number }>`
    select access.forget_adopters((${at}::timestamptz - interval '10 years')::date, (${at}::timestamptz - interval '100 years')::date) as gone`.execute(
    tx,
  )
  return rows[0]?.gone ?? 0
}
