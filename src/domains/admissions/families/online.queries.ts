import { sql } from 'kysely'
import { NotFound, parseUuid } from '../../../kernel/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import { type AdmissionRound, type Desk, waitsForSomebody } from '../rounds/index.ts'
import { openSent, type Sent } from './sent.queries.ts'

/** What a family sent, as an officer reads it. */
export type Online = Sent & {
  readonly childId: number | null
  readonly claimHow: string | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  /** The application of the round that it is. */
  readonly application: string | null
  readonly isProtected: boolean
}

type Row = Omit<Online, 'words'> & { sealed: Buffer }

const columns = sql`f.id, f.uuid as address, f.round_id as "roundId", f.receipt, f.sent_at as "sentAt", f.state, f.ask, f.asked_back_at as "askedBackAt", f.words as sealed,
  f.child_id as "childId", f.claim_how as "claimHow", w.name as "decidedBy", f.decided_at as "decidedAt", a.uuid as application,
  coalesce((select m.protected from access.admission_facts(array[coalesce(a.child_id, f.child_id)]) m), false) as "isProtected"`
const from = sql`from family_application f left join access.principal w on w.id = f.decided_by
  left join admission_application a on a.id = f.application_id`

/** What families sent of a round and waits for somebody: not taken in or refused, or taken in and asked back; the oldest first. */
export const listOnline = async ({ tx }: Desk, round: AdmissionRound, key: Key): Promise<Online[]> => {
  const { rows } = await sql<Row>`select ${columns} ${from} where f.round_id = ${round.id} and ${waitsForSomebody}
    order by f.sent_at, f.id limit 200`.execute(tx)
  return rows.map(({ sealed, ...one }) => ({ ...one, words: openSent(key, one.address, sealed) }))
}

/** One of them, taken in or not. @throws NotFound */
export const findOnline = async (
  { tx }: Desk,
  round: AdmissionRound,
  address: string | undefined,
  key: Key,
): Promise<Online> => {
  const { rows } = await sql<Row>`select ${columns} ${from}
    where f.round_id = ${round.id} and f.uuid = ${parseUuid(address ?? '') ?? null}::uuid`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { sealed, ...one } = row
  return { ...one, words: openSent(key, one.address, sealed) }
}
