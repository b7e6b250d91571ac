import {
  type Actor,
  actorContext,
  countOversightWaiting,
  type Ground,
  type SignedInReader,
  type Tx,
  withContext,
} from '../access/index.ts'
import { countConflicts, countOpenCases, countSchoolQuestions, countWaitingRequests } from '../children/index.ts'
import { countContacts } from '../domains/social-care/index.ts'

type Count = (tx: Tx, reader: SignedInReader, at: Date) => Promise<number>
const counts = {
  'possible-duplicates': ['clearing-house', countOpenCases],
  conflicts: ['clearing-house', countConflicts],
  'school-questions': ['clearing-house', countSchoolQuestions],
  contacts: ['recorder', (tx, reader) => countContacts({ tx, reader })],
  approvals: [
    'approvals',
    async (tx, reader, at) =>
      (await countWaitingRequests({ tx, reader, at })) + (await countOversightWaiting({ tx, reader, at })),
  ],
} as const satisfies Readonly<Record<string, readonly [Actor, Count]>>

export type Waits = keyof typeof counts

/** How much waits for this reader; nothing is not shown. */
export const countWaiting = (ground: Ground, waits: Waits, reader: SignedInReader): Promise<number> => {
  const [actor, count]: readonly [Actor, Count] = counts[waits]
  const at = ground.now()
  return withContext(ground, actorContext(actor, at, reader.principals), tx => count(tx, reader, at))
}
