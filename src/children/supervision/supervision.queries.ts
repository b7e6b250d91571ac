import { sql } from 'kysely'
import { type ChildGrant, findInvolvementKind, type Grant, mayWrite } from '../../access/index.ts'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { listTeamWork } from '../allocation/work-of-child.queries.ts'
import { supervision } from '../kinds/index.ts'
import { namesOf } from '../pages/names.queries.ts'
import type { Supervised } from './supervision-form.ts'

/** What was said of a child in supervision, as one reader may see it. */
export type SaidOfChild = {
  readonly address: string
  readonly on: PlainDate
  readonly worker: string
  readonly by: string
  readonly discussed: readonly { readonly text: string; readonly person?: string }[]
  readonly decided: readonly { readonly text: string }[]
}
type Row = { address: string; author_id: number | null; body: Readonly<Record<string, unknown>> }
const nameless = 'a worker'

/** What was said of this child in supervision, the latest first; at most 100. */
export const listSaidOfChild = async (grant: ChildGrant<'supervision'>): Promise<readonly SaidOfChild[]> => {
  const { rows } = await sql<Row>`
    select uuid as address, author_id, body from entry where child_id = ${grant.childId} and kind = 'supervision' and known_to = 'infinity'
    order by true_from desc, id desc limit 100`.execute(grant.tx)
  const worker = ({ body }: Row) => Number(body.workerId)
  const names = await namesOf(
    grant,
    rows.flatMap(row => [worker(row), row.author_id ?? 0]),
  )
  return rows.map(row => ({
    address: row.address,
    on: String(row.body.on) as PlainDate,
    worker: names.get(worker(row)) ?? nameless,
    by: names.get(row.author_id ?? 0) ?? nameless,
    discussed: (row.body.passages ?? []) as SaidOfChild['discussed'],
    decided: (row.body.decided ?? []) as SaidOfChild['decided'],
  }))
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

/** One supervision of a worker, for the two who held it. */
export type SaidWithWorker = {
  readonly id: number
  readonly on: PlainDate
  readonly by: string
  readonly said: string
  readonly agreed: string | null
  readonly next: PlainDate | null
}
/** The supervisions of a worker that the reader held or had, the latest first; at most 100. Row security leaves out all others. */
export const listSaidWithWorker = async (
  { tx }: Pick<Grant<'supervision'>, 'tx'>,
  worker: number,
): Promise<readonly SaidWithWorker[]> => {
  const { rows } = await sql<SaidWithWorker>`
    select s.id, s.held_on::text as on, p.name as by, s.said, s.agreed, s.next_on::text as next from access.supervision s
      join access.principal p on p.id = s.supervisor_id where s.worker_id = ${worker} order by s.held_on desc, s.id desc limit 100`.execute(
    tx,
  )
  return rows
}
