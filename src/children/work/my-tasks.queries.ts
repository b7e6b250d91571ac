import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../find/child-cards.queries.ts'
import type { TodayTask } from './today.queries.ts'

/** Something owed about a child by a day, or on no day. */
export type DatedTask = {
  readonly task: Extract<TodayTask, { readonly child: ChildCard }>
  readonly due: PlainDate | undefined
}

/** What of a day's list is owed about a child, with its day; a message that is only to be read is not. Pure. */
export const owedOf = (tasks: readonly TodayTask[]): readonly DatedTask[] =>
  tasks
    .flatMap((task): DatedTask[] => {
      if ('notice' in task || task.sort === 'whose-is-this') return []
      const due =
        task.sort === 'owed'
          ? task.due
          : task.sort === 'visit-to-end'
            ? task.on
            : task.sort === 'check-note'
              ? task.checkBy
              : undefined
      return [{ task, due }]
    })
    .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0))

/** Which of these children are of one family, as far as the reader may know: the family we work with, brothers and sisters, one household. */
export const listTies = async (
  { tx, at }: Grant<never>,
  children: readonly number[],
): Promise<readonly (readonly [number, number])[]> => {
  const today = londonDate(at)
  const ids = sql`${children}::bigint[]`
  const { rows } = await sql<{ one: number; other: number }>`
    select own.child_id as one, m.child_id as other from family_member own join family_member m on m.family_id = own.family_id
      where own.child_id = any(${ids}) and m.child_id = any(${ids}) and own.child_id < m.child_id and own.known_to = 'infinity' and m.known_to = 'infinity'
        and own.true_to > ${today} and m.true_to > ${today}
    union select child_id, other_id from relationship
      where child_id = any(${ids}) and other_id = any(${ids}) and kind in ('sibling', 'brother', 'sister') and known_to = 'infinity'
    union select own.child_id, m.child_id from household_member own join household_member m on m.uprn = own.uprn
      where own.child_id = any(${ids}) and m.child_id = any(${ids}) and own.child_id < m.child_id
        and coalesce(own.true_from, '-infinity') <= ${today} and own.true_to > ${today} and coalesce(m.true_from, '-infinity') <= ${today} and m.true_to > ${today}
    order by 1, 2`.execute(tx)
  return rows.map(({ one, other }) => [one, other] as const)
}

/** A task of somebody in a team that the reader manages. */
export type TeamTask = {
  readonly child: ChildCard
  readonly href: string
  readonly what: string
  readonly due: PlainDate
  readonly who: string
}

/**
 * What those who are or were in the teams that the reader manages owe about the children whose records the reader may open: the next day first, at
 * most 100. Only tasks that people set; each as far as row security shows it.
 */
export const listTeamTasks = async (grant: Grant<CardKinds | 'task'>): Promise<readonly TeamTask[]> => {
  const { tx, reader, at } = grant
  if (reader.manages.length === 0) return []
  const { rows } = await sql<{ child_id: number; uuid: string; what: string; due_on: PlainDate; who: string }>`
    with own as materialized (select distinct child_id from access.grant_row where child_id is not null)
    select e.child_id, e.uuid, e.body->>'what' as what, e.due_on::text as due_on, p.name as who
    from own join entry e on e.child_id = own.child_id join access.principal p on p.id = e.number
    where e.known_to = 'infinity' and e.kind = 'task' and e.status = 'open' and e.number <> ${reader.userId}
      and exists (select from access.membership m where m.user_id = p.id and m.team_id = any(${reader.manages}::bigint[])
        and m.starts_at <= ${at})
    order by e.due_on, e.child_id, e.id limit 100`.execute(tx)
  const cards = new Map((await listCards(grant, [...new Set(rows.map(row => row.child_id))])).map(c => [c.childId, c]))
  return rows.flatMap(({ child_id, uuid, what, due_on, who }) => {
    const child = cards.get(child_id)
    return child ? [{ child, href: `/children/${child.address}/tasks/${uuid}`, what, due: due_on, who }] : []
  })
}
