import type pg from 'pg'
import { hashToken } from '../serve.ts'
import { type FamilySession, markSession, type StaffSession } from '../session-mark.ts'

type Session = {
  readonly token: string
  readonly userId: number
  readonly role: string
  readonly at: Date
  readonly hours?: number
  readonly csrf?: string
}

/** Opens a session by hand, marked as signing in marks it, and gives the hash of its token; of one that is there its times begin anew. */
export const aSession = async (
  owner: pg.Pool,
  { token, userId, role, at, hours = 1, csrf = 'test' }: Session,
): Promise<Buffer> => {
  const row: StaffSession = {
    ...{ token_hash: hashToken(token), user_id: userId, role, csrf },
    ...{
      created_at: at,
      expires_at: new Date(at.getTime() + hours * 3_600_000),
      id_token: null,
      provider_session: null,
    },
  }
  await owner.query(
    `insert into access.session (token_hash, user_id, role, csrf, created_at, seen_at, expires_at, mark) values ($1, $2, $3, $4, $5, $5, $6, $7)
     on conflict (token_hash) do update set user_id = $2, role = $3, csrf = $4, created_at = $5, seen_at = $5, expires_at = $6, mark = $7`,
    [row.token_hash, userId, role, csrf, at, row.expires_at, markSession(await contextKeyOf(owner), row)],
  )
  return row.token_hash
}

/** Gives a family's session another proof for its forms. */
export const withProof = async (owner: pg.Pool, token: string, csrf: string): Promise<void> => {
  const { rows } = await owner.query<FamilySession>('select * from access.family_session where token_hash = $1', [
    hashToken(token),
  ])
  const mark = markSession(await contextKeyOf(owner), { ...rows[0]!, csrf })
  await owner.query('update access.family_session set csrf = $1, mark = $2 where token_hash = $3', [
    ...[csrf, mark, hashToken(token)],
  ])
}

const contextKeyOf = async (owner: pg.Pool): Promise<Buffer> =>
  (await owner.query<{ key: Buffer }>(`select key from access.key where name = 'context'`)).rows[0]!.key
