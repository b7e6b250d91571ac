import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'

/**
 * How the record stands for this reader: made of the rows that row security lets through, so that it changes when something does
 * that they may see, and only then.
 */
export const stateOf = async ({ tx, childId }: ChildGrant<'identity'>): Promise<string> => {
  const clocks = sql`concat_ws('/', count(*), max(id), max(known_from), max(known_to) filter (where known_to < 'infinity'))`
  const { rows } = await sql<{ state: string }>`select md5(concat_ws('|',
    (select ${clocks} from entry where child_id = ${childId}), (select ${clocks} from involvement where child_id = ${childId}),
    (select ${clocks} from relationship where child_id = ${childId}),
    (select concat_ws('/', count(*), max(changed_at)) from attendance_year where child_id = ${childId}))) as state`.execute(
    tx,
  )
  return rows[0]?.state ?? ''
}
