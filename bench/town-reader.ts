import type pg from 'pg'
import { type Context, type Ground, hashToken, type SignedInReader } from '../src/access/index.ts'
import { findReader } from '../src/access/reader.queries.ts'
import { aSession } from '../src/access/testing/index.ts'
import { type TownStaff, townStaff } from './town-staff.ts'

const tokenOf = (who: TownStaff): string => `session of ${who}`
export const townCsrf = 'csrf-of-the-bench'

/** The cookie with which a member of the town's staff is signed in. */
export const cookieOf = (who: TownStaff): string => `throughline=${encodeURIComponent(tokenOf(who))}`

/** Signs a member of the town's staff in by hand: there is no provider to ask. */
export const signIn = async (owner: pg.Pool, who: TownStaff, at: Date): Promise<void> => {
  const { rows } = await owner.query<{ id: number }>(
    `select id from access.principal where kind = 'user' and key = $1`,
    [who],
  )
  const session = { token: tokenOf(who), role: townStaff[who], csrf: townCsrf, at, hours: 10 }
  for (const { id } of rows) await aSession(owner, { ...session, userId: id })
}

/** The reader as the pages find them. */
export const readerOfTown = async (owner: pg.Pool, pages: Ground, who: TownStaff): Promise<SignedInReader> => {
  await signIn(owner, who, pages.now())
  const reader = await findReader(pages, hashToken(tokenOf(who)))
  if (!reader) throw new Error(`${who} is not signed in.`)
  return reader
}

/** The context that the reader's pages set. */
export const contextOf = ({ userId, principals, masks }: SignedInReader, at: Date): Context => ({
  kind: 'user',
  id: String(userId),
  principals,
  masks,
  at,
})
