import { sql } from 'kysely'
import { beginnableBy, type CommandGrant, type Grant, holds, startInvolvement } from '../../access/index.ts'
import { type Category, londonDate, type PlainDate } from '../../kernel/index.ts'
import { tellManagers } from '../find/start-work.actions.ts'

/** Work with a child that a file says is the reader's, by their name alone. */
export type NamedWork = {
  readonly id: number
  readonly childId: number
  readonly service: string
  readonly category: Category
  readonly from: PlainDate
  readonly sourcePersonId: number | undefined
}

type Row = {
  id: number
  child_id: number
  service: string
  category: Category
  true_from: PlainDate
  source_person_id: number | null
}

/**
 * What files say is the reader's, of children whom they see for another reason: a name alone gives none. Asked until they have answered, or work with the
 * child here. Of one child, where it is given.
 */
export const listNamedWork = async (
  { tx, reader, at }: Pick<Grant<never>, 'tx' | 'reader' | 'at'>,
  childId?: number,
): Promise<NamedWork[]> => {
  const { rows } = await sql<Row>`
    select distinct i.id, i.child_id, i.service, i.category, i.true_from, i.source_person_id
    from access.grant_row g join involvement i on i.child_id = g.child_id
    where g.child_id is not null and (${childId ?? null}::bigint is null or g.child_id = ${childId ?? null}::bigint)
      and i.known_to = 'infinity' and i.principal_id is null and i.true_to > ${at}::date and lower(i.worker_name) = lower(${reader.name})
      and not exists (select 1 from involvement o where o.child_id = i.child_id and o.principal_id = ${reader.userId} and o.known_to = 'infinity' and o.true_to > ${at}::date)
      and not exists (select 1 from access.involvement_answer a where a.involvement_id = i.id and a.user_id = ${reader.userId})
    order by i.id limit 20`.execute(tx)
  return rows.map(row => ({
    id: row.id,
    childId: row.child_id,
    service: row.service,
    category: row.category,
    from: row.true_from,
    sourcePersonId: row.source_person_id ?? undefined,
  }))
}

/**
 * Keeps what the reader says of all of them. A yes begins their own work with the child here, in the way of their role that the file means, or the first that it
 * has, and tells the managers of their teams; a role that begins no work by itself is remembered as theirs, and nothing else. Says whether work began.
 */
export const answerNamedWork = async (
  command: CommandGrant<'recorder'>,
  named: readonly NamedWork[],
  yours: boolean,
): Promise<boolean> => {
  const { tx, at, reader } = command
  const [first] = named
  if (!reader || !first) return false
  await sql`insert into access.involvement_answer (involvement_id, user_id, yours, at)
    select id, ${reader.userId}, ${yours}, ${at} from unnest(${named.map(one => one.id)}::bigint[]) id on conflict do nothing`.execute(
    tx,
  )
  const ways = holds(reader, 'start-work') ? beginnableBy(reader.role) : []
  const meant = named.find(one => ways.some(way => way.category === one.category)) ?? first
  const way = ways.find(one => one.category === meant.category) ?? ways[0]
  if (!yours || !way) return false
  const today = londonDate(at)
  await startInvolvement(command, {
    childId: meant.childId,
    principalId: reader.userId,
    kind: way.key,
    from: meant.from < today ? meant.from : today,
    purpose: `${way.purpose}: a file named the worker, who confirmed it`,
    ...(meant.sourcePersonId ? { sourcePersonId: meant.sourcePersonId } : {}),
  })
  await tellManagers(command, 'work-started', meant.childId)
  return true
}
