import { sql } from 'kysely'
import { addWorkingDays, type Category, categoryMask, InvalidInput, londonDate } from '../kernel/index.ts'
import type { CommandGrant } from './grant.ts'
import { decide, type RefusalRule } from './policy.ts'
import { findChildFacts, type SignedInReader } from './reader.queries.ts'
import type { Tx } from './transaction.ts'
import { findUrgentStop, type UrgentStop } from './urgent-stop.queries.ts'

/** Why a record must be open now. */
export const urgentGrounds = {
  harm: 'A child may be at risk of harm now',
  'on-the-way': 'I must act for the child today and nobody who works with them can be reached',
  'asked-by-service': 'Police, a hospital or a court need an answer now',
} as const
export type UrgentGround = keyof typeof urgentGrounds
/** How long urgent access may last, in minutes; the first is usual (reference/security.md 3.5). */
export const urgentMinutes = [60, 120, 240] as const
/** The shortest reason that says anything, in letters. */
export const shortestUrgentReason = 20
/** Within how many working days somebody reviews it. */
export const urgentReviewDays = 2

/** What somebody asks to see of one child, in an emergency. */
export type UrgentAsk = {
  readonly ground: UrgentGround
  readonly reason: string
  readonly categories: readonly Category[]
  readonly minutes: (typeof urgentMinutes)[number]
}
/**
 * `nothing` is the same for a child who is not there and one who is shut to this person; `rule` is for the record of access. `stopped` is said before any
 * child is looked for.
 */
export type UrgentOutcome =
  | { readonly outcome: 'open'; readonly childId: number; readonly endsAt: Date }
  | { readonly outcome: 'nothing'; readonly childId: number | undefined; readonly rule: string }
  | { readonly outcome: 'stopped'; readonly stop: UrgentStop }

/**
 * Opens one child's record urgently, for the reader of the command: the categories asked for and who the child is, at once, for the
 * minutes asked for. Hard refusals hold: own family, restricted, sealed; facts for named people alone stay shut, and nothing may be
 * written. Whoever has a use that nobody reviewed in time, or many in a day, is stopped. The Caldicott guardian, the managers and the workers are told in ids alone; of a sealed child its holder is told instead.
 * Source: reference/security.md 3.5; reference/domain.md 7.5.
 * @throws InvalidInput for a category that is never opened so.
 */
export const openUrgently = async (
  command: CommandGrant<'recorder'>,
  address: string,
  asked: UrgentAsk,
): Promise<UrgentOutcome> => {
  const { tx, reader, at } = command
  if (!reader) throw new Error('Urgent access is somebody’s own')
  if (asked.categories.includes('confidential') || asked.categories.includes('adoption'))
    throw new InvalidInput('That is never opened urgently.', 'Go back and choose from the list.')
  const stop = await findUrgentStop(command)
  if (stop) return { outcome: 'stopped', stop }
  const facts = await findChildFacts(tx, address)
  const sealed = facts?.shield === 'sealed' && !facts.allowed ? [facts.childId] : []
  await sql`select access.tell_holders(${sealed}::bigint[], ${reader.userId})`.execute(tx)
  if (!facts) return { outcome: 'nothing', childId: undefined, rule: 'absent' }
  const decision = decide(reader, facts, at)
  if (decision.outcome === 'refuse' && !opensUrgently(reader, decision.rule))
    return { outcome: 'nothing', childId: facts.childId, rule: decision.rule }
  const endsAt = new Date(at.getTime() + asked.minutes * 60_000)
  const grant = await sql<{ id: number }>`
    insert into access.grant_row (principal, child_id, reason, limit_mask, extra_mask, max_sensitivity, named, writes, starts_at, ends_at)
    values (${reader.userId}, ${facts.childId}, 'urgent', 0, ${categoryMask(['identity', ...asked.categories])}, 3, false, false, ${at}, ${endsAt})
    returning id`.execute(tx)
  await sql`
    insert into access.urgent_access (user_id, role, child_id, grant_id, categories, ground, reason, starts_at, ends_at, review_by)
    values (${reader.userId}, ${reader.role}, ${facts.childId}, ${grant.rows[0]?.id ?? 0}, ${categoryMask(asked.categories)}, ${asked.ground},
      ${asked.reason}, ${at}, ${endsAt}, ${addWorkingDays(londonDate(at), urgentReviewDays)})`.execute(tx)
  await tellOfUrgent(tx, { reader: reader.userId, teams: reader.principals, childId: facts.childId, at })
  return { outcome: 'open', childId: facts.childId, endsAt }
}

/** Neither the lack of a reason, of a training nor of an agreement in force stands in the way of a child in danger; one that was withdrawn does. */
const opensUrgently = ({ agreement }: SignedInReader, rule: RefusalRule): boolean =>
  rule === 'no-reason' || rule === 'training' || (rule === 'agreement' && agreement !== 'withdrawn')

type Told = { readonly reader: number; readonly teams: readonly number[]; readonly childId: number; readonly at: Date }

/** Guardian; the reader's managers; who works with the child; the managers of teams that do. Each once, the reader never. */
const tellOfUrgent = async (tx: Tx, { reader, teams, childId, at }: Told): Promise<void> => {
  const today = londonDate(at)
  await sql`
    with working as (select i.principal_id, p.kind from involvement i join access.principal p on p.id = i.principal_id
      where i.child_id = ${childId} and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to >= ${today}),
    whom as (
      select h.user_id from access.role_held h where h.role = 'information-governance' and h.starts_at <= ${at} and h.ends_at > ${at}
      union select w.principal_id from working w where w.kind = 'user'
      union select m.user_id from access.membership m where m.manages and m.starts_at <= ${at} and m.ends_at > ${at}
        and (m.team_id = any(${teams}::bigint[]) or m.team_id in (select principal_id from working where kind = 'team')))
    insert into access.notice (principal, kind, child_id, user_id, at)
    select w.user_id, 'urgent-access', ${childId}::bigint, ${reader}::bigint, ${at}::timestamptz
    from whom w join access.principal p on p.id = w.user_id and p.active where w.user_id <> ${reader}`.execute(tx)
}
