import { sql } from 'kysely'
import { beginnableBy, type CommandGrant, type Grant, holds, startInvolvement } from '../../access/index.ts'
import { type Category, londonDate, type PlainDate } from '../../kernel/index.ts'
import { tellManagers } from '../find/start-work.actions.ts'
import { askTwo } from '../linking/index.ts'
import { askOfNamed } from '../source-questions/index.ts'

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
 * child here: what the source tells anew of the same child is not asked anew, unless it names them from a day after the answer. Of one child, where it is given.
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
      and not exists (select 1 from access.involvement_answer a join involvement w on w.id = a.involvement_id where a.user_id = ${reader.userId}
        and w.source_id = i.source_id and (w.id = i.id or w.source_person_id = i.source_person_id) and i.true_from <= (a.at at time zone 'Europe/London')::date)
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

/** What somebody says of work that a file names as theirs: `another` is a no because the file may mean another child. */
export type YoursAnswer = 'yes' | 'no' | 'another'

/**
 * Keeps what the reader says of all of them. A yes begins their own work with the child here, in the way of their role that the file means, or the first that it
 * has, and tells the managers of their teams; a role that begins no work by itself is remembered as theirs, and nothing else. A no asks whoever
 * owns the source whether its file is right; one that may mean another child asks the clearing house as well whether the record is two children's. Says whether work began.
 */
export const answerNamedWork = async (
  command: CommandGrant<'recorder'>,
  named: readonly NamedWork[],
  answer: YoursAnswer,
): Promise<boolean> => {
  const { tx, at, reader } = command
  const [first] = named
  if (!reader || !first) return false
  await sql`insert into access.involvement_answer (involvement_id, user_id, yours, at)
    select id, ${reader.userId}, ${answer === 'yes'}, ${at} from unnest(${named.map(one => one.id)}::bigint[]) id on conflict do nothing`.execute(
    tx,
  )
  if (answer !== 'yes') {
    await askOfNamed(
      command,
      named.map(one => one.id),
    )
    if (answer === 'another')
      for (const { childId, sourcePersonId } of named)
        await askTwo(command, { person: childId, record: sourcePersonId, by: reader.userId })
    return false
  }
  const ways = holds(reader, 'start-work') ? beginnableBy(reader.role) : []
  const meant = named.find(one => ways.some(way => way.category === one.category)) ?? first
  const way = ways.find(one => one.category === meant.category) ?? ways[0]
  if (!way) return false
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
