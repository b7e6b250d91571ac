import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/** The names of workers, for lines that say who wrote. Staff are not personal data of the child and have no fence. */
export const namesOf = async (tx: Tx, ids: readonly (number | undefined)[]): Promise<ReadonlyMap<number, string>> => {
  const wanted = [...new Set(ids.filter(id => id !== undefined))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from access.principal where id = any(${wanted}::bigint[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.name]))
}
