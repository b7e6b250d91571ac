import { sql } from 'kysely'
import type { Tx } from '../transaction.ts'
import type { AuditRoot } from './audit-root.ts'

/** An event as it goes under a root: every column, in one text that says the same for the same row. */
export type TrailEvent = { readonly id: string; readonly xid: string; readonly at: Date; readonly text: string }

const eventsAtOnce = 5_000

/** The events from one transaction number up to and without another, oldest first. */
export async function* eventsBetween(tx: Tx, from: string, until: string): AsyncGenerator<TrailEvent, void, undefined> {
  // No number is below what is asked for: whoever owns the database may have written any.
  let onwards = sql``
  for (;;) {
    const { rows } = await sql<TrailEvent>`
      select e.id::text, e.xid::text, e.at, jsonb_build_array(id, xid::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        user_id, actor, role, purpose, action, child_id, categories, outcome, rule, rows_shown, request_id, detail)::text as text
      from access.access_event e
      where e.xid >= ${from}::xid8 and e.xid < ${until}::xid8 ${onwards}
      order by e.xid, e.id limit ${eventsAtOnce}`.execute(tx)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < eventsAtOnce) return
    onwards = sql`and (e.xid, e.id) > (${last.xid}::xid8, ${last.id}::bigint)`
  }
}

/** The first transaction number that is not yet sure to have ended: below it, nothing is added any more. */
export const firstUnfinished = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tx)
  return rows[0]?.xid ?? '0'
}

/** What is under no root yet: how many events, when the first of them says it was, and how many bear a number that no transaction here has had. */
export const unsignedSince = async (
  tx: Tx,
  from: string,
): Promise<{ readonly events: number; readonly oldest: Date | null; readonly ahead: number }> => {
  const { rows } = await sql<{ events: number; oldest: Date | null; ahead: number }>`
    select count(*)::int as events, min(at) as oldest,
      count(*) filter (where xid >= pg_snapshot_xmax(pg_current_snapshot()))::int as ahead
    from access.access_event where xid >= ${from}::xid8`.execute(tx)
  return rows[0] ?? { events: 0, oldest: null, ahead: 0 }
}

/** How many events are under no root yet. */
export const countSince = async (tx: Tx, from: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from access.access_event where xid >= ${from}::xid8`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The roots after this number, in order. */
export const rootsAfter = async (tx: Tx, number: number): Promise<AuditRoot[]> => {
  const { rows } = await sql<AuditRoot>`
    select number::int, from_xid::text as from, until_xid::text as until, events::int, encode(root, 'hex') as root,
      encode(previous, 'hex') as previous, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      encode(signature, 'hex') as signature
    from access.audit_root where number > ${number} order by number`.execute(tx)
  return rows
}

/** The newest root. */
export const newestRoot = async (tx: Tx): Promise<AuditRoot | undefined> => {
  const { rows } = await sql<{ newest: number | null }>`
    select max(number)::int as newest from access.audit_root`.execute(tx)
  return rows[0]?.newest == null ? undefined : (await rootsAfter(tx, rows[0].newest - 1))[0]
}

/** Keeps a root. Throws where its number is taken. */
export const keepRoot = async (tx: Tx, r: AuditRoot): Promise<void> => {
  await sql`
    insert into access.audit_root (number, from_xid, until_xid, events, root, previous, at, signature)
    values (${r.number}, ${r.from}::xid8, ${r.until}::xid8, ${r.events}, decode(${r.root}, 'hex'), decode(${r.previous}, 'hex'),
      ${r.at}, decode(${r.signature}, 'hex'))`.execute(tx)
}

/** That a restored copy became the live database: when, of which moment it is, up to which root, how many the witness knew and how many of those are later ones, and where it keeps them. */
export type GoneLive = {
  readonly at: Date
  readonly made: string
  readonly roots: number
  readonly known: number
  readonly lost: number
  readonly witness: string
}

/** Each time that it happened, the oldest first. */
export const copiesGoneLive = async (tx: Tx): Promise<GoneLive[]> => {
  const { rows } = await sql<{ at: Date; detail: Omit<GoneLive, 'at'> }>`
    select at, detail from access.access_event where action = 'restore' and rule = 'restore:live' order by id`.execute(
    tx,
  )
  return rows.map(({ at, detail }) => ({ ...detail, at }))
}
