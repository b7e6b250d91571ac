import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { addDays, type Category, londonDate, type PlainDate } from '../../kernel/index.ts'
import { FOREVER } from '../../platform/database/index.ts'

/** One thing known about the child that this reader may see, with who said it. */
export type ReadEntry<B = Readonly<Record<string, unknown>>> = {
  readonly id: number
  readonly uuid: string
  readonly kind: string
  readonly category: Category
  readonly body: B
  readonly from: PlainDate | undefined
  /** The last day on which it was true; undefined while it goes on. */
  readonly to: PlainDate | undefined
  readonly knownFrom: Date
  readonly knownTo: Date | undefined
  /** The source's words, as in "From school census". */
  readonly said: string
  readonly sourceId: string
  readonly author: string | undefined
  readonly authorId: number | undefined
  readonly replaces: number | undefined
}

type Row = {
  id: number
  uuid: string
  kind: string
  category: Category
  body: Record<string, unknown>
  true_from: PlainDate | null
  true_to: PlainDate | 'infinity'
  known_from: Date
  known_to: Date
  said: string
  source_id: string
  author: string | null
  author_id: number | null
  replaces: number | null
}

const columns = sql`e.id, e.uuid, e.kind, e.category, e.body, e.true_from, e.true_to, e.known_from, e.known_to,
  coalesce(s.said, s.name) as said, e.source_id, p.name as author, e.author_id, e.replaces`
const from = sql`entry e join source s on s.id = e.source_id left join access.principal p on p.id = e.author_id`

const toEntry = (row: Row): ReadEntry => ({
  id: row.id,
  uuid: row.uuid,
  kind: row.kind,
  category: row.category,
  body: row.body,
  from: row.true_from ?? undefined,
  to: lastDay(row.true_to),
  knownFrom: row.known_from,
  knownTo: row.known_to.getTime() === FOREVER.getTime() ? undefined : row.known_to,
  said: row.said,
  sourceId: row.source_id,
  author: row.author ?? undefined,
  authorId: row.author_id ?? undefined,
  replaces: row.replaces ?? undefined,
})
// Both clocks are half-open in the database; a person reads the last day itself.
const lastDay = (end: PlainDate | 'infinity'): PlainDate | undefined => (end === 'infinity' ? undefined : addDays(end, -1))

/**
 * What was known at the grant's instant: now, or "as known on". An earlier day is read through the links of that day, so
 * that what was tied to the child only since then is not there.
 */
const knownThen = (grant: Pick<ChildGrant<string>, 'knownAt' | 'childId'>) =>
  grant.knownAt === undefined
    ? sql`e.known_to = 'infinity'`
    : sql`e.known_from <= ${grant.knownAt} and e.known_to > ${grant.knownAt} and exists (select 1 from link l
        where l.source_person_id = e.source_person_id and l.person_id = ${grant.childId}
          and l.known_from <= ${grant.knownAt} and l.known_to > ${grant.knownAt})`

/** Everything of these kinds that the reader may see, latest first. Row security is the fence; the kinds are the page's need. */
export const listEntries = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kinds: readonly K[],
): Promise<ReadEntry[]> => {
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where e.child_id = ${grant.childId} and e.kind = any(${kinds}::text[]) and ${knownThen(grant)}
    order by coalesce(e.true_from, e.known_from::date) desc, e.id desc`.execute(grant.tx)
  return rows.map(toEntry)
}

/** One thing by its random address, whenever it was known; undefined where this reader may not see it or it is another child's. */
export const findEntry = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kind: K,
  uuid: string,
): Promise<ReadEntry | undefined> => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) return undefined
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where e.child_id = ${grant.childId} and e.kind = ${kind} and e.uuid = ${uuid}::uuid`.execute(grant.tx)
  return rows[0] && toEntry(rows[0])
}

/** One thing and all that came before and after it by correction, oldest first. */
export const listVersions = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kind: K,
  id: number,
): Promise<ReadEntry[]> => {
  const { rows } = await sql<Row>`
    with recursive before as (
      select x.id, x.replaces from entry x where x.id = ${id}
      union select x.id, x.replaces from before b join entry x on x.id = b.replaces),
    line as (
      select id from before
      union select x.id from line l join entry x on x.replaces = l.id)
    select ${columns} from ${from} where e.id in (select id from line) and e.child_id = ${grant.childId} and e.kind = ${kind}
    order by e.id`.execute(grant.tx)
  return rows.map(toEntry)
}

/** Notes that belong to the property the child lives in, for every child there. */
export const listPropertyEntries = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kinds: readonly K[],
): Promise<ReadEntry[]> => {
  const today = londonDate(grant.knownAt ?? grant.at)
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where e.child_id is null and e.kind = any(${kinds}::text[]) and e.known_to = 'infinity'
      and e.uprn in (select h.uprn from household_member h where h.child_id = ${grant.childId}
        and coalesce(h.true_from, '-infinity') <= ${today}::date and h.true_to > ${today}::date)
    order by e.id desc`.execute(grant.tx)
  return rows.map(toEntry)
}
