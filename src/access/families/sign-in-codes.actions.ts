import { randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { addJob } from '../../platform/jobs/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import {
  type Asker,
  askedMark,
  askerMark,
  codeDigits,
  codeKey,
  codeMinutes,
  codeOf,
  mostTries,
  openAsked,
  sealAsked,
} from '../mail/code.ts'
import { asActor, type Ground, type Tx } from '../transaction.ts'

/**
 * How many codes one address is sent in a quarter of an hour: asked for from one network, from all networks together, and from a browser in which somebody
 * signed in by it before, which is counted apart, so that no stranger's asking keeps its owner out. More are neither sent nor good, and whoever asks is not told.
 */
const shortMinutes = 15
const most = { network: 3, networks: 8, browser: 5 } as const
/** One network asks for one address no oftener in a day. */
const mostInADay = 10
/** More tries than anybody has: of a sign-in whose code was not sent. It does not lengthen the wait. */
const notSent = mostTries + 1
/** A code that came too late is of no use: the mail server is asked so often, within its ten minutes. */
const mailTries = 6

/**
 * Begins a sign-in by code for whoever asks, and gives its id. The mail is sent behind the page, whether or not there is an account: nothing here looks for one. What
 * is older than a day is forgotten.
 */
export const askForCode = (ground: Ground, email: string, asker: Asker): Promise<string> =>
  // One after another: of those who ask at one moment each would be counted without the others.
  asActor(
    ground,
    'messenger',
    (tx, at) => ask(tx, at, codeKey(ground.contextKey), email, asker),
    60,
    'access.family_sign_in',
  )

const ask = async (tx: Tx, at: Date, key: Key, email: string, asker: Asker): Promise<string> => {
  const [signIn, mark, by] = [randomUUID(), askedMark(key, email), askerMark(key, asker)]
  const known = 'browser' in asker
  await sql`delete from access.family_sign_in where begun_at <= ${at}::timestamptz - interval '1 day'`.execute(tx)
  const lately = sql`begun_at > ${at}::timestamptz - make_interval(mins => ${shortMinutes})`
  const { rows: asked } = await sql<{ own: number; all: number; day: number }>`
      select count(*) filter (where asker = ${by} and ${lately})::int as own, count(*) filter (where not known and ${lately})::int as all,
        count(*) filter (where asker = ${by})::int as day from access.family_sign_in where mark = ${mark} and tries < ${notSent}`.execute(
    tx,
  )
  const { own = 0, all = 0, day = 0 } = asked[0] ?? {}
  const often = known ? own >= most.browser : own >= most.network || all >= most.networks || day >= mostInADay
  const { rows } = await sql<{
    id: number
  }>`insert into access.family_sign_in (uuid, email, mark, asker, known, begun_at, tries)
      values (${signIn}, ${sealAsked(key, signIn, email)}, ${mark}, ${by}, ${known}, ${at}, ${often ? notSent : 0}) returning id`.execute(
    tx,
  )
  if (often) return signIn
  const { rows: mail } = await sql<{ id: number }>`insert into access.mail (sort, sign_in_id, made_at, at)
      values ('code', ${rows[0]?.id}, ${at}, ${at}) returning id`.execute(tx)
  await addJob(tx, 'send-mail', { mail: mail[0]?.id ?? 0 }, { maxAttempts: mailTries, priority: -1 })
  return signIn
}

const live = (signIn: string, at: Date) => sql`uuid = ${signIn} and used_at is null
  and begun_at > ${at}::timestamptz - make_interval(mins => ${codeMinutes})`

/** The address that a sign-in asked with, for the page that says where to look; undefined once it is over. */
export const findAsked = (ground: Ground, signIn: string): Promise<string | undefined> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<{
      email: Buffer
    }>`select email from access.family_sign_in where ${live(signIn, at)}`.execute(tx)
    return rows[0] && openAsked(codeKey(ground.contextKey), signIn, rows[0].email)
  })

/**
 * The address that is proved by this code; undefined where it is not the code, was tried five times, is over or used. A try counts before it is
 * looked at, so that many at once are five as well.
 */
export const proveAddress = async (ground: Ground, signIn: string, code: string): Promise<string | undefined> => {
  const key = codeKey(ground.contextKey)
  const tried = await asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<{ email: Buffer }>`update access.family_sign_in set tries = tries + 1
      where ${live(signIn, at)} and tries < ${mostTries} returning email`.execute(tx)
    return rows[0]
  })
  const typed = Buffer.from(code.replace(/\D/g, '').slice(0, codeDigits).padStart(codeDigits, ' '))
  if (!tried || !timingSafeEqual(typed, Buffer.from(codeOf(key, signIn)))) return undefined
  const used = await asActor(ground, 'messenger', async (tx, at) => {
    const { rows } =
      await sql`update access.family_sign_in set used_at = ${at} where ${live(signIn, at)} returning id`.execute(tx)
    return rows.length > 0
  })
  return used ? openAsked(key, signIn, tried.email) : undefined
}
