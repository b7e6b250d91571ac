import { sql } from 'kysely'
import type { Key } from '../../platform/keys/index.ts'
import type { MailOutcome } from '../../platform/mail/index.ts'
import { openAddress } from '../family-address.ts'
import { asActor, type Ground, type Tx } from '../transaction.ts'
import { codeKey, codeMinutes, codeOf, openAsked } from './code.ts'
import { codeWords, newsWords } from './mail-words.ts'

/** One that is to be sent now, with the address as it was read at that moment. */
export type MailInHand = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** With this one, how often it was tried. */
  readonly tries: number
}
type Row = {
  uuid: string
  state: string
  tries: number
  code: { readonly signIn: string; readonly email: string } | null
  account: { readonly issuer: string; readonly subject: string; readonly email: string } | null
}
/** What mail is written with: whom it is from, where it leads, and what opens the accounts' addresses. */
export type MailWriting = { readonly council: string; readonly site: string; readonly key: Key }

/**
 * Takes one that waits, to send it: from here on it counts as being sent. Undefined for one that is not to be sent: it has gone, what it was for is over,
 * or a worker died with it in hand, so that nobody knows.
 */
export const takeMail = (ground: Ground, id: number, writing: MailWriting): Promise<MailInHand | undefined> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<Row>`select m.uuid, m.state, m.tries,
        (select jsonb_build_object('signIn', s.uuid, 'email', encode(s.email, 'base64')) from access.family_sign_in s where s.id = m.sign_in_id
          and s.used_at is null and s.begun_at > ${at}::timestamptz - make_interval(mins => ${codeMinutes})) as code,
        (select jsonb_build_object('issuer', a.issuer, 'subject', a.subject, 'email', encode(a.email, 'base64'))
          from access.family_account a join access.principal p on p.id = a.family_id and p.active where a.family_id = m.family_id) as account
      from access.mail m where m.id = ${id} for update of m`.execute(tx)
    const [row] = rows
    if (row?.state === 'sending') await set(tx, at, id, 'unsure')
    if (row?.state !== 'waiting') return undefined
    const written = write(ground, row, writing)
    if (!written) await set(tx, at, id, 'late')
    else await sql`update access.mail set state = 'sending', tries = tries + 1, at = ${at} where id = ${id}`.execute(tx)
    return written
  })

const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
const write = (
  ground: Ground,
  { uuid: id, tries: before, code, account }: Row,
  writing: MailWriting,
): MailInHand | undefined => {
  const { council, site, key } = writing
  const tries = before + 1
  if (code) {
    const own = codeKey(ground.contextKey)
    const to = openAsked(own, code.signIn, bytes(code.email))
    return { id, to, tries, ...codeWords(council, codeOf(own, code.signIn)) }
  }
  if (!account) return undefined
  return { id, tries, to: openAddress(key, { ...account, email: bytes(account.email) }), ...newsWords(council, site) }
}

const set = async (tx: Tx, at: Date, id: number, state: string, reply?: number): Promise<void> => {
  await sql`update access.mail set state = ${state}, reply = ${reply ?? null}, at = ${at} where id = ${id}`.execute(tx)
}

/** Writes down what became of one that was in hand; `last`: it is not tried again. */
export const settleMail = (ground: Ground, id: number, { state, reply }: MailOutcome, last: boolean): Promise<void> =>
  asActor(ground, 'messenger', (tx, at) =>
    set(tx, at, id, state === 'again' ? (last ? 'given-up' : 'waiting') : state, reply),
  )
