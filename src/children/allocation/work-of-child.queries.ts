import { sql } from 'kysely'
import { beginnableBy, type ChildGrant, type RoleKey, roles } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { AllocationAct } from '../kinds/index.ts'
import { namesOf } from '../pages/names.queries.ts'
import type { Candidate, Offer, OtherTeam, StandsInTheWay, TeamWork, TeamWorker } from './allocation.ts'
import { isOpen, type OpenPlan, type PlanEntry } from './open-plans.ts'

type WorkGrant = ChildGrant<'allocation'>
type HeldRow = {
  id: number
  uuid: string
  team_id: number
  team_address: string
  team: string
  kind: string
  since: PlainDate
  wait_entry: number | null
  wait_until: PlainDate | null
  offer: Offer | null
}

/** The work with this child that is held by these teams today, with who of each team does it. Row security leaves out what may not be known. */
export const listTeamWork = async (grant: WorkGrant, teams: readonly number[]): Promise<readonly TeamWork[]> => {
  const { tx, childId, at } = grant
  const today = londonDate(at)
  const { rows } = await sql<HeldRow>`
    select i.id, i.uuid, t.id as team_id, t.uuid as team_address, t.name as team, i.kind, i.true_from as since,
      w.id as wait_entry, w.due_on as wait_until, o.offer
    from involvement i join access.principal t on t.id = i.principal_id and t.kind = 'team'
      left join lateral (select e.id, e.due_on from entry e where e.child_id = i.child_id and e.kind = 'allocation' and e.known_to = 'infinity'
        and e.status = 'waits' and (e.body->>'teamId')::bigint = t.id and e.body->>'work' = i.kind order by e.id desc limit 1) w on true
      left join lateral (select json_build_object('entry', e.id, 'address', e.uuid, 'fromId', (e.body->>'fromId')::bigint, 'toId', p.id, 'to', p.name,
          'byId', e.author_id, 'on', e.body->>'on', 'reason', e.body->>'reason') as offer
        from entry e join access.principal p on p.id = e.number where e.child_id = i.child_id and e.kind = 'allocation' and e.known_to = 'infinity'
        and e.status = 'offered' and (e.body->>'teamId')::bigint = t.id and e.body->>'work' = i.kind order by e.id desc limit 1) o on true
    where i.child_id = ${childId} and i.principal_id = any(${teams}::bigint[]) and i.known_to = 'infinity'
      and i.true_from <= ${today} and i.true_to > ${today} order by i.true_from, i.id`.execute(tx)
  const works: TeamWork[] = []
  for (const row of rows) {
    const [lead, coWorkers] = leadOf(await listTeamWorkers(grant, row.team_id, row.kind))
    works.push({
      involvement: row.id,
      address: row.uuid,
      teamId: row.team_id,
      teamAddress: row.team_address,
      team: row.team,
      work: row.kind,
      since: row.since,
      lead,
      coWorkers,
      offer: row.offer ?? undefined,
      waits: row.wait_entry && row.wait_until ? { entry: row.wait_entry, until: row.wait_until } : undefined,
    })
  }
  return works
}

/** Of those who do one work, the one it is allocated to: the first who is not there as a co-worker. */
const leadOf = (workers: readonly TeamWorker[]): readonly [TeamWorker | undefined, readonly TeamWorker[]] => {
  const lead = workers.find(one => !one.coWorks)
  return [lead, workers.filter(one => one !== lead)]
}

const listTeamWorkers = async (grant: WorkGrant, team: number, kind: string): Promise<readonly TeamWorker[]> => {
  const { tx, childId, at } = grant
  const today = londonDate(at)
  const { rows } = await sql<Omit<TeamWorker, 'coWorks'> & { co_works: boolean }>`
    select i.id as involvement, p.id, p.name, i.true_from as since, i.co_works,
      not (p.active and exists (select from access.membership m where m.user_id = p.id and m.team_id = ${team} and m.starts_at <= ${at} and m.ends_at > ${at})) as left
    from involvement i join access.principal p on p.id = i.principal_id and p.kind = 'user'
    where i.child_id = ${childId} and i.kind = ${kind} and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
      and exists (select from access.membership m where m.user_id = p.id and m.team_id = ${team})
    order by i.true_from, i.id`.execute(tx)
  return rows.map(({ co_works, ...row }) => ({ ...row, coWorks: co_works }))
}

/** The roles that do this kind of work themselves. */
export const rolesFor = (work: string): RoleKey[] =>
  roles.map(role => role.key).filter(key => key !== 'team-manager' && beginnableBy(key).some(kind => kind.key === work))

/**
 * Who of a team can be given this child's work now: somebody in a role that does such work, who has it not already, and whom nothing keeps
 * from the record. A co-worker is among them. Why somebody is not among them is nobody's to know.
 */
export const listCandidates = async (grant: WorkGrant, work: TeamWork): Promise<readonly Candidate[]> => {
  const { tx, childId, at } = grant
  const coWorking = new Set(work.coWorkers.map(one => one.id))
  const today = londonDate(at)
  const { rows } = await sql<Candidate & { away: PlainDate | null }>`
    with member as materialized (select p.id, p.name, coalesce(p.title, '') as does,
      (select max(a.last_day) from access.away a where a.user_id = p.id and a.ended_at is null and a.first_day <= ${today} and a.last_day >= ${today}) as away from access.principal p
      where p.kind = 'user' and p.active and p.id is distinct from ${work.lead?.id ?? null}::bigint
        and exists (select from access.membership m where m.user_id = p.id and m.team_id = ${work.teamId} and m.starts_at <= ${at} and m.ends_at > ${at})
        and exists (select from access.role_held h where h.user_id = p.id and h.role = any(${rolesFor(work.work)}::text[])
          and h.starts_at <= ${at} and h.ends_at > ${at}))
    select member.* from member where id = any (access.may_be_given(${childId}, array(select id from member)))
    order by name, id`.execute(tx)
  return rows.map(({ away, ...row }) => ({
    ...row,
    ...(away ? { awayUntil: away } : {}),
    ...(coWorking.has(row.id) ? { coWorks: true as const } : {}),
  }))
}

/** The teams that do a kind of work: somebody in them has a role for it. Of silent services' none, but those of the service of `besides`. */
export const listTeamsThatDo = async (
  { tx, at }: Pick<WorkGrant, 'tx' | 'at'>,
  work: string,
  besides?: number,
): Promise<readonly OtherTeam[]> => {
  const { rows } = await sql<OtherTeam>`
    select t.id, t.name from access.principal t
    where t.kind = 'team' and t.active and t.id is distinct from ${besides ?? null}::bigint
      and (t.category is null or t.category = (select category from access.principal where id = ${besides ?? null}::bigint))
      and exists (select from access.membership m join access.principal p on p.id = m.user_id and p.active
        join access.role_held h on h.user_id = m.user_id and h.role = any(${rolesFor(work)}::text[]) and h.starts_at <= ${at} and h.ends_at > ${at}
        where m.team_id = t.id and m.starts_at <= ${at} and m.ends_at > ${at})
    order by t.name, t.id`.execute(tx)
  return rows
}

/** The teams whose work this reader gives out today: as a manager, or on duty. */
export const teamsToAllocate = async ({
  tx,
  reader,
  at,
}: Pick<WorkGrant, 'tx' | 'reader' | 'at'>): Promise<readonly number[]> => {
  const today = londonDate(at)
  const { rows } = await sql<{ team_id: number }>`
    select d.team_id from access.team_duty d where d.user_id = ${reader.userId} and d.team_id = any(${reader.principals}::bigint[])
      and d.first_day <= ${today} and d.last_day >= ${today} and d.ended_at is null`.execute(tx)
  return [...new Set([...reader.manages, ...rows.map(row => row.team_id)])]
}

/** What is open on the record, as far as the reader may see it, and keeps this work from ending: tasks of who does it, and plans. */
export const listInTheWay = async (
  grant: WorkGrant,
  work: TeamWork,
  plans: readonly OpenPlan[],
): Promise<readonly StandsInTheWay[]> => {
  const { tx, childId } = grant
  const doing = [work.lead, ...work.coWorkers].flatMap(one => (one ? [one.id] : []))
  const { rows: tasks } = await sql<{ what: string }>`
    select body->>'what' as what from entry where child_id = ${childId} and kind = 'task' and known_to = 'infinity' and status = 'open'
      and number = any(${doing}::bigint[]) order by due_on, id limit 20`.execute(tx)
  const own = plans.filter(plan => plan.work === work.work)
  const kinds = own.flatMap(({ kind, endedBy }) => [kind.kind, ...(endedBy ? [endedBy.kind] : [])])
  const { rows } = await sql<Record<'kind' | 'status' | 'started' | 'ended', string | null> & { id: number }>`
    select id, kind, status, body->>'startedOn' as started, body->>'endedOn' as ended from entry
    where child_id = ${childId} and kind = any(${kinds}::text[]) and known_to = 'infinity'`.execute(tx)
  const entries = rows.map(
    (row): PlanEntry => ({
      id: row.id,
      kind: row.kind ?? '',
      status: row.status ?? undefined,
      startedOn: row.started ?? undefined,
      endedOn: row.ended ?? undefined,
    }),
  )
  return [
    ...own.filter(plan => isOpen(plan, entries)).map(({ words, part }) => ({ text: words, part })),
    ...tasks.map(({ what }) => ({ text: `the task “${what}”`, part: '/tasks' })),
  ]
}

/** One act of the past, with the names that this reader may know. */
export type PastAct = {
  readonly act: AllocationAct
  readonly on: PlainDate
  readonly team: string | undefined
  readonly worker: string | undefined
  readonly by: string | undefined
  readonly until: PlainDate | undefined
  readonly why: string
}
type PastRow = {
  act: AllocationAct
  on: PlainDate
  team: number
  worker: number | null
  author: number | null
  until: PlainDate | null
  why: string | null
}

/** What was done with the work of teams with this child, the newest first, as far as the reader may see it. */
export const listPastActs = async (grant: WorkGrant): Promise<readonly PastAct[]> => {
  const { rows } = await sql<PastRow>`
    select status as act, body->>'on' as on, coalesce((body->>'toTeamId')::bigint, (body->>'teamId')::bigint) as team,
      coalesce((body->>'workerId')::bigint, (body->>'fromId')::bigint) as worker, author_id as author, body->>'until' as until,
      body->'passages'->0->>'text' as why
    from entry where child_id = ${grant.childId} and kind = 'allocation' and known_from <= ${grant.at}
      and (known_to = 'infinity' or status in ('waits', 'offered')) order by known_from desc, id desc limit 100`.execute(
    grant.tx,
  )
  const names = await namesOf(
    grant,
    rows.flatMap(row => [row.team, row.worker, row.author]),
  )
  const nameOf = (id: number | null) => (id === null ? undefined : names.get(id))
  return rows.map(({ act, on, team, worker, author, until, why }) => ({
    act,
    on,
    team: nameOf(team),
    worker: nameOf(worker),
    by: nameOf(author),
    until: until ?? undefined,
    why: why ?? '',
  }))
}
