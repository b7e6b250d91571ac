import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import type { VerdictKey } from './answer.ts'

type Desk = CommandGrant<'clearing-house'>

/** One question in the list. No child is named there: the next is taken, not picked. */
export type ListedCase = {
  readonly uuid: string
  readonly kind: string
  readonly asked: boolean
  readonly position: number
  readonly openedAt: Date
  readonly source: { readonly said: string; readonly service: string } | undefined
  /** Two reviewers differ, or one passed it on: only who settles such questions sees it. */
  readonly toSenior: boolean
  /** The colleague who has it open. */
  readonly openBy: string | undefined
}

type ListRow = {
  uuid: string
  kind: string
  state: string
  position: number
  opened_at: Date
  said: string | null
  service: string | null
  to_senior: boolean
  open_by: string | null
}

/**
 * Questions about children who are not shut to this reader: never one about a sealed child, nor about a child who is shut to the reader. The actor
 * sees every row, so the reader's own refusals are asked for by name.
 */
export const reachable = sql`review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
  where c.kind <> 'sealed' and a.person_id <> all ((select access.refused())::bigint[]) and b.person_id <> all ((select access.refused())::bigint[])`

/** Those of them that wait for this reader: not what they answered already, and a senior's only where they settle such. */
const waiting = sql`${reachable} and c.state in ('open', 'asked')
  and c.id <> all ((select access.answered_cases())::bigint[]) and (not c.to_senior or (select access.settles_cases()))`

/** Who else opened which question in the last ten minutes and nothing since: a hint to others, never a bar. Asked once, not of each question. */
const opening = sql`opening as materialized (select distinct on (l.case_id) l.case_id, p.name from case_step l join access.principal p on p.id = l.user_id
  where l.step = 'looked' and l.at > (select access.at()) - interval '10 minutes' and l.user_id <> all ((select access.principals())::bigint[])
    and not exists (select 1 from case_step n where n.user_id = l.user_id and n.at > l.at - interval '1 hour' and n.id > l.id)
  order by l.case_id, l.id desc)`

const inOrder = sql`(c.state = 'asked'), (not c.to_senior), (c.kind not in ('split', 'id-conflict')), c.opened_at, c.id`

/** The open questions, by harm and wait, from a place on; and how many wait in all. */
export const listCases = async (
  { tx }: Desk,
  from: number,
  limit: number,
): Promise<{ cases: ListedCase[]; open: number; asked: number }> => {
  const { rows } = await sql<ListRow>`
    with ${opening} select x.*, coalesce(s.said, s.name) as said, s.service, o.name as open_by from (
      select c.id, c.uuid, c.kind, c.state, c.opened_at, c.run_id, c.to_senior, row_number() over (order by ${inOrder})::integer as position
      from ${waiting}) x
    left join opening o on o.case_id = x.id left join import_run r on r.id = x.run_id left join source s on s.id = r.source_id
    where x.position > ${from} order by x.position limit ${limit}`.execute(tx)
  return { cases: rows.map(toListed), ...(await countCases(tx)) }
}

const toListed = (row: ListRow): ListedCase => ({
  uuid: row.uuid,
  kind: row.kind,
  asked: row.state === 'asked',
  position: row.position,
  openedAt: row.opened_at,
  toSenior: row.to_senior,
  openBy: row.open_by ?? undefined,
  source: row.said !== null && row.service !== null ? { said: row.said, service: row.service } : undefined,
})

const countCases = async (tx: Tx): Promise<{ open: number; asked: number }> => {
  const { rows } = await sql<{ open: number; asked: number }>`
    select (count(*) filter (where c.state = 'open'))::integer as open, (count(*) filter (where c.state = 'asked'))::integer as asked
    from ${waiting}`.execute(tx)
  return rows[0] ?? { open: 0, asked: 0 }
}

/** How many questions wait for this reader: the count beside the list's name, equal to the list. */
export const countOpenCases = async (tx: Tx): Promise<number> => (await countCases(tx)).open

/** Where a question stands in the list. */
export type Place = {
  readonly position: number
  readonly open: number
  /** The one after it, rather one that no colleague has open. */
  readonly next: string | undefined
  /** The colleague who has this one open. */
  readonly openBy: string | undefined
}

/** Where a question stands among those that wait, and what comes next. Undefined once it is decided. */
export const findPlace = async ({ tx }: Desk, uuid: string): Promise<Place | undefined> => {
  const { rows } = await sql<{ position: number; open: number; open_by: string | null; next: string | null }>`
    with ${opening}, w as (select c.id, c.uuid, (row_number() over (order by ${inOrder}))::integer as position,
        (count(*) filter (where c.state = 'open') over ())::integer as open
      from ${waiting}),
    x as materialized (select w.*, o.name as open_by from w left join opening o on o.case_id = w.id)
    select x.position, x.open, x.open_by, (select n.uuid from x n where n.position > x.position order by n.open_by is not null, n.position limit 1) as next
    from x where x.uuid = ${uuid}`.execute(tx)
  const row = rows[0]
  return (
    row && { position: row.position, open: row.open, next: row.next ?? undefined, openBy: row.open_by ?? undefined }
  )
}

/** The first question that waits for this reader, rather one that no colleague has open. Undefined where all is clear. */
export const findNext = async ({ tx }: Desk): Promise<string | undefined> => {
  const { rows } = await sql<{ uuid: string }>`
    with ${opening} select x.uuid from (select c.id, c.uuid, row_number() over (order by ${inOrder}) as position from ${waiting} and c.state = 'open') x
      left join opening o on o.case_id = x.id
    order by o.case_id is not null, x.position limit 1`.execute(tx)
  return rows[0]?.uuid
}

/** Throws NotFound unless this reader may decide, or take back, the question at this address. */
export const requireMine = async ({ tx }: Desk, uuid: string): Promise<void> => {
  const { rows } = await sql`select 1 from ${reachable} and c.uuid = ${uuid}
    and (not c.to_senior or c.state not in ('open', 'asked') or c.id = any ((select access.answered_cases())::bigint[]) or access.settles_cases())`.execute(
    tx,
  )
  if (rows.length === 0) throw new NotFound()
}

/** What this reader answered and nobody has carried out yet. */
export type WaitingAnswer = { readonly uuid: string; readonly answer: VerdictKey; readonly at: Date }

/** The reader's own answers that wait for another reviewer, the last first: so that they can be looked at, and taken back. */
export const listOwnAnswers = async ({ tx, reader }: Desk): Promise<WaitingAnswer[]> => {
  const { rows } = await sql<WaitingAnswer>`
    select q.uuid, s.answer, s.at from case_step s join (select c.id, c.uuid from ${reachable} and c.state in ('open', 'asked')) q on q.id = s.case_id
    where s.user_id = ${reader?.userId ?? null}::bigint and s.step = 'answered' and s.superseded_at is null order by s.at desc, s.id desc limit 50`.execute(
    tx,
  )
  return rows
}

/** A decision that was taken, or taken back: then `was` is the answer that it had, and who gave it. */
export type DecidedCase = {
  readonly uuid: string
  readonly kind: string
  readonly state: string
  readonly by: string | undefined
  readonly at: Date
  readonly reason: string | undefined
  readonly was?: { readonly answer: VerdictKey; readonly by: string; readonly reason: string } | undefined
}

type DecidedRow = {
  uuid: string
  kind: string
  state: string
  by: string | null
  at: Date
  reason: string | null
  was: DecidedCase['was'] | null
}

/** Decisions and what was undone of them, the last first. Of the answers to a question the last is the one that was carried out. */
export const listDecided = async ({ tx }: Desk, from: number, limit: number): Promise<DecidedCase[]> => {
  const { rows } = await sql<DecidedRow>`
    select x.uuid, x.kind, x.state, (select p.name from access.principal p where p.id = x.decided_by) as by, x.decided_at as at, x.reason,
      case when x.state = 'undone' then (select json_build_object('answer', s.answer, 'by', p.name, 'reason', s.reason)
        from case_step s join access.principal p on p.id = s.user_id where s.case_id = x.id and s.step = 'answered' order by s.id desc limit 1) end as was
    from (select c.id, c.uuid, c.kind, c.state, c.decided_by, c.decided_at, c.reason from ${reachable} and c.state in ('joined', 'apart', 'family', 'undone')
      order by c.decided_at desc, c.id desc offset ${from} limit ${limit}) x order by x.decided_at desc, x.id desc`.execute(
    tx,
  )
  return rows.map(row => ({
    ...row,
    by: row.by ?? undefined,
    reason: row.reason ?? undefined,
    was: row.was ?? undefined,
  }))
}
