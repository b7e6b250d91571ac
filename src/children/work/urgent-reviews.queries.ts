import { sql } from 'kysely'
import { type CommandGrant, type UrgentGround, urgentGrounds } from '../../access/index.ts'
import {
  type Category,
  Conflict,
  categoriesIn,
  InvalidInput,
  NotFound,
  type PlainDate,
  parseUuid,
} from '../../kernel/index.ts'

/** One use of urgent access, as its reviewer reads it: who, when, what and why; nothing of the record but its reference. */
export type UrgentUse = {
  readonly uuid: string
  readonly who: string
  readonly title: string | undefined
  /** The first eight letters of the record's address. */
  readonly record: string
  readonly ground: string
  readonly reason: string
  readonly categories: readonly Category[]
  readonly startsAt: Date
  readonly endsAt: Date
  readonly reviewBy: PlainDate
  /** How many pages of the record were shown to them meanwhile. */
  readonly looks: number
  readonly finding: 'right' | 'not-right' | undefined
  readonly words: string | undefined
  readonly reviewedBy: string | undefined
}
type Row = {
  uuid: string
  who: string
  title: string | null
  person: string | null
  ground: string
  reason: string
  categories: number
  starts_at: Date
  ends_at: Date
  review_by: PlainDate
  looks: number
  finding: UrgentUse['finding'] | null
  words: string | null
  reviewed_by: string | null
}
type Reviewer = CommandGrant<'approvals'>

/** Not one's own use, and not of one's own family. */
const reviewable = ({ reader, at }: Reviewer) => sql`u.user_id <> ${reader?.userId ?? 0}
  and not exists (select from access.conflict f where f.child_id = u.child_id and f.user_id = ${reader?.userId ?? 0} and f.starts_at <= ${at} and f.ends_at > ${at})`

/** What waits for a review, the longest due first; then the last reviewed, newest first. */
export const listUrgentUses = async (command: Reviewer): Promise<readonly UrgentUse[]> => {
  const { rows } = await sql<Row>`
    select u.uuid, w.name as who, w.title, p.uuid as person, u.ground, u.reason, u.categories, u.starts_at, least(u.ends_at, g.ends_at) as ends_at, u.review_by, u.looks,
      u.finding, u.words, r.name as reviewed_by
    from (select u.*, (select count(*)::int from access.access_event e where e.user_id = u.user_id and e.child_id = u.child_id
        and e.outcome = 'shown' and e.at >= u.starts_at and e.at < u.ends_at) as looks
      from access.urgent_access u where ${reviewable(command)}
      order by u.reviewed_at is not null, case when u.reviewed_at is null then u.review_by end, u.reviewed_at desc, u.id limit 100) u
    join access.principal w on w.id = u.user_id left join access.grant_row g on g.id = u.grant_id left join person p on p.id = u.child_id left join access.principal r on r.id = u.reviewed_by
    order by u.reviewed_at is not null, case when u.reviewed_at is null then u.review_by end, u.reviewed_at desc, u.id`.execute(
    command.tx,
  )
  return rows.map(row => ({
    uuid: row.uuid,
    who: row.who,
    title: row.title ?? undefined,
    record: row.person?.slice(0, 8) ?? '',
    ground: urgentGrounds[row.ground as UrgentGround] ?? row.ground,
    reason: row.reason,
    categories: categoriesIn(row.categories),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    reviewBy: row.review_by,
    looks: row.looks,
    finding: row.finding ?? undefined,
    words: row.words ?? undefined,
    reviewedBy: row.reviewed_by ?? undefined,
  }))
}

export type UrgentFinding = { readonly finding: 'right' | 'not-right'; readonly words: string }

/**
 * Writes down what a reviewer found, who is then told of it on Today no more. Where it was not right, access ends at once if it has not ended. Gives the child's number for the
 * record of access.
 * @throws NotFound where it is not this reviewer's. @throws Conflict where it was reviewed already.
 * @throws InvalidInput where something was not right and the reviewer does not say what.
 */
export const reviewUrgentUse = async (
  command: Reviewer,
  address: string | undefined,
  { finding, words }: UrgentFinding,
): Promise<number> => {
  const { tx, reader, at } = command
  if (finding === 'not-right' && words === '')
    throw new InvalidInput('You have not said what was not right.', 'Go back and say what happens now.')
  const { rows } = await sql<{
    id: number
    child_id: number
    grant_id: number
    user_id: number
    starts_at: Date
    done: boolean
  }>`
    select u.id, u.child_id, u.grant_id, u.user_id, u.starts_at, u.reviewed_at is not null as done from access.urgent_access u
    where u.uuid = ${parseUuid(address ?? '') ?? null} and ${reviewable(command)}`.execute(tx)
  const use = rows[0]
  if (!use) throw new NotFound()
  if (use.done)
    throw new Conflict('Somebody has reviewed this already. Your review was not saved.', 'Load the list again.')
  await sql`update access.urgent_access set reviewed_by = ${reader?.userId ?? 0}, reviewed_at = ${at}, finding = ${finding}, words = ${words}
    where id = ${use.id} and reviewed_at is null`.execute(tx)
  await sql`update access.notice set done_at = ${at} where principal = ${reader?.userId ?? 0} and kind = 'urgent-access'
    and child_id = ${use.child_id} and user_id = ${use.user_id} and at = ${use.starts_at} and done_at is null`.execute(
    tx,
  )
  if (finding === 'not-right')
    await sql`update access.grant_row set ends_at = ${at} where id = ${use.grant_id} and ends_at > ${at}`.execute(tx)
  return use.child_id
}
