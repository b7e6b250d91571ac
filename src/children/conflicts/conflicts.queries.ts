import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { isUuid, londonDate, NotFound } from '../../kernel/index.ts'
import { versionOf } from '../../platform/views/index.ts'
import {
  aboutFact,
  fold,
  type GoldenRecord,
  type HeadFact,
  readHeadFacts,
  type SaidFact,
} from '../golden-record/index.ts'

export type Desk = CommandGrant<'clearing-house'>

/**
 * Conflicts of children who are not shut to this reader, nor is the record that theirs was joined to; and of where a child lives only while that is kept from nobody. The actor
 * sees every row, so both are asked for by name.
 */
export const reachable = sql`fact_conflict c join conflict_shape s on s.id = c.shape_id join person p on p.id = c.child_id
  where c.child_id <> all ((select access.refused())::bigint[])
    and (p.redirect_to is null or p.redirect_to <> all ((select access.refused())::bigint[]))
    and (c.fact <> 'address' or c.child_id <> all ((select access.shielded_children())::bigint[]))`
/** Does the choice of conflict `c` stand: has no later one taken its place? */
export const choiceStands = sql`(c.state = 'chosen' and exists (select from entry e where e.id = c.entry_id and e.known_to = 'infinity'))`

const weights = sql`array_position(array['death', 'birth', 'name', 'address', 'nhs-number', 'upn', 'sex'], s.fact)`
/** Drawn, not picked: an order that follows nothing that is known of the child. */
export const drawn = sql`hashint8extended(c.id, 33)`

/** Conflicts that are alike, and how many of them wait. */
export type ListedShape = {
  readonly uuid: string
  readonly fact: HeadFact
  readonly toldBy: readonly string[]
  readonly open: number
  readonly asked: number
  readonly oldest: Date
  /** The one that is drawn next. */
  readonly next: string | undefined
}

/** What waits, alike by alike: the facts first that do most harm where they are wrong, then the longest lists. */
export const listShapes = async ({ tx }: Desk): Promise<ListedShape[]> => {
  const { rows } = await sql<Omit<ListedShape, 'toldBy'> & { told_by: string }>`
    select s.uuid, s.fact, s.told_by, (count(*) filter (where c.state = 'open'))::integer as open,
      (count(*) filter (where c.state = 'asked'))::integer as asked, min(c.since) as oldest,
      (array_agg(c.uuid order by ${drawn}) filter (where c.state = 'open'))[1] as next
    from ${reachable} and c.state in ('open', 'asked') group by s.id order by ${weights}, open desc, s.id limit 200`.execute(
    tx,
  )
  return rows.map(({ told_by, ...row }) => ({ ...row, toldBy: told_by.split('\n'), next: row.next ?? undefined }))
}

/** How many facts wait to be chosen: the count beside the list's name. */
export const countConflicts = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::integer as n from ${reachable} and c.state = 'open'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** One conflict, as it stands now. */
export type Conflicting = {
  readonly uuid: string
  readonly id: number
  readonly childId: number
  readonly shape: string
  readonly shapeId: number
  readonly fact: HeadFact
  readonly state: string
  readonly since: Date
  readonly answeredAt: Date | undefined
  readonly decided: { readonly by: string | undefined; readonly at: Date; readonly reason: string } | undefined
  /** Is it chosen, and no later choice has taken its place? */
  readonly stands: boolean
  /** Who the child is, by the other facts. */
  readonly record: GoldenRecord
  /** What is said of the fact now; undefined where nobody says anything any more. */
  readonly said: SaidFact | undefined
  /** How many alike wait, and the one after this. */
  readonly waits: number
  readonly next: string | undefined
  /** Changes with whatever the page shows: a choice between older values is not saved. */
  readonly version: string
}

type Row = {
  id: number
  uuid: string
  child_id: number
  shape: string
  shape_id: number
  fact: HeadFact
  state: string
  since: Date
  answered_at: Date | null
  by: string | null
  decided_at: Date | null
  reason: string | null
  stands: boolean
  hidden: boolean
}

/** The conflict at this address, from what the clearing house may read now. NotFound where there is none for this reader. */
export const findConflict = async (desk: Desk, uuid: string): Promise<Conflicting> => {
  const { tx, at } = desk
  if (!isUuid(uuid)) throw new NotFound()
  const { rows } = await sql<Row>`
    select c.id, c.uuid, coalesce(p.redirect_to, p.id) as child_id, s.uuid as shape, s.id as shape_id, c.fact, c.state, c.since, c.answered_at,
      (select n.name from access.principal n where n.id = c.decided_by) as by, c.decided_at, c.reason, ${choiceStands} as stands,
      c.child_id = any ((select access.shielded_children())::bigint[]) as hidden
    from ${reachable} and c.uuid = ${uuid}`.execute(tx)
  const row = rows[0]
  if (!row) throw new NotFound()
  const facts = ((await readHeadFacts(tx, [row.child_id])).get(row.child_id) ?? []).filter(
    fact => !row.hidden || (fact.category !== 'contact' && fact.kind !== 'address'),
  )
  const record = fold(facts, { today: londonDate(at), enrolment: 'none' })
  const said = aboutFact[row.fact].said(record)
  return {
    uuid: row.uuid,
    id: row.id,
    childId: row.child_id,
    ...{ shape: row.shape, shapeId: row.shape_id, fact: row.fact, state: row.state, since: row.since },
    answeredAt: row.answered_at ?? undefined,
    decided: row.decided_at ? { by: row.by ?? undefined, at: row.decided_at, reason: row.reason ?? '' } : undefined,
    stands: row.stands,
    ...{ record, said },
    ...(await placeOf(desk, row)),
    version: versionOf([row.state, row.decided_at?.toISOString(), facts.map(f => f.entry)]),
  }
}

const placeOf = async ({ tx }: Desk, row: Row): Promise<Pick<Conflicting, 'waits' | 'next'>> => {
  const { rows } = await sql<{ waits: number; next: string | null }>`
    select count(*)::integer as waits, (array_agg(c.uuid order by ${drawn}) filter (where c.id <> ${row.id}))[1] as next
    from ${reachable} and c.state = 'open' and s.id = ${row.shape_id}`.execute(tx)
  return { waits: rows[0]?.waits ?? 0, next: rows[0]?.next ?? undefined }
}
