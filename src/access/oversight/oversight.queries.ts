import { type RawBuilder, sql } from 'kysely'
import { type Category, categoriesIn, londonDate, NotFound, type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { CommandGrant } from '../grant.ts'
import { type OversightRehearsal, oversightSettings } from './oversight.ts'

export type Desk = CommandGrant<'approvals'>
type Asker = Pick<Desk, 'tx' | 'reader' | 'at'>

/** One oversight: proposed, perhaps agreed, perhaps over. */
export type ProposedOversight = {
  readonly id: number
  readonly uuid: string
  readonly userId: number
  readonly teamId: number
  readonly overseer: string
  readonly overseerTitle: string | null
  readonly team: string
  readonly categories: readonly Category[]
  readonly purpose: string
  readonly startsOn: PlainDate
  readonly lastDay: PlainDate
  readonly proposedBy: string
  readonly proposedAt: Date
  /** The reader proposed it. */
  readonly own: boolean
  /** It is the reader who gains sight. */
  readonly gains: boolean
  /** The reader answers for the team's approvals. */
  readonly answers: boolean
  readonly rehearsedAt: Date | null
  readonly rehearsal: OversightRehearsal | null
  readonly askedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly agreed: boolean | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
  readonly answer: string | null
  readonly reviewedBy: string | null
  readonly reviewedAt: Date | null
  readonly review: string | null
  readonly endedBy: string | null
  readonly endedAt: Date | null
  readonly endedWhy: string | null
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}

/**
 * Who answers for a team: its managers, and information governance, but for the teams of silent services, which are named to their own
 * managers alone.
 */
const answersFor = ({ reader }: Pick<Asker, 'reader'>): RawBuilder<boolean> =>
  sql<boolean>`(t.id = any(${reader?.manages ?? []}::bigint[]) or (${reader?.role === 'information-governance'} and t.category is null))`

const joined = sql`access.oversight_proposal q join access.principal u on u.id = q.user_id join access.principal t on t.id = q.team_id
  join access.principal p on p.id = q.proposed_by left join access.principal a on a.id = q.answered_by
  left join access.principal r on r.id = q.reviewed_by left join access.principal e on e.id = q.ended_by
  left join access.oversight o on o.proposal_id = q.id`

/** What the reader may read: what they proposed or answered, and, once it is asked for, what is of a team they answer for. */
const readable = (asker: Asker): RawBuilder<boolean> =>
  sql<boolean>`(${asker.reader?.userId ?? 0} in (q.proposed_by, q.answered_by) or (q.asked_at is not null and ${answersFor(asker)}))`

type Row = Omit<ProposedOversight, 'categories'> & { readonly mask: number }

const load = async (asker: Asker, where: RawBuilder<unknown>): Promise<readonly ProposedOversight[]> => {
  const me = asker.reader?.userId ?? 0
  const { rows } = await sql<Row>`
    select q.id, q.uuid, q.user_id as "userId", q.team_id as "teamId", u.name as overseer, u.title as "overseerTitle", t.name as team,
      q.categories as mask, q.purpose, q.starts_on::text as "startsOn", q.last_day::text as "lastDay", p.name as "proposedBy",
      q.proposed_at as "proposedAt", q.proposed_by = ${me} as own, q.user_id = ${me} as gains, ${answersFor(asker)} as answers,
      q.rehearsed_at as "rehearsedAt", q.rehearsal, q.asked_at as "askedAt", q.withdrawn_at as "withdrawnAt", q.agreed,
      a.name as "answeredBy", q.answered_at as "answeredAt", q.answer, r.name as "reviewedBy", q.reviewed_at as "reviewedAt", q.review,
      e.name as "endedBy", q.ended_at as "endedAt", q.ended_why as "endedWhy", o.starts_at as "startsAt", o.ends_at as "endsAt"
    from ${joined} where ${readable(asker)} and ${where} order by q.id desc limit 200`.execute(asker.tx)
  return rows.map(({ mask, ...row }) => ({ ...row, categories: categoriesIn(mask) }))
}

/** Every oversight that this reader may read of, the latest first. */
export const listOversight = (desk: Asker): Promise<readonly ProposedOversight[]> => load(desk, sql`true`)

/** One of them. Throws NotFound. */
export const findOversight = async (desk: Asker, uuid: string | undefined): Promise<ProposedOversight> => {
  const [found] = await load(desk, sql`q.uuid = ${parseUuid(uuid ?? '') ?? null}::uuid`)
  if (!found) throw new NotFound()
  return found
}

/** A proposal that this reader may answer now: asked, of a team they answer for, neither proposed by them nor for them. */
export const answerable = (
  asker: Asker,
): RawBuilder<boolean> => sql<boolean>`(q.asked_at is not null and q.answered_at is null
  and q.withdrawn_at is null and q.last_day >= ${londonDate(asker.at)}::date and q.proposed_by <> ${asker.reader?.userId ?? 0}
  and q.user_id <> ${asker.reader?.userId ?? 0} and ${answersFor(asker)})`

/** How many wait for this reader: proposals to answer, and oversight in force whose review is due. */
export const countOversightWaiting = async (asker: Asker): Promise<number> => {
  const { at, reader, tx } = asker
  const { reviewDays } = oversightSettings(londonDate(at))
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${joined} where ${answerable(asker)}
      or (q.user_id <> ${reader?.userId ?? 0} and ${answersFor(asker)} and o.starts_at <= ${at} and o.ends_at > ${at}
        and (coalesce(q.reviewed_at, q.answered_at) at time zone 'Europe/London')::date + ${reviewDays}::integer <= ${londonDate(at)}::date)`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

export type TeamToOversee = { readonly id: number; readonly uuid: string; readonly name: string }

/** The teams of which this reader may propose oversight, by name. */
export const listTeamsToOversee = async (desk: Asker): Promise<readonly TeamToOversee[]> => {
  const { rows } = await sql<TeamToOversee>`select t.id, t.uuid, t.name from access.principal t
    where t.kind = 'team' and t.active and ${answersFor(desk)} order by t.name, t.id limit 500`.execute(desk.tx)
  return rows
}

export type StaffFound = {
  readonly id: number
  readonly uuid: string
  readonly name: string
  readonly title: string | null
}

/** How many people of a name are listed to choose from. */
const mostNamed = 20

/**
 * Who works here and has this in their name; those who have it as their whole name alone where there are any. Members of a silent service's
 * team are found by their own team alone.
 */
export const findStaffNamed = async (
  { tx, reader, at }: Asker,
  name: string,
): Promise<{ readonly found: readonly StaffFound[]; readonly whole: boolean }> => {
  const { rows } = await sql<StaffFound & { readonly whole: boolean }>`
    select p.id, p.uuid, p.name, p.title, lower(p.name) = lower(${name}::text) as whole from access.principal p
    where p.kind = 'user' and p.active and position(lower(${name}::text) in lower(p.name)) > 0
      and exists (select from access.role_held h where h.user_id = p.id and h.starts_at <= ${at} and h.ends_at > ${at})
      and not exists (select from access.membership m join access.principal t on t.id = m.team_id
        where m.user_id = p.id and m.starts_at <= ${at} and m.ends_at > ${at} and t.category is not null
          and t.id <> all (${reader?.principals ?? []}::bigint[]))
    order by whole desc, p.name, p.id limit ${mostNamed}`.execute(tx)
  const whole = rows.filter(row => row.whole)
  const found = (whole.length > 0 ? whole : rows).map(({ id, uuid, name: full, title }) => ({
    id,
    uuid,
    name: full,
    title,
  }))
  return { found, whole: whole.length > 0 }
}
