import { type RawBuilder, sql } from 'kysely'
import { formatNumber, type PlainDate } from '../kernel/index.ts'
import { html, type PageContent } from '../platform/views/index.ts'
import { urgentOffer } from './refusal.view.ts'
import type { Tx } from './transaction.ts'

/** So many children's records in so many minutes are more than a person reads. */
export type Pace = { readonly children: number; readonly minutes: number }

/** What nobody opens by reading, by the day from which it holds: a local setting. The shortest time first. */
const paces: readonly { readonly from: PlainDate; readonly most: readonly Pace[] }[] = [
  {
    from: '2026-01-01' as PlainDate,
    most: [
      { children: 60, minutes: 10 },
      { children: 180, minutes: 60 },
    ],
  },
]

/** What nobody opens by reading, on this day. */
export const pacesOn = (today: PlainDate): readonly Pace[] =>
  (paces.findLast(one => one.from <= today) ?? paces[0])?.most ?? []

/**
 * The shortest of these times in which the reader has opened so many children as nobody reads, this child not among them, in minutes: one that they
 * opened in that time may be opened again. Null where they may go on. Of their own record of access alone, under their own context. What a desk lists
 * by an actor of its own (a round's applications, what is missing of a source) is many children on one page, and no record that was opened; a form
 * that was sent and went back shows the record, as its page does.
 */
export const tooFast = (child: RawBuilder<unknown>, most: readonly Pace[]) => {
  const looks = sql`from access.access_event l where l.user_id = (select access.reader())
    and (l.outcome = 'shown' and l.actor is null or l.outcome = 'failed') and l.at > (select access.at()) - make_interval(mins => p.minutes)`
  return sql`(select min(p.minutes) from unnest(${most.map(one => one.minutes)}::integer[], ${most.map(one => one.children)}::integer[]) p(minutes, children)
    where (select count(distinct l.child_id) ${looks}) >= p.children and not exists (select ${looks} and l.child_id = ${child}))`
}

/**
 * Tells whoever manages a team of this reader's, or information governance where nobody does, that they opened records faster than people
 * read: once an hour at most. Under the recorder's context.
 */
export const tellOfPace = async (
  tx: Tx,
  at: Date,
  { userId, principals }: { readonly userId: number; readonly principals: readonly number[] },
): Promise<void> => {
  await sql`
    with managers as (select distinct m.user_id from access.membership m join access.principal p on p.id = m.user_id and p.active
      where m.manages and m.team_id = any(${principals}::bigint[]) and m.user_id <> ${userId} and m.starts_at <= ${at} and m.ends_at > ${at}),
    whom as (select user_id from managers union
      select h.user_id from access.role_held h join access.principal p on p.id = h.user_id and p.active
      where h.role = 'information-governance' and h.starts_at <= ${at} and h.ends_at > ${at} and not exists (select from managers))
    insert into access.notice (principal, kind, user_id, at)
    select w.user_id, 'reads-fast', ${userId}::bigint, ${at}::timestamptz from whom w
    where not exists (select from access.access_event e where e.user_id = ${userId} and e.rule = 'too-fast' and e.at > ${at}::timestamptz - interval '1 hour')`.execute(
    tx,
  )
}

/** What somebody reads who is stopped, on the record's address. */
export const tooFastPage = ({ children, minutes }: Pace, address: string): PageContent => ({
  title: 'Too many records at once',
  heading: 'You cannot open more records for now',
  error: true,
  body: html`<p class="govuk-body">You have opened ${formatNumber(children)} children’s records in ${minutes} minutes. That is more than one person can read. Your manager is told, and can ask you about it.</p>
<p class="govuk-body">Records you have opened in that time still open. For others wait up to ${minutes} minutes.</p>
${urgentOffer(address)}`,
})
