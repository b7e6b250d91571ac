import { actorContext, type Ground, type SignedInReader, withContext } from '../access/index.ts'
import { countConflicts, countOpenCases, countSchoolQuestions, countWaitingRequests } from '../children/index.ts'

export type Waits = 'possible-duplicates' | 'conflicts' | 'school-questions' | 'approvals'

/** How much waits for this reader; nothing is not shown. */
export const countWaiting = (ground: Ground, waits: Waits, reader: SignedInReader): Promise<number> =>
  waits === 'approvals'
    ? countRequests(ground, reader)
    : withContext(
        ground,
        actorContext('clearing-house', ground.now(), reader.principals),
        waits === 'school-questions'
          ? tx => countSchoolQuestions(tx, reader, ground.now())
          : waits === 'conflicts'
            ? countConflicts
            : countOpenCases,
      )

const countRequests = (ground: Ground, reader: SignedInReader): Promise<number> =>
  withContext(ground, actorContext('approvals', ground.now(), reader.principals), tx =>
    countWaitingRequests({ tx, reader, at: ground.now() }),
  )
