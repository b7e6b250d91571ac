import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/** Which of these source persons have a link now. */
export const listLinkedAlready = async (tx: Tx, ids: readonly number[]): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ id: number }>`
    select source_person_id as id from link where source_person_id = any(${ids}::bigint[]) and known_to = 'infinity'`.execute(
    tx,
  )
  return new Set(rows.map(r => r.id))
}
