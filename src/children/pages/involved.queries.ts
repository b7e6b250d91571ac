import { sql } from 'kysely'
import { type ChildGrant, findInvolvementKind, sightOf } from '../../access/index.ts'
import { type Category, foldName, type PlainDate, upperFirst } from '../../kernel/index.ts'
import { dayOf } from './header.queries.ts'
import { tellsKeptSchool } from './kept-school.queries.ts'

/** Somebody who works or worked with the child or with a brother or sister. */
export type Worker = {
  readonly name: string
  readonly role: string
  readonly phone?: string
  readonly since?: PlainDate
  readonly until?: PlainDate
  /** The children of the family this worker works with, by internal id. */
  readonly children: readonly number[]
}

type Row = {
  child_id: number
  principal_id: number | null
  name: string | null
  title: string | null
  is_team: boolean
  phone: string | null
  silent: Category | null
  kind: string
  service: string
  team: string | null
  team_silent: Category | null
  true_from: PlainDate | '-infinity'
  true_to: PlainDate | 'infinity'
}

/**
 * Who works with the child and with these brothers and sisters, as far as the reader may know of it: row security leaves out
 * involvements of a category that the reader may not know of, and a worker or team of a silent service is left out here, by
 * name, title and team, whatever the involvement says. The reader is not among them: the page asks who else. Work that nobody ended of somebody who has
 * left, or of a team that is no more, is its service's: nobody calls who is not there, and nobody takes the service for gone.
 */
const listWorkers = async (grant: ChildGrant<'identity'>, familyIds: readonly number[]): Promise<Worker[]> => {
  const { rows } = await sql<Row>`
    select i.child_id, i.principal_id, case when not w.gone then coalesce(p.name, i.worker_name) end as name, p.title, coalesce(p.kind = 'team', false) as is_team,
      case when not w.gone then coalesce(i.phone, p.phone, t.phone) end as phone, p.category as silent, i.kind, i.service, coalesce(i.team_name, t.name) as team,
      t.category as team_silent, i.true_from, i.true_to
    from involvement i left join access.principal p on p.id = i.principal_id
      cross join lateral (select p.active is false and i.true_to = 'infinity' and ${grant.knownAt === undefined}::boolean as gone) w
      left join lateral (select g.name, g.phone, g.category from access.membership m join access.principal g on g.id = m.team_id
        where m.user_id = p.id and m.starts_at <= ${grant.at} and m.ends_at > ${grant.at} order by m.starts_at limit 1) t on true
    where i.child_id = any(${[grant.childId, ...familyIds]}::bigint[]) and ${knownThen(grant)} and not ${tellsKeptSchool(sql.ref('i.principal_id'), sql.ref('i.child_id'))}
    order by i.child_id <> ${grant.childId}, i.true_from, i.id`.execute(grant.tx)
  const known = rows.filter(row => [row.silent, row.team_silent].every(c => mayKnow(grant, c)))
  return groupWorkers(known, grant.reader.userId)
}

type AskRow = {
  name: string
  title: string | null
  phone: string | null
  team: string | null
  silent: (Category | null)[]
}

/**
 * Whom the reader may ask about what is kept to a few named people on this record, where its seal lets that be known: each person once, never
 * about what. Nobody of a service that the reader may not know of. The same whatever day of the record is read.
 */
export const listToAsk = async (grant: ChildGrant<never>): Promise<Worker[]> => {
  const { rows } = await sql<AskRow>`
    select p.name, p.title, coalesce(p.phone, t.phone) as phone, t.name as team, array[p.category, t.category] as silent
    from access.whom_to_ask(${grant.childId}) w join access.principal p on p.id = w.principal
      left join lateral (select g.name, g.phone, g.category from access.membership m join access.principal g on g.id = m.team_id
        where m.user_id = p.id and m.starts_at <= ${grant.at} and m.ends_at > ${grant.at} order by m.starts_at limit 1) t on true
    order by p.name, p.id`.execute(grant.tx)
  return rows
    .filter(row => row.silent.every(category => mayKnow(grant, category)))
    .map(({ name, title, phone, team }) => ({
      name,
      role: [title ? upperFirst(title) : undefined, team].filter(Boolean).join(', '),
      ...(phone ? { phone } : {}),
      children: [],
    }))
}

const knownThen = (grant: ChildGrant<'identity'>) =>
  grant.knownAt === undefined
    ? sql`i.known_to = 'infinity'`
    : sql`i.known_from <= ${grant.knownAt} and i.known_to > ${grant.knownAt}`

const mayKnow = (grant: ChildGrant<never>, silent: Category | null): boolean =>
  silent === null || sightOf(grant.decision, { category: silent, sensitivity: 1, summary: true }) !== 'none'

const groupWorkers = (rows: readonly Row[], reader: number): Worker[] => {
  // A signpost from a file and the worker's own involvement are one, by name and what the worker does.
  const groups = Map.groupBy(rows, row => [foldName(row.name ?? row.team ?? ''), roleOf(row), row.true_to].join('|'))
  return [...groups.values()].flatMap(group => {
    if (group.some(row => row.principal_id === reader)) return []
    const first = group.find(row => row.principal_id !== null) ?? group[0]
    const since = group.map(row => row.true_from).sort()[0]
    return first && since
      ? [{ ...toWorker({ ...first, true_from: since }), children: [...new Set(group.map(row => row.child_id))] }]
      : []
  })
}

const roleOf = (row: Row): string =>
  row.is_team ? row.service : (findInvolvementKind(row.kind)?.title ?? row.title ?? row.kind)

const toWorker = (row: Row): Omit<Worker, 'children'> => {
  const does = upperFirst(roleOf(row))
  const name = row.name ?? row.team ?? row.service
  const team = row.team && row.team !== name ? `, ${row.team}` : ''
  return {
    name,
    role: `${does}${team}`,
    ...(row.phone ? { phone: row.phone } : {}),
    ...(row.true_from === '-infinity' ? {} : { since: row.true_from }),
    ...(row.true_to === 'infinity' ? {} : { until: row.true_to }),
  }
}

/** Those who work with the child and these brothers and sisters on the day of the page, and those who did before. */
export const loadWorkers = async (
  grant: ChildGrant<'identity'>,
  relatives: readonly { readonly id: number }[],
): Promise<{ now: Worker[]; before: Worker[] }> => {
  const workers = await listWorkers(
    grant,
    relatives.map(one => one.id),
  )
  const day = dayOf(grant)
  const isNow = (w: Worker) => w.until === undefined || w.until >= day
  return { now: workers.filter(isNow), before: workers.filter(w => !isNow(w)) }
}
