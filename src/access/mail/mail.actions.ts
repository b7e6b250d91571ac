import { sql } from 'kysely'
import type { MailOutcome } from '../../platform/mail/index.ts'
import { asActor, type Ground, type Tx } from '../transaction.ts'
import { codeKey, codeMinutes, codeOf, openAsked } from './code.ts'
import { codeWords } from './mail-words.ts'

/** One that is to be sent now, with the address as it was read at that moment. */
export type MailInHand = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}
type Row = { uuid: string; state: string; signIn: string; email: Buffer | null; live: boolean }

/**
 * Takes one that waits, to send it: from here on it counts as being sent. Undefined for one that is not to be sent: it has gone, what it was for is over,
 * or a worker died with it in hand, so that nobody knows.
 */
export const takeMail = (ground: Ground, id: number, council: string): Promise<MailInHand | undefined> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<Row>`select m.uuid, m.state, s.uuid as "signIn", s.email,
        coalesce(s.used_at is null and s.begun_at > ${at}::timestamptz - make_interval(mins => ${codeMinutes}), false) as live
      from access.mail m left join access.family_sign_in s on s.id = m.sign_in_id where m.id = ${id} for update of m`.execute(
      tx,
    )
    const [row] = rows
    if (row?.state === 'sending') await set(tx, at, id, 'unsure')
    if (row?.state !== 'waiting') return undefined
    if (!row.live || !row.email) {
      await set(tx, at, id, 'late')
      return undefined
    }
    await sql`update access.mail set state = 'sending', tries = tries + 1, at = ${at} where id = ${id}`.execute(tx)
    const key = codeKey(ground.contextKey)
    const to = openAsked(key, row.signIn, row.email)
    return { id: row.uuid, to, ...codeWords(council, codeOf(key, row.signIn)) }
  })

const set = async (tx: Tx, at: Date, id: number, state: string, reply?: number): Promise<void> => {
  await sql`update access.mail set state = ${state}, reply = ${reply ?? null}, at = ${at} where id = ${id}`.execute(tx)
}

/** Writes down what became of one that was in hand; `last`: it is not tried again. */
export const settleMail = (ground: Ground, id: number, { state, reply }: MailOutcome, last: boolean): Promise<void> =>
  asActor(ground, 'messenger', (tx, at) =>
    set(tx, at, id, state === 'again' ? (last ? 'given-up' : 'waiting') : state, reply),
  )
