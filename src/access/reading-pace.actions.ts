import { type RawBuilder, sql } from 'kysely'
import { formatNumber, londonDate, type PlainDate } from '../kernel/index.ts'
import { html, type PageContent } from '../platform/views/index.ts'
import { urgentOffer } from './refusal.view.ts'
import { getRole, type RoleKey } from './roles.ts'
import type { Tx } from './transaction.ts'

/** So many children's records in so many minutes are more than a person reads. */
export type Pace = { readonly children: number; readonly minutes: number }

/** What nobody opens by reading, by the day from which it holds: a local setting. The shortest time first. `school`: an account of a school's own staff. */
const paces: readonly { readonly from: PlainDate; readonly most: readonly Pace[]; readonly school: readonly Pace[] }[] =
  [
    {
      from: '2026-01-01' as PlainDate,
      most: [
        { children: 60, minutes: 10 },
        { children: 180, minutes: 60 },
        { children: 240, minutes: 24 * 60 },
      ],
      // however slowly a roll is read through, it ends here (reference/security.md, threat T18)
      school: [
        { children: 60, minutes: 10 },
        { children: 100, minutes: 24 * 60 },
      ],
    },
  ]

type Turn = { readonly at: Date; readonly reader: { readonly role: RoleKey } }

/** What nobody in this role opens by reading, on this day; half as much again by whoever has just proved anew who they are. */
export const pacesOn = ({ at, reader }: Turn, proved = false): readonly Pace[] => {
  const today = londonDate(at)
  const one = paces.findLast(one => one.from <= today) ?? paces[0]
  const most = (getRole(reader.role).school ? one?.school : one?.most) ?? []
  return proved ? most.map(pace => ({ ...pace, children: (pace.children * 3) / 2 })) : most
}

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

/** By which pace somebody is stopped, and whether they may go on for a while once they have proved anew who they are. */
export type Stopped = { readonly pace: Pace; readonly prove: boolean }

/**
 * Whether somebody who has come to a pace is stopped by it: who has just proved anew who they are goes on until they come to what that allows. `proved`
 * is undefined where the council names no stronger sign-in.
 */
export const stoppedAt = async (
  turn: Turn & { readonly tx: Tx; readonly proved: (() => Promise<boolean>) | undefined },
  childId: number,
  pace: Pace | undefined,
): Promise<Stopped | undefined> => {
  if (!pace || !turn.proved) return pace && { pace, prove: false }
  if (!(await turn.proved())) return { pace, prove: true }
  const most = pacesOn(turn, true)
  const { rows } = await sql<{ minutes: number | null }>`
    select ${tooFast(sql`${childId}::bigint`, most)} as minutes`.execute(turn.tx)
  const still = most.find(one => one.minutes === rows[0]?.minutes)
  return still && { pace: still, prove: false }
}

const inTime = (minutes: number): string => (minutes < 120 ? `${minutes} minutes` : `${minutes / 60} hours`)

/** What somebody reads who is stopped, on the record's address. `prove`: they may go on for a while once they have proved anew who they are. */
export const tooFastPage = ({ children, minutes }: Pace, address: string, prove: boolean): PageContent => ({
  title: 'Too many records at once',
  heading: 'You cannot open more records for now',
  error: true,
  body: html`<p class="govuk-body">You have opened ${formatNumber(children)} children’s records in ${inTime(minutes)}. That is more than one person can read. Your manager is told, and can ask you about it.</p>
${prove ? html`<p class="govuk-body">If it is your work, <a class="govuk-link" href="/sign-in?strong=1&amp;to=${encodeURIComponent(`/children/${address}`)}">show again that it is you</a> and go on.</p>` : null}
<p class="govuk-body">Records you have opened in that time still open. For others wait up to ${inTime(minutes)}.</p>
${urgentOffer(address)}`,
})
