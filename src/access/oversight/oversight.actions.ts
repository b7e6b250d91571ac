import { sql } from 'kysely'
import { type Category, Conflict, categoryMask, londonDate, type PlainDate } from '../../kernel/index.ts'
import { recordAccess } from '../audit.ts'
import { readerOfAct } from '../grant.ts'
import type { Ground } from '../transaction.ts'
import { answerable, type Desk, findOversight, type ProposedOversight } from './oversight.queries.ts'
import { type OversightRehearsal, oversightSettings } from './oversight.ts'
import { rehearseOversight } from './rehearse-oversight.actions.ts'

/** What is proposed: whose sight of which team's work, in which categories (who the child is always), why, and from when to when. */
export type OversightDraft = {
  readonly userId: number
  readonly teamId: number
  readonly categories: readonly Category[]
  readonly purpose: string
  readonly startsOn: PlainDate
  readonly lastDay: PlainDate
}
type Act = { readonly desk: Desk; readonly requestId: string }
/** One that was found for this reader (`findOversight`). */
type Found = Pick<ProposedOversight, 'id' | 'uuid' | 'userId' | 'teamId' | 'categories'>

const changedMeanwhile = (): Conflict =>
  new Conflict('Somebody changed this oversight meanwhile, or it is not yours to change.', 'Load it again.')

/** Each step is on the record of access by its own name, with whom and which team it is about. */
const record = ({ desk, requestId }: Act, one: Found, step: string): Promise<void> =>
  recordAccess(desk.tx, desk.at, {
    reader: desk.reader,
    actor: 'approvals',
    purpose: 'give oversight of a team’s work',
    action: '/oversight',
    childId: undefined,
    categories: categoryMask(one.categories),
    outcome: 'done',
    rule: `oversight:${step}`,
    requestId,
    detail: { user: one.userId, team: one.teamId, oversight: one.id },
  })

/** Changes one row, or throws Conflict where it is no longer as it must be. */
const change = async (desk: Desk, { id }: Found, set: ReturnType<typeof sql>, where: ReturnType<typeof sql>) => {
  const { numAffectedRows } =
    await sql`update access.oversight_proposal q set ${set} from access.principal t where q.id = ${id} and t.id = q.team_id and ${where}`.execute(
      desk.tx,
    )
  if (numAffectedRows !== 1n) throw changedMeanwhile()
}

const json = (rehearsal: OversightRehearsal) => sql`${JSON.stringify(rehearsal)}::jsonb`
/**
 * Writes a proposal down with its rehearsal; nothing follows from it yet. Gives its address; undefined where no role of the person works today,
 * so that oversight would show them nothing.
 */
export const proposeOversight = async (
  ground: Ground,
  act: Act,
  draft: OversightDraft,
): Promise<string | undefined> => {
  const { desk } = act
  const categories: readonly Category[] = ['identity', ...draft.categories.filter(one => one !== 'identity')]
  const rehearsal = await rehearseOversight(ground, desk, { ...draft, categories })
  if (!rehearsal) return undefined
  const { rows } = await sql<{ id: number; uuid: string }>`
    insert into access.oversight_proposal (user_id, team_id, categories, purpose, starts_on, last_day, proposed_by, proposed_at, rehearsed_at, rehearsal)
    values (${draft.userId}, ${draft.teamId}, ${categoryMask(categories)}, ${draft.purpose}, ${draft.startsOn}, ${draft.lastDay},
      ${readerOfAct(desk)}, ${desk.at}, ${desk.at}, ${json(rehearsal)}) returning id, uuid`.execute(desk.tx)
  const made = { ...draft, categories, id: rows[0]?.id ?? 0, uuid: rows[0]?.uuid ?? '' }
  await record(act, made, 'proposed')
  return made.uuid
}

/** Rehearses one that nobody has answered yet anew. */
export const rehearseAgain = async (ground: Ground, act: Act, uuid: string | undefined): Promise<void> => {
  const { desk } = act
  const one = await findOversight(desk, uuid)
  const found = await rehearseOversight(ground, desk, one)
  if (!found) throw new Conflict('No role of theirs works today, so nothing can be counted.', 'Load it again later.')
  await change(
    desk,
    one,
    sql`rehearsed_at = ${desk.at}, rehearsal = ${json(found)}`,
    sql`q.answered_at is null and q.withdrawn_at is null`,
  )
  await record(act, one, 'rehearsed')
}

const mine = (desk: Desk) =>
  sql`q.proposed_by = ${readerOfAct(desk)} and q.answered_at is null and q.withdrawn_at is null`

/** Puts one's own proposal before somebody else. */
export const askForOversight = async (act: Act, uuid: string | undefined): Promise<void> => {
  const { desk } = act
  const one = await findOversight(desk, uuid)
  await change(desk, one, sql`asked_at = ${desk.at}`, sql`${mine(desk)} and q.asked_at is null`)
  await record(act, one, 'asked')
}

/** Takes one's own proposal back before it is answered. */
export const withdrawOversight = async (act: Act, uuid: string | undefined): Promise<void> => {
  const { desk } = act
  const one = await findOversight(desk, uuid)
  await change(desk, one, sql`withdrawn_at = ${desk.at}`, mine(desk))
  await record(act, one, 'withdrawn')
}

/**
 * Answers for a second person: neither who proposed it nor who gains, and within the days of its rehearsal. A yes works from this instant, or
 * from its first day where that is later, until the end of its last day.
 * @throws Conflict for one's own, one that is too old, or one that somebody answered or took back meanwhile.
 */
export const answerOversight = async (
  act: Act,
  uuid: string | undefined,
  { agreed, words }: { readonly agreed: boolean; readonly words: string },
): Promise<void> => {
  const { desk } = act
  const one = await findOversight(desk, uuid)
  const { rehearsalDays } = oversightSettings(londonDate(desk.at))
  const fresh = sql`(not ${agreed}::boolean or (q.rehearsed_at > ${desk.at}::timestamptz - make_interval(days => ${rehearsalDays}) and t.active
    and exists (select from access.principal u where u.id = q.user_id and u.active)))`
  await change(
    desk,
    one,
    sql`answered_by = ${readerOfAct(desk)}, answered_at = ${desk.at}, agreed = ${agreed}, answer = ${words}`,
    sql`${answerable(desk)} and ${fresh}`,
  )
  if (agreed)
    await sql`insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at, proposal_id)
      select user_id, team_id, categories, purpose, greatest(answered_at, starts_on::timestamp at time zone 'Europe/London'),
        (last_day + 1)::timestamp at time zone 'Europe/London', id from access.oversight_proposal where id = ${one.id}`.execute(
      desk.tx,
    )
  await record(act, one, agreed ? 'agreed' : 'refused')
}

/** Ends one at once: who proposed it, who agreed, or whoever answers for the team. What they see ends with their next request. */
export const endOversight = async (act: Act, uuid: string | undefined, why: string): Promise<void> => {
  const { desk } = act
  const one = await findOversight(desk, uuid)
  const { numAffectedRows } =
    await sql`update access.oversight set ends_at = greatest(${desk.at}::timestamptz, starts_at)
      where proposal_id = ${one.id} and ends_at > ${desk.at}`.execute(desk.tx)
  if (numAffectedRows !== 1n) throw changedMeanwhile()
  await change(
    desk,
    one,
    sql`ended_by = ${readerOfAct(desk)}, ended_at = ${desk.at}, ended_why = ${why}`,
    sql`q.ended_at is null`,
  )
  await record(act, one, 'ended')
}

/** Writes down that somebody looked again and it is still needed. Not by who gains. */
export const reviewOversight = async (act: Act, uuid: string | undefined, words: string): Promise<void> => {
  const { desk } = act
  const one = await findOversight(desk, uuid)
  if (!one.answers) throw changedMeanwhile()
  await change(
    desk,
    one,
    sql`reviewed_by = ${readerOfAct(desk)}, reviewed_at = ${desk.at}, review = ${words}`,
    sql`q.user_id <> ${readerOfAct(desk)} and q.ended_at is null
      and exists (select from access.oversight o where o.proposal_id = q.id and o.starts_at <= ${desk.at} and o.ends_at > ${desk.at})`,
  )
  await record(act, one, 'reviewed')
}
