import {
  type Actor,
  actorContext,
  countOversightWaiting,
  type Grant,
  type Ground,
  holds,
  type SignedInReader,
  type Tx,
  withContext,
} from '../access/index.ts'
import {
  countConflicts,
  countEndingsWaiting,
  countLooks,
  countOpenCases,
  countOwnerQuestions,
  countSchoolQuestions,
  countWaitingRequests,
  type Owed,
  ownsSource,
} from '../children/index.ts'
import { listWaiting, waitingWords } from '../domains/social-care/index.ts'
import { type ImportParts, listOwing } from '../intake/index.ts'
import { formatNumber, plural } from '../kernel/index.ts'
import { type Html, html } from '../platform/views/index.ts'

type Count = (tx: Tx, reader: SignedInReader, at: Date) => Promise<number>
const counts = {
  'possible-duplicates': ['clearing-house', countOpenCases],
  conflicts: ['clearing-house', countConflicts],
  'school-questions': ['clearing-house', countSchoolQuestions],
  looks: ['audit', async tx => countLooks({ tx })],
  contacts: ['recorder', async (tx, reader) => (await listWaiting({ tx, reader })).length],
  approvals: [
    'approvals',
    async (tx, reader, at) =>
      (await countWaitingRequests({ tx, reader, at })) +
      (await countOversightWaiting({ tx, reader, at })) +
      (await countEndingsWaiting({ tx, reader, at })),
  ],
} as const satisfies Readonly<Record<string, readonly [Actor, Count]>>

export type Waits = keyof typeof counts

/** How much waits for this reader; nothing is not shown. */
export const countWaiting = (ground: Ground, waits: Waits, reader: SignedInReader): Promise<number> => {
  const [actor, count]: readonly [Actor, Count] = counts[waits]
  const at = ground.now()
  return withContext(ground, actorContext(actor, at, reader.principals), tx => count(tx, reader, at))
}

/** What Today says first to who screens contacts, by day and by night: how many wait, how many are late, how many came out of hours. */
export const contactsOwed = (ground: Ground): Owed => ({
  needs: [],
  list: async () => [],
  first: async ({ reader, at }: Grant<string>): Promise<readonly Html[]> => {
    if (!holds(reader, 'screen-contacts')) return []
    const waiting = await withContext(ground, actorContext('recorder', at, reader.principals), tx =>
      listWaiting({ tx, reader }),
    )
    const words = waitingWords(waiting, at)
    return words ? [html`${words}. See <a class="govuk-link" href="/front-door">Contacts</a>.`] : []
  },
})

/** What Today says first to who owns the agreement with a source: how many questions wait about what it tells. */
export const sourceQuestionsOwed = (ground: Ground): Owed => ({
  needs: [],
  list: async () => [],
  first: async ({ tx, reader, at }: Grant<string>): Promise<readonly Html[]> => {
    if (!holds(reader, 'answer-for-source') || !(await ownsSource(tx, reader))) return []
    const waiting = await withContext(ground, actorContext('clearing-house', at, reader.principals), own =>
      countOwnerQuestions(own, reader),
    )
    if (waiting === 0) return []
    return [
      html`${plural(waiting, 'question waits', 'questions wait')} about what your sources tell. See <a class="govuk-link" href="/source-questions">Questions about your sources</a>.`,
    ]
  },
})

/** What Today says first to who answers for a school: how many rows of its files were not used, and wait to be mended. */
export const rowsToMendOwed = ({ ground, sources }: ImportParts): Owed => ({
  needs: [],
  list: async () => [],
  first: async ({ reader, at }: Grant<string>): Promise<readonly Html[]> => {
    if (!holds(reader, 'answer-for-school')) return []
    const owing = await withContext(ground, actorContext('import-desk', at, reader.principals), async tx =>
      listOwing({ tx, reader, at }, await sources({ tx })),
    )
    return owing.map(({ address, school, rows, more }) => {
      const count = more ? `More than ${formatNumber(rows)} rows` : plural(rows, 'row')
      return html`${count} of the files of ${school} could not be used. See <a class="govuk-link" href="/my-schools/${address}/rejected">Rows to mend</a>.`
    })
  },
})
