import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** One adopter as a list 11 told of them, by the columns of the list. They are adults, and of no child's record. */
export type Adopter = Readonly<Record<string, string>>

/** The adopters of the newest list 11 that was told of a day up to this one, in its order. For the actor that writes returns. */
export const listAdopters = async (tx: Tx, day: PlainDate): Promise<readonly Adopter[]> => {
  const { rows } = await sql<{ content: Adopter }>`
    with told as (
      select id, content, as_of from source_record
      where source_id = 'annex-a' and known_to = 'infinity' and not gone and scope like 'List 11/%' and as_of < ${day}::date + 1)
    select content from told where as_of = (select max(as_of) from told) order by id`.execute(tx)
  return rows.map(row => row.content)
}
