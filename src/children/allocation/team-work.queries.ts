import { sql } from 'kysely'
import type { Grant, RecordKind } from '../../access/index.ts'
import { type Category, londonDate, NotFound, type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { HeldChild, Member, OverdueTask } from './team-work.ts'
import { teamsToAllocate } from './work-of-child.queries.ts'

/** A clock of a service that runs while nobody has the work: the kind whose day it is, and the code that it has. */
export type WorkClock = { readonly kind: RecordKind; readonly code: string; readonly words: string }

/** A team that the reader is in. */
export type OwnTeam = {
  readonly id: number
  readonly address: string
  readonly name: string
  /** Whose service it is, where that is told to few. */
  readonly category: Category | null
  readonly manages: boolean
  /** Gives its work out: as a manager or on duty. */
  readonly allocates: boolean
}
type ListGrant = Grant<'allocation' | 'note' | 'visit' | 'task'>

/** The reader's teams by name, or the one at an address. */
export const listOwnTeams = async (
  grant: Pick<ListGrant, 'tx' | 'reader' | 'at'>,
  address?: string,
): Promise<readonly OwnTeam[]> => {
  const { tx, reader } = grant
  const { rows } = await sql<{ id: number; address: string; name: string; category: Category | null }>`
    select id, uuid as address, name, category from access.principal where kind = 'team' and active and id = any(${reader.principals}::bigint[])
      ${address === undefined ? sql`` : sql`and uuid = ${parseUuid(address) ?? null}::uuid`} order by name, id`.execute(
    tx,
  )
  const allocates = await teamsToAllocate(grant)
  return rows.map(row => ({
    ...row,
    manages: reader.manages.includes(row.id),
    allocates: allocates.includes(row.id),
  }))
}

/** The reader's team at an address. @throws NotFound for any other. */
export const findOwnTeam = async (
  grant: Pick<ListGrant, 'tx' | 'reader' | 'at'>,
  address: string | undefined,
): Promise<OwnTeam> => {
  const [team] = await listOwnTeams(grant, address ?? '')
  if (!team) throw new NotFound()
  return team
}

/** The reader's own random address. */
export const addressOfReader = async ({ tx, reader }: Pick<ListGrant, 'tx' | 'reader'>): Promise<string> => {
  const { rows } = await sql<{ uuid: string }>`select uuid from access.principal where id = ${reader.userId}`.execute(
    tx,
  )
  return rows[0]?.uuid ?? ''
}

/** Who is in the team today, and who was and is not any more. */
export const listMembers = async (
  { tx, at }: Pick<ListGrant, 'tx' | 'at'>,
  team: number,
): Promise<readonly Member[]> => {
  const { rows } = await sql<Member>`
    select p.id, p.uuid as address, p.name, not (p.active and bool_or(m.starts_at <= ${at} and m.ends_at > ${at})) as left
    from access.membership m join access.principal p on p.id = m.user_id where m.team_id = ${team} and m.starts_at <= ${at}
    group by p.id order by p.name, p.id`.execute(tx)
  return rows
}

type Row = {
  child_id: number
  uuid: string
  kind: string
  since: PlainDate
  purpose: string
  workers: { id: number; co: boolean }[]
  fresh: boolean
  wait: PlainDate | null
  offered_to: number | null
  clock: { words: string; on: PlainDate } | null
  next_on: PlainDate | null
  last_seen: PlainDate | null
}

/**
 * The children whose work this team holds today, as far as the reader may open their records: row security leaves the others out, with all that
 * is counted of them. One query, however many.
 */
export const listHeld = async (
  { tx, at }: Pick<ListGrant, 'tx' | 'at'>,
  team: number,
  clocks: readonly WorkClock[],
): Promise<readonly HeldChild[]> => {
  const today = londonDate(at)
  const clock = JSON.stringify(clocks.map(({ kind, code, words }) => ({ kind: kind.kind, code, words })))
  const { rows } = await sql<Row>`
    with held as materialized (select distinct on (i.child_id, i.kind) i.child_id, p.uuid, i.kind, i.true_from, i.purpose
      from involvement i join person p on p.id = i.child_id
      where i.principal_id = ${team} and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
      order by i.child_id, i.kind, i.true_from, i.id),
    clock as (select * from json_to_recordset(${clock}::json) as c(kind text, code text, words text))
    select h.child_id, h.uuid, h.kind, h.true_from as since, h.purpose, w.workers, not w.ever as fresh,
      (select e.due_on from entry e where e.child_id = h.child_id and e.kind = 'allocation' and e.known_to = 'infinity' and e.status = 'waits'
        and (e.body->>'teamId')::bigint = ${team} and e.body->>'work' = h.kind order by e.id desc limit 1) as wait,
      (select e.number::bigint from entry e where e.child_id = h.child_id and e.kind = 'allocation' and e.known_to = 'infinity' and e.status = 'offered'
        and (e.body->>'teamId')::bigint = ${team} and e.body->>'work' = h.kind order by e.id desc limit 1) as offered_to,
      (select json_build_object('words', c.words, 'on', e.due_on) from clock c join entry e on e.child_id = h.child_id and e.kind = c.kind
        and e.code = c.code and e.known_to = 'infinity' and e.due_on is not null order by e.id desc limit 1) as clock,
      (select min(e.due_on) from entry e where e.child_id = h.child_id and e.known_to = 'infinity' and e.kind = 'visit' and e.due_on >= ${today}) as next_on,
      (select max(left(e.body->>'happenedOn', 10)) from entry e where e.child_id = h.child_id and e.known_to = 'infinity'
        and (e.kind = 'note' and e.body->>'seen' = 'true' or e.kind = 'visit' and e.status in ('seen', 'seen-alone'))) as last_seen
    from held h cross join lateral (
      select count(*) > 0 as ever, coalesce(json_agg(json_build_object('id', i.principal_id, 'co', i.co_works) order by i.true_from, i.id)
          filter (where i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}), '[]') as workers
      from involvement i where i.child_id = h.child_id and i.kind = h.kind
        and exists (select from access.membership m where m.user_id = i.principal_id and m.team_id = ${team})) w
    order by h.true_from, h.child_id`.execute(tx)
  return rows.map(row => {
    const lead = row.workers.find(one => !one.co)
    return {
      childId: row.child_id,
      address: row.uuid,
      work: row.kind,
      since: row.since,
      why: /: (.+)$/s.exec(row.purpose)?.[1] ?? 'not recorded',
      lead: lead?.id,
      coWorkers: row.workers.filter(one => one !== lead).map(one => one.id),
      offeredTo: row.offered_to ?? undefined,
      fresh: row.fresh,
      waitsUntil: row.wait ?? undefined,
      clock: row.clock ?? undefined,
      nextOn: row.next_on ?? undefined,
      lastSeen: row.last_seen ?? undefined,
    }
  })
}

/** The tasks about these children that are past their day, with who owes them. */
export const listOverdue = async (
  { tx, at }: ListGrant,
  children: readonly number[],
): Promise<readonly OverdueTask[]> => {
  const { rows } = await sql<{ child_id: number; owner: number }>`
    select child_id, number::bigint as owner from entry where child_id = any(${children}::bigint[]) and kind = 'task' and known_to = 'infinity'
      and status = 'open' and due_on < ${londonDate(at)} and number is not null`.execute(tx)
  return rows.map(({ child_id, owner }) => ({ childId: child_id, owner }))
}

/** Somebody who gives the team's work out for some days. */
export type OnDuty = { readonly id: number; readonly name: string; readonly first: PlainDate; readonly last: PlainDate }

/** Who is on duty in a team, today or later. */
export const listOnDuty = async (
  { tx, at }: Pick<ListGrant, 'tx' | 'at'>,
  team: number,
): Promise<readonly OnDuty[]> => {
  const { rows } = await sql<OnDuty>`
    select d.id, p.name, d.first_day as first, d.last_day as last from access.team_duty d join access.principal p on p.id = d.user_id
    where d.team_id = ${team} and d.ended_at is null and d.last_day >= ${londonDate(at)} order by d.first_day, p.name, d.id limit 50`.execute(
    tx,
  )
  return rows
}
