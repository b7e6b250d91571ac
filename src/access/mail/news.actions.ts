import { sql } from 'kysely'
import { addJob } from '../../platform/jobs/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import { openDraft } from '../families/drafts.actions.ts'
import { asActor, type Ground, type Tx } from '../transaction.ts'

/** Something that has come up for a family's account to read. */
export type FamilyNews = {
  readonly family: number
  /** What they told or sent was answered, offers are out, one more is there, or a form that they began is soon to be sent. */
  readonly sort: 'told' | 'sent' | 'outcome' | 'offer' | 'closing'
  readonly about: number
  readonly said: string
  /** The children whom it is about; null where that must be known and is not. */
  readonly children: readonly number[] | null
  /** What was typed of a form that was begun: it may name a child. */
  readonly typed: Readonly<Record<string, string>> | undefined
}
/** Whether a family may be told now that there is something to read. */
export type NewsDoor = (news: FamilyNews) => Promise<boolean>

type Row = Omit<FamilyNews, 'typed'> & { draft: Buffer | null }

const read = async (tx: Tx, key: Key, family: number | null, which: ReturnType<typeof sql>): Promise<FamilyNews[]> => {
  const { rows } =
    await sql<Row>`select family_id as family, sort, about, said, children, draft from access.family_news(${family}) n where ${which}
    order by family_id, sort, about`.execute(tx)
  return rows.flatMap(({ draft, ...news }) => {
    const typed = draft === null ? undefined : openedOrNot(key, news.family, draft)
    return typed === null ? [] : [{ ...news, typed }]
  })
}

/** Null where no key opens it (one is lost): nobody can say of whom it is, so that nothing is told of it, and the others are told all the same. */
const openedOrNot = (key: Key, family: number, draft: Buffer): FamilyNews['typed'] | null => {
  try {
    return openDraft(key, family, draft)
  } catch {
    return null
  }
}

/** What no mail has told of yet. */
export const listNews = (ground: Ground, key: Key): Promise<FamilyNews[]> =>
  asActor(ground, 'messenger', tx => read(tx, key, null, sql`mail_id is null`))

/** What this mail tells of, as it stands now; undefined where it is news no more. Null where the mail is a code, or waits no longer. */
export const findNews = (ground: Ground, key: Key, mail: number): Promise<FamilyNews | undefined | null> =>
  asActor(ground, 'messenger', async tx => {
    const { rows } = await sql<{ family: number }>`select family_id as family from access.mail
      where id = ${mail} and sort <> 'code' and state = 'waiting'`.execute(tx)
    return rows[0] ? (await read(tx, key, rows[0].family, sql`mail_id = ${mail}`))[0] : null
  })

/** How often, over a day, the mail server is asked to take word of news, and how much longer each wait is than the one before. */
export const newsTries = 12
const waitMinutes = 20

/** Has a mail tell of it. One that was made meanwhile stays the one. */
export const putNews = (ground: Ground, { family, sort, about, said }: FamilyNews): Promise<void> =>
  asActor(ground, 'messenger', async (tx, at) => {
    await sql`insert into access.mail (sort, family_id, about, said, made_at, at)
      values (${sort}, ${family}, ${about}, ${said}, ${at}, ${at}) on conflict do nothing`.execute(tx)
  })

/** Has what waits sent behind the pages: one job, so that the codes of those who are signing in need not wait for an offer day's thousands. */
export const sendNewsSoon = (ground: Ground): Promise<void> =>
  asActor(ground, 'messenger', async tx => {
    await addJob(tx, 'send-news', {}, { key: 'send-news', queue: 'family-news' })
  })

/** Mails that wait and are due, those that were tried least first. */
export const listDueNews = (ground: Ground, most: number): Promise<readonly number[]> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<{ id: number }>`select id from access.mail where state = 'waiting' and sort <> 'code'
      and (tries = 0 or at <= ${at}::timestamptz - make_interval(mins => ${waitMinutes} * tries)) order by tries, id limit ${most}`.execute(
      tx,
    )
    return rows.map(row => row.id)
  })

/** Says of mails that a worker had in hand when it died that nobody knows whether they went. */
export const settleLost = (ground: Ground): Promise<void> =>
  asActor(ground, 'messenger', async (tx, at) => {
    await sql`update access.mail set state = 'unsure', at = ${at} where state = 'sending' and sort <> 'code'`.execute(
      tx,
    )
  })

/** Takes back a mail that is not to go now: what it tells of is held, and may be told another day, or is news no more. */
export const dropNews = (ground: Ground, mail: number): Promise<void> =>
  asActor(ground, 'messenger', async tx => {
    await sql`delete from access.mail where id = ${mail} and state = 'waiting'`.execute(tx)
  })

/** Forgets sign-ins by code, and whose an account was that is closed, after a day; and that a code was sent after thirty. */
export const forgetCodes = (ground: Ground): Promise<void> =>
  asActor(ground, 'messenger', async (tx, at) => {
    await sql`delete from access.family_sign_in where begun_at <= ${at}::timestamptz - interval '1 day'`.execute(tx)
    await sql`update access.family_account set closed_as = null
      where closed_as is not null and closed_at <= ${at}::timestamptz - interval '1 day'`.execute(tx)
    await sql`delete from access.mail where sort = 'code' and made_at < ${at}::timestamptz - interval '30 days'`.execute(
      tx,
    )
  })
