import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { recordAccess, speakFor } from '../audit.ts'
import { openIdentity, sealIdentity } from '../kept-identity.ts'
import { getRole, roles } from '../roles.ts'
import { hashToken } from '../serve.ts'
import { isOurs, type Marked, markSession, type StaffSession, staffColumns } from '../session-mark.ts'
import type { Ground } from '../transaction.ts'
import type { LoggedOut, Vouched } from './provider.ts'

/** A session ends ten hours after sign-in, whatever happens in it; without a request it ends after thirty minutes (reader.queries.ts). */
const absoluteHours = 10
const hour = 3_600_000

const secret = (): string => randomBytes(32).toString('base64url')

/** Who signed in: the session's token, which is nowhere but in the browser, or why there is none. */
export type Admitted =
  | { readonly outcome: 'signed-in'; readonly token: string }
  | { readonly outcome: 'no-account' | 'inactive' | 'no-role' }

type AccountRow = { user_id: number; active: boolean; last_role: string | null; roles: string[] }

/**
 * Opens a session for whoever the provider vouches for, found by issuer and subject only, never by an e-mail address.
 * `replaces` is the token that the browser came with: it ends here. Recorded with the session, or refused unrecorded never.
 */
export const admit = (
  ground: Ground,
  vouched: Vouched,
  requestId: string,
  replaces: string | undefined,
): Promise<Admitted> =>
  ground.db.transaction().execute(async tx => {
    const at = ground.now()
    const { rows } = await sql<AccountRow>`
      select a.user_id, p.active, a.last_role,
        array(select role from access.role_held h where h.user_id = a.user_id and h.starts_at <= ${at} and h.ends_at > ${at}) as roles
      from access.account a join access.principal p on p.id = a.user_id
      where a.issuer = ${vouched.issuer} and a.subject = ${vouched.subject}`.execute(tx)
    const account = rows[0]
    const event = { purpose: 'sign in', action: '/sign-in/callback', childId: undefined, categories: 0, requestId }
    const before = replaces
      ? await sql<
          StaffSession & Marked
        >`select ${staffColumns} from access.session where token_hash = ${hashToken(replaces)}
          and user_id = ${account?.user_id ?? 0} and expires_at > ${at}`.execute(tx)
      : undefined
    const held = roles.filter(r => account?.roles.includes(r.key))
    // Who proves anew who they are goes on in the role they were in; who comes back, in the one they last worked in.
    const last = before?.rows.find(row => isOurs(ground.contextKey, row))?.role ?? account?.last_role
    const role = (held.find(r => r.key === last) ?? held[0])?.key
    if (!account?.active || !role) {
      const outcome = !account ? 'no-account' : !account.active ? 'inactive' : 'no-role'
      await speakFor(ground, tx, 'user', 0)
      await recordAccess(tx, at, { ...event, reader: undefined, outcome: 'refused', rule: outcome })
      return { outcome }
    }
    const userId = account.user_id
    const token = secret()
    if (replaces) await sql`delete from access.session where token_hash = ${hashToken(replaces)}`.execute(tx)
    await sql`delete from access.session where user_id = ${userId} and expires_at <= ${at}`.execute(tx)
    const row = {
      ...{ token_hash: hashToken(token), user_id: userId, role, csrf: secret() },
      ...{ created_at: at, expires_at: new Date(at.getTime() + absoluteHours * hour) },
      id_token: sealIdentity(ground.contextKey, `reader ${userId}`, vouched.idToken),
      provider_session: vouched.session ?? null,
    }
    const mark = markSession(ground.contextKey, row)
    await tx
      .insertInto('access.session')
      .values({ ...row, seen_at: at, mark })
      .execute()
    await sql`update access.account set last_sign_in_at = ${at} where user_id = ${userId}`.execute(tx)
    await speakFor(ground, tx, 'user', userId)
    await recordAccess(tx, at, { ...event, reader: { userId, role }, outcome: 'done', rule: 'signed-in' })
    return { outcome: 'signed-in', token }
  })

/** Ends the session of this token. Gives the provider's token, so that its own session can be ended too; of a row that is not ours, none. */
export const endSession = async (ground: Ground, token: string): Promise<string | null> => {
  const { rows } = await sql<StaffSession & Marked>`
    delete from access.session where token_hash = ${hashToken(token)} returning ${staffColumns}`.execute(ground.db)
  const [row] = rows
  if (!row || !isOurs(ground.contextKey, row)) return null
  return openIdentity(ground.contextKey, `reader ${row.user_id}`, row.id_token)
}

/**
 * Ends what the provider says is over: the sessions that began with one of its own, whomever it names beside (Entra's `sub` is not what its
 * accounts are kept under); or all of a person's that began before it said so, so that the same words sent again end no later one.
 * Recorded for each. Source: OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.7.
 */
export const endAtProvidersWord = (ground: Ground, over: LoggedOut, requestId: string): Promise<void> =>
  ground.db.transaction().execute(async tx => {
    const at = ground.now()
    const which =
      over.session === undefined
        ? sql`a.subject = ${over.subject ?? null} and s.created_at < ${over.before}`
        : sql`s.provider_session = ${over.session}`
    const { rows } = await sql<StaffSession & Marked>`
      delete from access.session s using access.account a
      where a.user_id = s.user_id and a.issuer = ${over.issuer} and ${which}
      returning s.*`.execute(tx)
    // Nobody is written of by a row that we did not write.
    for (const ended of rows.filter(row => isOurs(ground.contextKey, row))) {
      await speakFor(ground, tx, 'user', ended.user_id)
      await recordAccess(tx, at, {
        reader: { userId: ended.user_id, role: getRole(ended.role).key },
        purpose: 'sign in',
        action: '/sign-in/logged-out',
        childId: undefined,
        categories: 0,
        outcome: 'done',
        rule: 'ended-by-provider',
        requestId,
      })
    }
  })

/**
 * Goes on in another role that the person holds, under a new token and a new form token. Undefined when the role is not
 * held or the session has ended. Recorded.
 */
export const switchRole = (
  ground: Ground,
  token: string,
  role: string,
  requestId: string,
): Promise<string | undefined> =>
  ground.db.transaction().execute(async tx => {
    const at = ground.now()
    const next = secret()
    const { rows } = await sql<StaffSession & Marked>`
      select ${staffColumns} from access.session s
      where s.token_hash = ${hashToken(token)} and s.expires_at > ${at} and exists (select from access.role_held h
        where h.user_id = s.user_id and h.role = ${role} and h.starts_at <= ${at} and h.ends_at > ${at})
      for update of s`.execute(tx)
    const [row] = rows
    const known = roles.find(r => r.key === role)
    if (!row || !known || !isOurs(ground.contextKey, row)) return undefined
    const renewed = { ...row, token_hash: hashToken(next), csrf: secret(), role: known.key }
    await sql`update access.session set token_hash = ${renewed.token_hash}, csrf = ${renewed.csrf}, role = ${role}, seen_at = ${at},
      mark = ${markSession(ground.contextKey, renewed)} where token_hash = ${row.token_hash}`.execute(tx)
    await sql`update access.account set last_role = ${role} where user_id = ${row.user_id}`.execute(tx)
    const reader = { userId: row.user_id, role: known.key }
    const event = { purpose: 'change role', action: '/role', childId: undefined, categories: 0, requestId }
    await speakFor(ground, tx, 'user', reader.userId)
    await recordAccess(tx, at, { ...event, reader, outcome: 'done', rule: 'role-held' })
    return next
  })

/** One place where the person is signed in. `id` names it in a form; the token cannot be found from it. */
export type OpenSession = { readonly id: string; readonly role: string; readonly since: Date; readonly seenAt: Date }

/** Where this person is signed in now, the latest first. */
export const listSessions = async (ground: Ground, userId: number): Promise<OpenSession[]> => {
  const at = ground.now()
  const { rows } = await sql<StaffSession & Marked & { id: string; seen_at: Date }>`
    select left(encode(token_hash, 'hex'), 16) as id, ${staffColumns}, seen_at from access.session
    where user_id = ${userId} and expires_at > ${at} and seen_at > ${at}::timestamptz - interval '30 minutes' order by seen_at desc, id`.execute(
    ground.db,
  )
  const ours = rows.filter(row => isOurs(ground.contextKey, row))
  return ours.map(row => ({ id: row.id, role: row.role, since: row.created_at, seenAt: row.seen_at }))
}

/** Ends one of the person's own sessions. */
export const endOwnSession = async (ground: Ground, userId: number, id: string): Promise<void> => {
  await sql`delete from access.session where user_id = ${userId} and left(encode(token_hash, 'hex'), 16) = ${id}`.execute(
    ground.db,
  )
}
