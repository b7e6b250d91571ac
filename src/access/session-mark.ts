import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { recordAccess, speakFor } from './audit.ts'
import type { Whose } from './kept-identity.ts'
import type { Ground } from './transaction.ts'

/** What a session's row says that somebody else's would profit from. When it was last used is not of it: that lengthens only a session that is ours. */
export type SessionRow = {
  readonly token_hash: Buffer
  readonly csrf: string
  readonly created_at: Date
  readonly expires_at: Date
  readonly id_token: string | null
  readonly provider_session: string | null
}
/** A session of staff's. */
export type StaffSession = SessionRow & { readonly user_id: number; readonly role: string }
/** A session of a family's. */
export type FamilySession = SessionRow & { readonly family_id: number }
export type Marked = { readonly mark: Buffer }

const facts = 'token_hash, csrf, created_at, expires_at, id_token, provider_session, mark'
/** The columns that a mark is checked by, of a table that is called by no other name. */
export const staffColumns = sql.raw(`user_id, role, ${facts}`)
export const familyColumns = sql.raw(`family_id, ${facts}`)

const keyFrom = (contextKey: Buffer): Buffer => createHmac('sha256', contextKey).update('throughline session').digest()

/** Whose session a row says it is. */
export const whoseOf = (row: StaffSession | FamilySession): Whose =>
  'user_id' in row ? `reader ${row.user_id}` : `family ${row.family_id}`

/**
 * What binds a session to its person: HMAC-SHA-256 (RFC 2104) over all that the row says but its last use, under a key made from the context
 * key. Whoever can write the table and has no key can make none, nor carry one over to another row, person, role or time.
 */
export const markSession = (contextKey: Buffer, row: StaffSession | FamilySession): Buffer => {
  const times = [row.created_at, row.expires_at].map(time => String(Number(time)))
  const said = [row.token_hash.toString('hex'), 'role' in row ? row.role : null, row.csrf, ...times]
  const text = JSON.stringify([whoseOf(row), ...said, row.id_token, row.provider_session])
  return createHmac('sha256', keyFrom(contextKey)).update(text).digest()
}

/** Did we write this row as it stands? */
export const isOurs = (contextKey: Buffer, row: (StaffSession | FamilySession) & Marked): boolean =>
  row.mark.length === 32 && timingSafeEqual(row.mark, markSession(contextKey, row))

/** Ends a row that is a session of nobody's, and records that there was one; not whose it said it was, which may be anybody. */
export const endNotOurs = (
  ground: Ground,
  row: (StaffSession | FamilySession) & Marked,
  requestId: string = randomUUID(),
): Promise<void> =>
  ground.db.transaction().execute(async tx => {
    const table = sql.raw('user_id' in row ? 'access.session' : 'access.family_session')
    const { rows } = await sql`delete from ${table} where token_hash = ${row.token_hash} and mark = ${row.mark}
      returning 1`.execute(tx)
    if (rows.length === 0) return
    await speakFor(ground, tx, 'user', 0)
    const event = { reader: undefined, purpose: 'sign in', action: '/sign-in', childId: undefined, categories: 0 }
    await recordAccess(tx, ground.now(), { ...event, outcome: 'refused', rule: 'session-not-ours', requestId })
  })
