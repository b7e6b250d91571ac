import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Key } from '../../platform/keys/index.ts'
import { recordAccess, recordRefusal, speakFor } from '../audit.ts'
import { actorContext } from '../context.ts'
import type { SignedInFamily } from '../family.ts'
import { mailIssuer, markOf, marksOf, openAddress, sealAddress } from '../family-address.ts'
import { openIdentity, sealIdentity } from '../kept-identity.ts'
import { hashToken } from '../serve.ts'
import { endNotOurs, type FamilySession, familyColumns, isOurs, type Marked, markSession } from '../session-mark.ts'
import type { LoggedOut, Vouched } from '../sign-in/index.ts'
import { type Ground, switchContext } from '../transaction.ts'

/** A family's session ends four hours after sign-in, whatever happens in it; without a request it ends after thirty minutes. */
const absoluteHours = 4
const idleMinutes = 30

const secret = (): string => randomBytes(32).toString('base64url')
/**
 * Opens a session for whoever the families' issuer vouches for, found by issuer and subject only, never by an e-mail address; the account
 * is made the first time. Undefined where the council has shut it. `replaces` is the token that the browser came with: it ends here. Recorded.
 */
export const admitFamily = (
  ground: Ground,
  key: Key,
  vouched: Vouched & { readonly email: string },
  requestId: string,
  replaces: string | undefined,
  how: { readonly action: string; readonly mark?: Buffer } = { action: '/family/sign-in/callback' },
): Promise<string | undefined> =>
  ground.db.transaction().execute(async tx => {
    const at = ground.now()
    const email = sealAddress(key, vouched, vouched.email)
    await switchContext(ground, tx, actorContext('messenger', at))
    const { rows } = await sql<{ id: number | null }>`
      select access.admit_family(${vouched.issuer}, ${vouched.subject}, ${email}, ${how.mark ?? null}, ${at}) as id`.execute(
      tx,
    )
    const family = rows[0]?.id ?? undefined
    const event = {
      purpose: 'sign in as a family',
      action: how.action,
      childId: undefined,
      categories: 0,
    }
    const who = { reader: undefined, family, requestId }
    if (family === undefined) {
      await recordAccess(tx, at, { ...event, ...who, outcome: 'refused', rule: 'inactive' })
      return undefined
    }
    const token = secret()
    if (replaces) await sql`delete from access.family_session where token_hash = ${hashToken(replaces)}`.execute(tx)
    await sql`delete from access.family_session where family_id = ${family} and expires_at <= ${at}`.execute(tx)
    const row = {
      ...{ token_hash: hashToken(token), family_id: family, csrf: secret() },
      ...{ created_at: at, expires_at: new Date(at.getTime() + absoluteHours * 3_600_000) },
      id_token: sealIdentity(ground.contextKey, `family ${family}`, vouched.idToken),
      provider_session: vouched.session ?? null,
    }
    const mark = markSession(ground.contextKey, row)
    await tx
      .insertInto('access.family_session')
      .values({ ...row, seen_at: at, mark })
      .execute()
    await speakFor(ground, tx, 'family', family)
    await recordAccess(tx, at, { ...event, ...who, outcome: 'done', rule: 'signed-in' })
    return token
  })

/**
 * The same for whoever has proved by a code that they read this address. Their account is by e-mail: another than that of a provider who vouches for
 * the same address. Its subject is random, and it is found by the mark of the address; the address itself, sealed for that account, must be the same,
 * so that an account to which somebody gave another's mark is nobody's: undefined, and recorded.
 */
export const admitByEmail = async (
  ground: Ground,
  key: Key,
  email: string,
  requestId: string,
  replaces: string | undefined,
): Promise<string | undefined> => {
  const { rows } = await sql<Account>`select issuer, subject, email from access.family_account
    where issuer = ${mailIssuer} and mark = any(${marksOf(key, email)}::bytea[])`.execute(ground.db)
  const how = { action: '/family/sign-in/check', mark: markOf(key, email) }
  if (rows[0] && !isAddressOf(key, rows[0], email)) {
    const event = { reader: undefined, purpose: 'sign in as a family', childId: undefined, categories: 0, requestId }
    await recordRefusal(ground, { ...event, action: how.action, outcome: 'refused', rule: 'account-not-ours' })
    return undefined
  }
  const subject = rows[0]?.subject ?? randomUUID()
  const vouched = { issuer: mailIssuer, subject, email, idToken: undefined }
  return await admitFamily(ground, key, vouched, requestId, replaces, how)
}

type Account = { issuer: string; subject: string; email: Buffer }
const isAddressOf = (key: Key, account: Account, email: string): boolean => {
  try {
    return openAddress(key, account) === email
  } catch {
    return false
  }
}

type Row = FamilySession & Marked & Account

/**
 * The account behind a live session of a family's, or undefined. Staff's sessions are in another table, and are nobody here; a row that we did
 * not write is ended and recorded.
 */
export const findFamily = async (
  ground: Ground,
  key: Key,
  token: string,
  requestId?: string,
): Promise<SignedInFamily | undefined> => {
  const at = ground.now()
  const live = sql`s.token_hash = ${hashToken(token)} and s.expires_at > ${at}
    and s.seen_at > ${at}::timestamptz - make_interval(mins => ${idleMinutes})`
  const { rows } = await sql<Row>`
    with touched as (update access.family_session s set seen_at = ${at} where ${live} and s.seen_at <= ${at}::timestamptz - interval '1 minute')
    select s.*, a.issuer, a.subject, a.email from access.family_session s
      join access.family_account a on a.family_id = s.family_id join access.principal p on p.id = a.family_id and p.active
    where ${live}`.execute(ground.db)
  const [row] = rows
  if (row && !isOurs(ground.contextKey, row)) {
    await endNotOurs(ground, row, requestId)
    return undefined
  }
  return row && { familyId: row.family_id, csrf: row.csrf, email: openAddress(key, row) }
}

/** Ends the session of this token. Gives the provider's token, so that its own session can be ended too. */
export const endFamilySession = async (ground: Ground, token: string): Promise<string | null> => {
  const { rows } = await sql<FamilySession & Marked>`
    delete from access.family_session where token_hash = ${hashToken(token)} returning ${familyColumns}`.execute(
    ground.db,
  )
  const [row] = rows
  if (!row || !isOurs(ground.contextKey, row)) return null
  return openIdentity(ground.contextKey, `family ${row.family_id}`, row.id_token)
}

/** Ends what the families' provider says is over (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.7). Recorded for each. */
export const endFamilyAtProvidersWord = (ground: Ground, over: LoggedOut, requestId: string): Promise<void> =>
  ground.db.transaction().execute(async tx => {
    const at = ground.now()
    const which =
      over.session === undefined
        ? sql`a.subject = ${over.subject ?? null} and s.created_at < ${over.before}`
        : sql`s.provider_session = ${over.session}`
    const { rows } = await sql<FamilySession & Marked>`
      delete from access.family_session s using access.family_account a
      where a.family_id = s.family_id and a.issuer = ${over.issuer} and ${which} returning s.*`.execute(tx)
    for (const { family_id } of rows.filter(row => isOurs(ground.contextKey, row))) {
      await speakFor(ground, tx, 'family', family_id)
      await recordAccess(tx, at, {
        reader: undefined,
        family: family_id,
        purpose: 'sign in as a family',
        action: '/family/sign-in/logged-out',
        childId: undefined,
        categories: 0,
        outcome: 'done',
        rule: 'ended-by-provider',
        requestId,
      })
    }
  })
