import { sql } from 'kysely'
import { type CommandGrant, type Grant, holds } from '../../access/index.ts'
import {
  type Category,
  Conflict,
  categoriesIn,
  categoryBit,
  InvalidInput,
  NotAllowed,
  NotFound,
  type PlainDate,
  parseUuid,
} from '../../kernel/index.ts'

/** A request for access, as its asker or its approver reads it. */
export type AccessRequest = {
  readonly uuid: string
  readonly asker: string
  readonly askerTitle: string | undefined
  /** The first eight letters of the record's address: which record, and nothing of it. */
  readonly record: string
  readonly address: string | undefined
  readonly reason: string
  readonly categories: readonly Category[]
  readonly askedAt: Date
  readonly state: 'waiting' | 'approved' | 'refused'
  readonly answer: string | undefined
  readonly answeredBy: string | undefined
  readonly endsAt: Date | undefined
}
type Row = {
  uuid: string
  asker: string
  title: string | null
  person: string | null
  reason: string
  categories: number
  asked_at: Date
  state: AccessRequest['state']
  answer: string | null
  answered_by: string | null
  ends_at: Date | null
}
const columns = sql`q.uuid, u.name as asker, u.title, p.uuid as person, q.reason, q.categories, q.asked_at, q.state, q.answer, a.name as answered_by, q.ends_at`
const joined = sql`access.request q join access.principal u on u.id = q.user_id left join person p on p.id = q.child_id left join access.principal a on a.id = q.answered_by`
const toRequest = (r: Row): AccessRequest => ({
  uuid: r.uuid,
  asker: r.asker,
  askerTitle: r.title ?? undefined,
  record: r.person?.slice(0, 8) ?? '',
  address: r.person ?? undefined,
  reason: r.reason,
  categories: categoriesIn(r.categories),
  askedAt: r.asked_at,
  state: r.state,
  answer: r.answer ?? undefined,
  answeredBy: r.answered_by ?? undefined,
  endsAt: r.ends_at ?? undefined,
})

/** The reader's own requests, newest first; the record's address only while the reader may open it. */
export const listOwnRequests = async ({ tx, reader }: Grant<'identity'>): Promise<readonly AccessRequest[]> => {
  const { rows } =
    await sql<Row>`select ${columns} from ${joined} where q.user_id = ${reader.userId} order by q.asked_at desc, q.id desc limit 50`.execute(
      tx,
    )
  return rows.map(toRequest)
}

type Approver = CommandGrant<'approvals'>

/** A manager answers for the people of the teams they manage; information governance for everybody. Nobody for themselves or their own family. */
const answerable = ({ reader, at }: Pick<Approver, 'reader' | 'at'>) => sql`q.user_id <> ${reader?.userId ?? 0}
  and not exists (select 1 from access.conflict f where f.child_id = q.child_id and f.user_id = ${reader?.userId ?? 0} and f.starts_at <= ${at} and f.ends_at > ${at})
  and (${reader?.role === 'information-governance'} or exists (select 1 from access.membership m where m.user_id = q.user_id
    and m.team_id = any(${reader?.manages ?? []}::bigint[]) and m.starts_at <= ${at} and m.ends_at > ${at}))`

/** How many wait for this approver: the count beside the list's name, equal to the list. */
export const countWaitingRequests = async (approver: Pick<Approver, 'tx' | 'reader' | 'at'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from access.request q where q.state = 'waiting' and ${answerable(approver)}`.execute(
    approver.tx,
  )
  return rows[0]?.count ?? 0
}

/** What waits for this approver, oldest first. */
export const listWaiting = async (command: Approver): Promise<readonly AccessRequest[]> => {
  const { rows } =
    await sql<Row>`select ${columns} from ${joined} where q.state = 'waiting' and ${answerable(command)} order by q.asked_at, q.id limit 100`.execute(
      command.tx,
    )
  return rows.map(toRequest)
}

export type RequestAnswer = {
  readonly approve: boolean
  readonly lastDay: PlainDate | undefined
  readonly words: string
}

/**
 * Answers a request. A yes makes the reason to see the record: the categories asked for and who the child is, until the end of the
 * last day. Whoever is on a shield's list keeps what the list gives; an approval opens no shield. Gives the child's number for the audit.
 * @throws Conflict where somebody has answered already. @throws NotFound where it is not this approver's to answer.
 */
export const answerRequest = async (
  command: Approver,
  address: string | undefined,
  { approve, lastDay, words }: RequestAnswer,
): Promise<number> => {
  const { tx, reader, at } = command
  if (!reader || !holds(reader, 'approve-access')) throw new NotAllowed()
  if (approve && lastDay === undefined)
    throw new InvalidInput('There is no day on which this access ends.', 'Go back and enter the last day.')
  const ends = approve ? sql`(${lastDay}::date + 1)::timestamp at time zone 'Europe/London'` : sql`null`
  const found = await sql<{
    id: number
    user_id: number
    child_id: number
    categories: number
    state: string
    late: boolean
  }>`
    select q.id, q.user_id, q.child_id, q.categories, q.state, coalesce(${ends} <= ${at} or ${ends} > ${at}::timestamptz + interval '6 months', false) as late
    from access.request q where q.uuid = ${parseUuid(address ?? '') ?? null} and ${answerable(command)}`.execute(tx)
  const request = found.rows[0]
  if (!request) throw new NotFound()
  if (request.state !== 'waiting')
    throw new Conflict('Somebody has answered this request already. Your answer was not saved.', 'Load the list again.')
  if (request.late)
    throw new InvalidInput(
      'Access must end within the next six months.',
      'Go back and enter a last day within six months.',
    )
  await sql`update access.request set state = ${approve ? 'approved' : 'refused'}, answered_by = ${reader.userId}, answered_at = ${at}, answer = ${words}, ends_at = ${ends}
    where id = ${request.id} and state = 'waiting'`.execute(tx)
  if (approve)
    await sql`insert into access.grant_row (principal, child_id, reason, limit_mask, extra_mask, max_sensitivity, named, writes, starts_at, ends_at)
      values (${request.user_id}, ${request.child_id}, 'request', ${categoryBit('identity')}, ${request.categories}, 3,
        access.is_named(${request.child_id}, ${request.user_id}), false, ${at}, ${ends})`.execute(tx)
  await sql`insert into access.notice (principal, kind, child_id, user_id, at) values (${request.user_id}, 'access-answered', ${request.child_id}, ${reader.userId}, ${at})`.execute(
    tx,
  )
  return request.child_id
}
