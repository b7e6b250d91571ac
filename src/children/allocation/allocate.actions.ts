import { sql } from 'kysely'
import {
  type CommandGrant,
  endInvolvement,
  findInvolvementKind,
  readerOfAct,
  startInvolvement,
} from '../../access/index.ts'
import { Conflict, londonDate, type PlainDate } from '../../kernel/index.ts'
import { addressOf } from '../find/locate.queries.ts'
import { type AllocationAct, allocation, task } from '../kinds/index.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import type { ReadAct, TeamWork, TeamWorker } from './allocation.ts'
import type { LeftTask } from './left-tasks.queries.ts'

type Command = CommandGrant<'recorder'>

/** Work that is given to a team: which child's, of what kind, and why in words of ours. */
export type GivenWork = {
  readonly childId: number
  readonly teamId: number
  readonly work: string
  /** Stands beside the involvement, for whoever may know that somebody is involved: never anything that was written about the child. */
  readonly why: string
}

/**
 * A team takes on work with a child: the involvement, the entry, and a notice to whoever gives its work out.
 * @throws Conflict where nobody who gives the team's work out may have the record, in words that say no more than that it cannot.
 */
export const giveToTeam = async (command: Command, given: GivenWork, passages?: readonly object[]): Promise<void> => {
  await startTeamWork(command, given)
  await keepAct(command, given, { act: 'team', ...(passages ? { passages } : {}) })
}

const startTeamWork = async (command: Command, { childId, teamId, work, why }: GivenWork): Promise<void> => {
  const told = await listWhoAllocates(command, childId, teamId)
  if (told.length === 0)
    throw new Conflict('This team cannot take the work on now.', 'Choose another team, or speak to its manager.')
  const kind = findInvolvementKind(work)
  const { sourcePersonId } = await addressOf(command, childId)
  await startInvolvement(command, {
    childId,
    principalId: teamId,
    kind: work,
    from: londonDate(command.at),
    purpose: `${kind?.purpose ?? work}: ${why}`,
    ...(sourcePersonId ? { sourcePersonId } : {}),
  })
  for (const user of told) await tell(command, 'team-given', childId, user)
}

/** The managers of a team and who is on duty there, of those who may have the record. */
const listWhoAllocates = async ({ tx, at }: Command, childId: number, teamId: number): Promise<readonly number[]> => {
  const today = londonDate(at)
  const { rows } = await sql<{ id: number }>`
    with who as materialized (
      select m.user_id as id from access.membership m where m.team_id = ${teamId} and m.manages and m.starts_at <= ${at} and m.ends_at > ${at}
      union select d.user_id from access.team_duty d where d.team_id = ${teamId} and d.first_day <= ${today} and d.last_day >= ${today} and d.ended_at is null)
    select who.id from who join access.principal p using (id) where p.active and who.id = any (access.may_be_given(${childId}, array(select id from who)))`.execute(
    tx,
  )
  return rows.map(row => row.id)
}

/** Tells somebody, in ids alone; nobody of their own act. */
export const tell = async (
  command: Command,
  kind: 'team-given' | 'work-given' | 'work-ended' | 'hand-over-returned',
  childId: number,
  user: number,
): Promise<void> => {
  const by = readerOfAct(command)
  if (user === by) return
  await sql`insert into access.notice (principal, kind, child_id, user_id, at) values (${user}, ${kind}, ${childId}, ${by}, ${command.at})`.execute(
    command.tx,
  )
}

type Kept = {
  readonly act: AllocationAct
  readonly workerId?: number
  readonly fromId?: number
  readonly toTeamId?: number
  readonly until?: PlainDate
  readonly reason?: string
  readonly passages?: readonly object[]
}
export const keepAct = async (
  command: Command,
  { childId, teamId, work }: Pick<GivenWork, 'childId' | 'teamId' | 'work'>,
  kept: Kept,
): Promise<void> => {
  const on = londonDate(command.at)
  await write(command, {
    childId,
    kind: allocation,
    category: findInvolvementKind(work)?.category ?? allocation.category,
    body: { ...kept, on, work, teamId },
    on,
    authorId: readerOfAct(command),
  })
}

const startWorker = async (
  command: Command,
  childId: number,
  { work }: TeamWork,
  worker: number,
  coWorks: boolean,
): Promise<void> => {
  const { sourcePersonId } = await addressOf(command, childId)
  await startInvolvement(command, {
    childId,
    principalId: worker,
    kind: work,
    from: londonDate(command.at),
    coWorks,
    ...(sourcePersonId ? { sourcePersonId } : {}),
  })
  await tell(command, 'work-given', childId, worker)
}

const endWorker = async (command: Command, childId: number, worker: TeamWorker, lastDay: PlainDate): Promise<void> => {
  await endInvolvement(command, worker.involvement, lastDay < worker.since ? worker.since : lastDay)
  await tell(command, 'work-ended', childId, worker.id)
}

/**
 * Carries out what was decided about a team's work with a child, in one transaction: sight changes at once, those it concerns are told, and
 * the tasks of whoever works with the child no longer go to the one it is allocated to.
 * @throws Conflict where somebody else changed it first, or the team chosen cannot take it on.
 */
export const carryOut = async (
  command: Command,
  childId: number,
  work: TeamWork,
  act: ReadAct,
  tasks: readonly LeftTask[],
): Promise<void> => {
  const today = londonDate(command.at)
  const given = { childId, teamId: work.teamId, work: work.work }
  const passages = act.why ? { passages: [{ text: act.why, about: 'child' as const }] } : {}
  if (work.waits) await closeWriting(command, work.waits.entry)
  if (work.offer) await closeWriting(command, work.offer.entry)
  switch (act.act) {
    case 'allocate':
    case 'move':
      if (work.lead) await endWorker(command, childId, work.lead, today)
      // A co-worker has it from now on, and is told that, not that their part ends.
      for (const one of work.coWorkers)
        if (one.id === act.to.id) await endInvolvement(command, one.involvement, one.since > today ? one.since : today)
      await startWorker(command, childId, work, act.to.id, false)
      for (const one of tasks) await passTask(command, childId, one, act.to.id)
      await keepAct(command, given, {
        act: act.act === 'move' ? 'moved' : 'allocated',
        workerId: act.to.id,
        ...(work.lead ? { fromId: work.lead.id } : {}),
        ...passages,
      })
      return
    case 'add':
      await startWorker(command, childId, work, act.to.id, true)
      return keepAct(command, given, { act: 'added', workerId: act.to.id, ...passages })
    case 'remove':
      await endWorker(command, childId, act.worker, today)
      return keepAct(command, given, { act: 'removed', fromId: act.worker.id, ...passages })
    case 'wait':
      return keepAct(command, given, { act: 'waits', until: act.until, ...passages })
    case 'transfer':
      await endTeamWork(command, childId, work, today)
      await startTeamWork(command, { ...given, teamId: act.team.id, why: `moved from ${work.team}` })
      return keepAct(command, given, { act: 'transferred', toTeamId: act.team.id, ...passages })
    case 'close':
      await endTeamWork(command, childId, work, act.on)
      return keepAct(command, given, { act: 'closed', ...passages })
  }
}

/** The work of the team and of everybody in it ends. Whoever it is allocated to has 14 days to write it up, as always. */
const endTeamWork = async (command: Command, childId: number, work: TeamWork, on: PlainDate): Promise<void> => {
  for (const worker of [work.lead, ...work.coWorkers]) if (worker) await endWorker(command, childId, worker, on)
  await endInvolvement(command, work.involvement, on)
}

/** A task that nobody who works with the child owes any more goes to whoever the child is allocated to. */
const passTask = async (command: Command, childId: number, left: LeftTask, to: number): Promise<void> => {
  const { offeredToId: _offered, passedWhy: _why, ...body } = left.body
  await closeWriting(command, left.entry)
  await write(command, {
    childId,
    kind: task,
    category: left.category,
    body: { ...body, ownerId: to },
    on: londonDate(command.at),
    authorId: readerOfAct(command),
    replaces: left.entry,
    sealedAs: left.entry,
  })
}
