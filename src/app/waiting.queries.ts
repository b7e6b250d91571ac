import { actorContext, type Ground, type SignedInReader, withContext } from '../access/index.ts'
import { countOpenCases, countWaitingRequests } from '../children/index.ts'

export type Waits = 'possible-duplicates' | 'approvals'

/** How much waits for this reader; nothing is not shown. */
export const countWaiting = (ground: Ground, waits: Waits, reader: SignedInReader): Promise<number> =>
  waits === 'possible-duplicates' ? countCases(ground, reader) : countRequests(ground, reader)

const countCases = (ground: Ground, reader: SignedInReader): Promise<number> =>
  withContext(ground, actorContext('clearing-house', ground.now(), reader.principals), countOpenCases)

const countRequests = (ground: Ground, reader: SignedInReader): Promise<number> =>
  withContext(ground, actorContext('approvals', ground.now(), reader.principals), tx =>
    countWaitingRequests({ tx, reader, at: ground.now() }),
  )
