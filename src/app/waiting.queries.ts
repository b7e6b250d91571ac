import { sql } from 'kysely'
import { actorContext, type Ground, type SignedInReader, withContext } from '../access/index.ts'
import { countOpenCases } from '../children/index.ts'

export type Waits = 'possible-duplicates' | 'approvals'

/** How much waits for this reader; nothing is not shown. */
export const countWaiting = (ground: Ground, waits: Waits, reader: SignedInReader): Promise<number> =>
  waits === 'possible-duplicates' ? countCases(ground, reader) : countRequests(ground, reader)

const countCases = (ground: Ground, reader: SignedInReader): Promise<number> =>
  withContext(ground, actorContext('clearing-house', ground.now(), reader.principals), countOpenCases)

// One's own requests are answered by somebody else.
const countRequests = (ground: Ground, reader: SignedInReader): Promise<number> =>
  withContext(ground, actorContext('approvals', ground.now(), reader.principals), async tx => {
    const { rows } = await sql<{ count: number }>`
      select count(*) from access.request where state = 'waiting' and user_id <> ${reader.userId}`.execute(tx)
    return rows[0]?.count ?? 0
  })
