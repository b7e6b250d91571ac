import { sql } from 'kysely'
import { type ChildGrant, findInvolvementKind, type Grant, mayWrite, type SignedInReader } from '../../access/index.ts'
import { type Category, type PlainDate, parseUuid } from '../../kernel/index.ts'
import { listTeamWork } from '../allocation/work-of-child.queries.ts'
import { supervision } from '../kinds/index.ts'
import { namesOf } from '../pages/names.queries.ts'
import { managesAuthor } from '../writing/written.queries.ts'
import type { Supervised } from './supervision-form.ts'

/** One version of what was said of a child in supervision. */
export type SaidVersion = {
  readonly on: PlainDate
  readonly by: string
  readonly writtenAt: Date
  readonly discussed: readonly { readonly text: string; readonly person?: string }[]
  readonly decided: readonly { readonly text: string }[]
  /** Why it was written anew; undefined for what was written first. */
  readonly why?: string
}
/** What was said of a child in supervision as it stands, as one reader may see it, with what it was before it was corrected: the newest first. */
export type SaidOfChild = SaidVersion & {
  readonly address: string
  readonly worker: string
  readonly before: readonly SaidVersion[]
  readonly mayCorrect: boolean
}
type Row = {
  id: number
  replaces: number | null
  stands: boolean
  address: string
  author_id: number | null
  category: Category
  written_at: Date
  body: Readonly<Record<string, unknown>>
}
const nameless = 'a worker'

/** Who may correct what these wrote: the author, or who manages the author, as long as they may still write in its category. */
export const correctors = async (grant: ChildGrant<'supervision'>, authors: readonly (number | undefined)[]) => {
  const managed = new Set<number | undefined>()
  for (const author of new Set(authors)) if (await managesAuthor(grant, author)) managed.add(author)
  return ({ authorId, category }: { readonly authorId: number | undefined; readonly category: Category }): boolean =>
    mayWrite(grant.decision, category) && (authorId === grant.reader.userId || managed.has(authorId))
}

/** What was said of this child in supervision, the latest first; at most 100, with their versions. */
export const listSaidOfChild = async (grant: ChildGrant<'supervision'>): Promise<readonly SaidOfChild[]> => {
  const { rows } = await sql<Row>`
    with recursive stood as (select id, replaces from entry where child_id = ${grant.childId} and kind = 'supervision' and known_to = 'infinity'
      order by true_from desc, id desc limit 100),
    line as (select id, replaces from stood union select e.id, e.replaces from line l join entry e on e.id = l.replaces
      where e.child_id = ${grant.childId} and e.kind = 'supervision')
    select e.id, e.replaces, e.known_to = 'infinity' as stands, e.uuid as address, e.author_id, e.category, e.known_from as written_at, e.body
    from line join entry e on e.id = line.id order by e.true_from desc, e.id desc`.execute(grant.tx)
  const worker = ({ body }: Row) => Number(body.workerId)
  const names = await namesOf(
    grant,
    rows.flatMap(row => [worker(row), row.author_id ?? 0]),
  )
  const may = await correctors(
    grant,
    rows.filter(row => row.stands).map(row => row.author_id ?? undefined),
  )
  const versionOf = (row: Row): SaidVersion => ({
    on: String(row.body.on) as PlainDate,
    by: names.get(row.author_id ?? 0) ?? nameless,
    writtenAt: row.written_at,
    discussed: (row.body.passages ?? []) as SaidVersion['discussed'],
    decided: (row.body.decided ?? []) as SaidVersion['decided'],
    ...(row.body.correctionReason ? { why: String(row.body.correctionReason) } : {}),
  })
  const byId = new Map(rows.map(row => [row.id, row]))
  const beforeOf = (row: Row): readonly Row[] => {
    const last = byId.get(row.replaces ?? 0)
    return last ? [last, ...beforeOf(last)] : []
  }
  return rows
    .filter(row => row.stands)
    .map(row => ({
      ...versionOf(row),
      address: row.address,
      worker: names.get(worker(row)) ?? nameless,
      before: beforeOf(row).map(versionOf),
      mayCorrect: may({ authorId: row.author_id ?? undefined, category: row.category }),
    }))
}

/** Did the reader write just this already, by a first press of the button? */
export const isWritten = async (
  { tx, childId, reader }: ChildGrant<'supervision'>,
  { on, body }: { readonly on: PlainDate; readonly body: Readonly<Record<string, unknown>> },
): Promise<boolean> => {
  const { rows } =
    await sql`select from entry where child_id = ${childId} and kind = 'supervision' and known_to = 'infinity'
    and author_id = ${reader.userId} and true_from = ${on}::date and body = ${JSON.stringify(body)}::jsonb limit 1`.execute(
      tx,
    )
  return rows.length > 0
}

/** Whose information what is said of this work is: of social work its content, since that it goes on is known to more. */
const categoryOf = (work: string): Category => {
  const of = findInvolvementKind(work)?.category ?? supervision.category
  return of === 'care-involved' ? 'care-content' : of
}

/** Those who do the work with this child that the teams of the reader hold, where the reader manages the team and writes for its service. */
export const listSupervised = async (grant: ChildGrant<'allocation'>): Promise<readonly Supervised[]> => {
  const works = await listTeamWork(grant, grant.reader.manages)
  return works.flatMap(({ address, team, work, lead, coWorkers }) => {
    const category = categoryOf(work)
    const may = [supervision.category, ...supervision.mayBe].includes(category) && mayWrite(grant.decision, category)
    return [...(lead ? [lead] : []), ...coWorkers]
      .filter(one => may && !one.left && one.id !== grant.reader.userId)
      .map(({ id, name }) => ({ key: `${address} ${id}`, id, name, team, work, category }))
  })
}

/** The day on which each of these children was last talked about with this worker, as far as the reader may know. */
export const listLastSaid = async (
  { tx }: Pick<Grant<'supervision'>, 'tx'>,
  children: readonly number[],
  worker: number,
): Promise<ReadonlyMap<number, PlainDate>> => {
  const { rows } = await sql<{ child_id: number; on: PlainDate }>`
    select child_id, max(true_from)::text as on from entry where child_id = any(${children}::bigint[]) and kind = 'supervision'
      and known_to = 'infinity' and number = ${worker} group by child_id`.execute(tx)
  return new Map(rows.map(row => [row.child_id, row.on]))
}

/** One version of a supervision of a worker, for the two who held it. */
export type WorkerVersion = {
  readonly id: number
  readonly on: PlainDate
  readonly by: string
  readonly writtenAt: Date
  readonly said: string
  readonly agreed: string | null
  readonly next: PlainDate | null
  /** Why it was written anew; null for what was written first. */
  readonly reason: string | null
}
/** A supervision of a worker as it stands, with what it was before it was corrected: the newest first. */
export type SaidWithWorker = WorkerVersion & {
  readonly address: string
  /** The reader wrote it. */
  readonly own: boolean
  readonly before: readonly WorkerVersion[]
}
type WorkerRow = Omit<SaidWithWorker, 'before'> & { readonly replaces: number | null }

/** The supervisions of a worker that the reader held or had, the latest first; at most 100, versions with them. Row security leaves out all others. */
export const listSaidWithWorker = async (
  { tx, reader }: Pick<Grant<'supervision'>, 'tx' | 'reader'>,
  worker: number,
): Promise<readonly SaidWithWorker[]> => {
  const { rows } = await sql<WorkerRow>`
    select s.id, s.uuid as address, s.held_on::text as on, p.name as by, s.written_at as "writtenAt", s.said, s.agreed, s.next_on::text as next, s.reason, s.replaces,
      s.supervisor_id = ${reader.userId} as own
    from access.supervision s join access.principal p on p.id = s.supervisor_id where s.worker_id = ${worker} order by s.held_on desc, s.id desc limit 100`.execute(
    tx,
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  const replaced = new Set(rows.map(row => row.replaces))
  const beforeOf = ({ replaces }: WorkerRow): readonly WorkerRow[] => {
    const last = byId.get(replaces ?? 0)
    return last ? [last, ...beforeOf(last)] : []
  }
  return rows.filter(row => !replaced.has(row.id)).map(row => ({ ...row, before: beforeOf(row) }))
}

/** What the reader wrote of a worker, as it stands now. */
export type OwnSaid = Pick<WorkerRow, 'id' | 'address' | 'on' | 'said' | 'agreed' | 'next'>
/** What this reader wrote, by the address of any of its versions, as it stands now; undefined where it is another's, or of another worker or team. */
export const findOwnSaid = async (
  { tx, reader }: { readonly tx: Grant<never>['tx']; readonly reader: SignedInReader | undefined },
  { team, worker }: { readonly team: number; readonly worker: number },
  address: string | undefined,
): Promise<OwnSaid | undefined> => {
  const { rows } = await sql<OwnSaid>`
    with recursive line as (select id from access.supervision where uuid = ${parseUuid(address ?? '') ?? null}::uuid and supervisor_id = ${reader?.userId ?? null}
        and team_id = ${team} and worker_id = ${worker}
      union select s.id from line l join access.supervision s on s.replaces = l.id)
    select s.id, s.uuid as address, s.held_on::text as on, s.said, s.agreed, s.next_on::text as next from line join access.supervision s on s.id = line.id
    order by s.id desc limit 1`.execute(tx)
  return rows[0]
}
