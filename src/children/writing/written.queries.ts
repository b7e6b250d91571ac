import { sql } from 'kysely'
import type { ChildGrant, Grant } from '../../access/index.ts'
import { type Category, isUuid, type PlainDate } from '../../kernel/index.ts'
import { FOREVER } from '../../platform/database/index.ts'
import { namesOf } from '../pages/names.queries.ts'

/** Something that a worker wrote, in one of its versions. */
export type Written = {
  readonly id: number
  readonly address: string
  readonly category: Category
  readonly body: Readonly<Record<string, unknown>>
  readonly on: PlainDate | undefined
  readonly writtenAt: Date
  /** When it was corrected or moved; undefined for what stands now. */
  readonly closedAt: Date | undefined
  readonly author: string
  readonly authorId: number | undefined
  /** For a few named people only, of whom this reader is one. */
  readonly kept?: true
}

type Row = {
  id: number
  address: string
  category: Category
  body: Record<string, unknown>
  on: PlainDate | null
  written_at: Date
  closed_at: Date
  author_id: number | null
  kept: boolean
}

const columns = sql`e.id, e.uuid as address, e.category, e.body, e.true_from as on, e.known_from as written_at, e.known_to as closed_at,
  e.author_id, e.seal is not null as kept`

const nameless = 'a worker'

/** With the names of their authors, as far as this reader may know of them. */
const withAuthors = async (grant: ChildGrant<never>, rows: readonly Row[]): Promise<Written[]> => {
  const names = await namesOf(
    grant,
    rows.map(row => row.author_id),
  )
  return rows.map(row => toWritten(row, names.get(row.author_id ?? 0) ?? nameless))
}

const toWritten = (row: Row, author: string): Written => ({
  id: row.id,
  address: row.address,
  category: row.category,
  body: row.body,
  on: row.on ?? undefined,
  writtenAt: row.written_at,
  closedAt: row.closed_at.getTime() === FOREVER.getTime() ? undefined : row.closed_at,
  author,
  authorId: row.author_id ?? undefined,
  ...(row.kept ? { kept: true as const } : {}),
})

/** Something by its random address, in whatever version; undefined where it is another child's or this reader may not see it. */
export const findWritten = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kind: K,
  address: string | undefined,
): Promise<Written | undefined> => {
  if (!address || !isUuid(address)) return undefined
  const { rows } = await sql<Row>`select ${columns} from entry e
    where e.child_id = ${grant.childId} and e.kind = ${kind} and e.uuid = ${address}::uuid`.execute(grant.tx)
  return (await withAuthors(grant, rows))[0]
}

/** All versions of it on this record, oldest first: what it replaced, and what replaced it. */
export const listVersions = async <K extends string>(
  grant: ChildGrant<NoInfer<K>>,
  kind: K,
  id: number,
): Promise<Written[]> => {
  const { rows } = await sql<Row>`
    with recursive before as (
      select x.id, x.replaces from entry x where x.id = ${id}
      union select x.id, x.replaces from before b join entry x on x.id = b.replaces),
    line as (select id from before union select x.id from line l join entry x on x.replaces = l.id)
    select ${columns} from entry e where e.id in (select id from line) and e.child_id = ${grant.childId} and e.kind = ${kind}
    order by e.id`.execute(grant.tx)
  return await withAuthors(grant, rows)
}

/** Does this reader manage a team that the author works in? */
export const managesAuthor = async (grant: Grant<never>, authorId: number | undefined): Promise<boolean> => {
  if (authorId === undefined || grant.reader.manages.length === 0) return false
  const { rows } = await sql<{ one: number }>`
    select 1 as one from access.membership m where m.user_id = ${authorId} and m.team_id = any(${grant.reader.manages}::bigint[])
      and m.starts_at <= ${grant.at} and m.ends_at > ${grant.at} limit 1`.execute(grant.tx)
  return rows.length > 0
}

/**
 * Whether one note that the reader wrote about this child says each of these: a second press of “Save” says nothing that is not there, and a page with
 * one part that is there and another that is not says something. Empty words are left out; where there are none besides, nothing is noted.
 */
export const isNoted = async (
  { tx, childId, reader }: ChildGrant<'note'>,
  words: readonly (string | undefined)[],
): Promise<boolean> => {
  const said = words.flatMap(one => one?.trim() || [])
  if (said.length === 0) return false
  const { rows } =
    await sql`select from entry where child_id = ${childId} and kind = 'note' and known_to = 'infinity' and author_id = ${reader.userId}
    and array(select p->>'text' from jsonb_array_elements(coalesce(body->'passages', '[]') || coalesce(body->'childSaid', '[]')) p) @> ${said}::text[]
    limit 1`.execute(tx)
  return rows.length > 0
}
