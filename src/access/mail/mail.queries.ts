import { sql } from 'kysely'
import type { CommandGrant } from '../grant.ts'

/** How many e-mails of one sort stand how, of those of the last seven days. */
export type MailCount = {
  readonly sort: 'code' | 'news'
  readonly sent: number
  readonly waiting: number
  readonly refused: number
  readonly unsure: number
  readonly givenUp: number
  readonly late: number
}
/** What the mail server last said in place of taking one, by its number alone. */
export type MailReply = { readonly reply: number | null; readonly n: number; readonly last: Date }
export type MailStanding = {
  readonly counts: readonly MailCount[]
  /** Since when the oldest has waited. */
  readonly oldest: Date | null
  readonly replies: readonly MailReply[]
}

/** How mail goes out, in numbers: nothing of whom it goes to. */
export const readStanding = async ({ tx, at }: CommandGrant<'messenger'>): Promise<MailStanding> => {
  const lately = sql`made_at > ${at}::timestamptz - interval '7 days'`
  const { rows: counts } = await sql<MailCount>`select case when sort = 'code' then 'code' else 'news' end as sort,
    count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state in ('waiting', 'sending'))::int as waiting,
    count(*) filter (where state = 'refused')::int as refused, count(*) filter (where state = 'unsure')::int as unsure,
    count(*) filter (where state = 'given-up')::int as "givenUp", count(*) filter (where state = 'late')::int as late
    from access.mail where ${lately} group by 1 order by 1`.execute(tx)
  const { rows: oldest } = await sql<{
    at: Date | null
  }>`select min(made_at) as at from access.mail where state in ('waiting', 'sending')`.execute(tx)
  const { rows: replies } = await sql<MailReply>`select reply, count(*)::int as n, max(at) as last from access.mail
    where ${lately} and (state in ('refused', 'given-up') or (state = 'waiting' and tries > 0)) group by 1 order by 3 desc limit 20`.execute(
    tx,
  )
  return { counts, oldest: oldest[0]?.at ?? null, replies }
}
