import { sql } from 'kysely'
import { type Conflicting, type Desk, findConflict, reachable } from './conflicts.queries.ts'

/** What waits on the record of this child, as far as it is open to the reader; each is decided at its own address too. */
export const listConflictsOf = async (desk: Desk, child: number): Promise<Conflicting[]> => {
  const { rows } = await sql<{ uuid: string }>`
    select c.uuid from ${reachable} and c.state in ('open', 'asked') and c.child_id = ${child} order by c.id`.execute(
    desk.tx,
  )
  const found: Conflicting[] = []
  for (const { uuid } of rows) found.push(await findConflict(desk, uuid))
  return found.filter(one => one.said?.disagree)
}
