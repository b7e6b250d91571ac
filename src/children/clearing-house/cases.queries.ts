import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'

type Desk = CommandGrant<'clearing-house'>

/** One question in the list. No child is named there: the next is taken, not picked. */
export type ListedCase = {
  readonly uuid: string
  readonly kind: string
  readonly asked: boolean
  readonly position: number
  readonly openedAt: Date
  readonly source: { readonly said: string; readonly service: string } | undefined
}

type ListRow = {
  uuid: string
  kind: string
  state: string
  position: number
  opened_at: Date
  said: string | null
  service: string | null
}

/**
 * Questions this reader may decide: never one about a sealed child, nor about a child who is shut to the reader. The actor
 * sees every row, so the reader's own refusals are asked for by name.
 */
const mine = sql`review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
  cross join (select access.refused() as children) shut
  where c.kind <> 'sealed' and a.person_id <> all (shut.children) and b.person_id <> all (shut.children)`

const inOrder = sql`(c.state = 'asked'), (c.kind not in ('split', 'id-conflict')), c.opened_at, c.id`

/** The open questions, by harm and wait, from a place on; and how many wait in all. */
export const listCases = async (
  { tx }: Desk,
  from: number,
  limit: number,
): Promise<{ cases: ListedCase[]; open: number; asked: number }> => {
  const { rows } = await sql<ListRow>`
    select x.*, coalesce(s.said, s.name) as said, s.service from (
      select c.uuid, c.kind, c.state, c.opened_at, c.run_id, row_number() over (order by ${inOrder})::integer as position
      from ${mine} and c.state in ('open', 'asked')) x
    left join import_run r on r.id = x.run_id left join source s on s.id = r.source_id
    where x.position > ${from} order by x.position limit ${limit}`.execute(tx)
  return { cases: rows.map(toListed), ...(await countCases(tx)) }
}

const toListed = (row: ListRow): ListedCase => ({
  uuid: row.uuid,
  kind: row.kind,
  asked: row.state === 'asked',
  position: row.position,
  openedAt: row.opened_at,
  source: row.said !== null && row.service !== null ? { said: row.said, service: row.service } : undefined,
})

const countCases = async (tx: Tx): Promise<{ open: number; asked: number }> => {
  const { rows } = await sql<{ open: number; asked: number }>`
    select (count(*) filter (where c.state = 'open'))::integer as open, (count(*) filter (where c.state = 'asked'))::integer as asked
    from ${mine} and c.state in ('open', 'asked')`.execute(tx)
  return rows[0] ?? { open: 0, asked: 0 }
}

/** How many questions wait for this reader: the count beside the list's name, equal to the list. */
export const countOpenCases = async (tx: Tx): Promise<number> => (await countCases(tx)).open

/** Where a question stands in the list. */
export type Place = { readonly position: number; readonly open: number; readonly next: string | undefined }

/** Where a question stands among those that wait, and the one after it. Undefined once it is decided. */
export const findPlace = async ({ tx }: Desk, uuid: string): Promise<Place | undefined> => {
  const { rows } = await sql<{ position: number; open: number; next: string | null }>`
    select x.position, x.open, x.next from (
      select c.uuid, (row_number() over (order by ${inOrder}))::integer as position, lead(c.uuid) over (order by ${inOrder}) as next,
        (count(*) filter (where c.state = 'open') over ())::integer as open
      from ${mine} and c.state in ('open', 'asked')) x where x.uuid = ${uuid}`.execute(tx)
  const row = rows[0]
  return row && { position: row.position, open: row.open, next: row.next ?? undefined }
}

/** Throws NotFound unless this reader may decide, or take back, the question at this address. */
export const requireMine = async ({ tx }: Desk, uuid: string): Promise<void> => {
  const { rows } = await sql`select 1 from ${mine} and c.uuid = ${uuid}`.execute(tx)
  if (rows.length === 0) throw new NotFound()
}

/** A decision that was taken. */
export type DecidedCase = {
  readonly uuid: string
  readonly kind: string
  readonly state: string
  readonly by: string | undefined
  readonly at: Date
  readonly reason: string | undefined
}

/** Decisions that can still be undone, the last first. */
export const listDecided = async ({ tx }: Desk, from: number, limit: number): Promise<DecidedCase[]> => {
  const { rows } = await sql<{
    uuid: string
    kind: string
    state: string
    by: string | null
    at: Date
    reason: string | null
  }>`
    select c.uuid, c.kind, c.state, (select p.name from access.principal p where p.id = c.decided_by) as by, c.decided_at as at, c.reason
    from ${mine} and c.state in ('joined', 'apart', 'family') order by c.decided_at desc, c.id desc offset ${from} limit ${limit}`.execute(
    tx,
  )
  return rows.map(row => ({ ...row, by: row.by ?? undefined, reason: row.reason ?? undefined }))
}
