import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { isUuid, NotFound } from '../../kernel/index.ts'
import type { ServiceChanges } from '../finish.actions.ts'

export type Desk = CommandGrant<'import-desk'>
export type RunState = 'received' | 'reading' | 'linking' | 'done' | 'waiting' | 'failed' | 'undone'

/** One import of the list. */
export type ListedRun = {
  readonly run: string
  readonly sourceId: string
  readonly source: string
  readonly period: string
  readonly state: RunState
  readonly receivedAt: Date
  readonly rows: number
  readonly rejected: number
  readonly waiting: number
  readonly review: number
}

/** Imports, the latest first; with a source's id only its own. One more than `length` tells that there are others. */
export const listRuns = async (desk: Desk, from: number, length: number, sourceId?: string): Promise<ListedRun[]> => {
  const { rows } = await sql<ListedRun>`
    select u.uuid as run, u.source_id as "sourceId", s.name as source, u.period, u.state, u.received_at as "receivedAt", u.rows, u.rejected,
      u.waiting, u.people_review as review
    from import_run u join source s on s.id = u.source_id where ${sourceId ?? null}::text is null or u.source_id = ${sourceId ?? null}
    order by u.received_at desc, u.id desc limit ${length} offset ${from}`.execute(desk.tx)
  return rows
}

export type FileOfRun = { readonly id: number; readonly name: string; readonly rows: number; readonly done: boolean }
export type Counts = {
  readonly rows: number
  readonly accepted: number
  readonly rejected: number
  readonly waiting: number
  readonly unchanged: number
}

/** Everything that the page of one import shows of the run itself. */
export type RunDetails = Counts & {
  readonly id: number
  readonly run: string
  readonly sourceId: string
  readonly source: string
  readonly layout: string
  readonly mapped: boolean
  readonly period: string
  readonly mode: 'snapshot' | 'delta'
  readonly state: RunState
  readonly receivedAt: Date
  readonly finishedAt: Date | null
  /** When an undo of it came to its end. */
  readonly undoneAt: Date | null
  readonly by: string | null
  readonly problem: string | null
  readonly fix: string | null
  readonly peopleNew: number
  readonly peopleLinked: number
  readonly peopleReview: number
  readonly toLink: number
  readonly linked: number
  readonly changes: readonly ServiceChanges[]
  readonly files: readonly FileOfRun[]
}

/** The import of that address. Throws NotFound. */
export const findRun = async (desk: Desk, uuid: string): Promise<RunDetails> => {
  const { rows } = isUuid(uuid)
    ? await sql<RunDetails>`
    select u.id, u.uuid as run, u.source_id as "sourceId", s.name as source, s.layout, s.mapping is not null as mapped, u.period, u.mode, u.state,
      u.received_at as "receivedAt", u.finished_at as "finishedAt", u.undone_at as "undoneAt", p.name as by, u.problem, u.fix, u.rows, u.accepted, u.rejected, u.waiting,
      u.unchanged, u.people_new as "peopleNew", u.people_linked as "peopleLinked", u.people_review as "peopleReview", u.to_link as "toLink",
      u.linked, u.changes,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'rows', f.rows, 'done', f.done) order by f.id), '[]')
       from import_file f where f.run_id = u.id) as files
    from import_run u join source s on s.id = u.source_id left join access.principal p on p.id = u.by_user
    where u.uuid = ${uuid}::uuid`.execute(desk.tx)
    : { rows: [] }
  if (!rows[0]) throw new NotFound('There is no such import.', 'Choose it from the list of imports.')
  return rows[0]
}

export type PreviousRun = Counts & { readonly run: string; readonly receivedAt: Date }

/** The last import of the same source before this one that came to its end. */
export const findPrevious = async (
  desk: Desk,
  run: Pick<RunDetails, 'id' | 'sourceId'>,
): Promise<PreviousRun | undefined> => {
  const { rows } = await sql<PreviousRun>`
    select uuid as run, received_at as "receivedAt", rows, accepted, rejected, waiting, unchanged from import_run
    where source_id = ${run.sourceId} and id < ${run.id} and state = 'done' order by id desc limit 1`.execute(desk.tx)
  return rows[0]
}

/** How many later imports of the source stand: they stay when this one is undone. */
export const countLater = async (desk: Desk, run: Pick<RunDetails, 'id' | 'sourceId'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from import_run where source_id = ${run.sourceId} and id > ${run.id} and state = 'done'`.execute(
    desk.tx,
  )
  return rows[0]?.count ?? 0
}

export type Outcome = 'rejected' | 'waiting' | 'warning'

/** Problems of one sort. `id` is the first of them, by which the rest are found. */
export type FoundProblem = {
  readonly id: number
  readonly outcome: Outcome
  readonly problem: string
  readonly fix: string
  readonly count: number
  readonly file: string
  readonly table: string | null
  readonly line: number | null
  readonly column: string | null
  readonly got: string | null
  readonly wanted: string | null
}

/** What was wrong with the rows, by sort, the most frequent first. */
export const listProblems = async (desk: Desk, runId: number): Promise<FoundProblem[]> => {
  const { rows } = await sql<FoundProblem>`
    select p.id, p.outcome, p.problem, p.fix, g.count, coalesce(f.name, '') as file, p.table_name as table, p.line, p.column_name as column, p.got,
      p.wanted
    from (select min(id) as first, count(*)::int as count from import_problem where run_id = ${runId} group by outcome, problem, fix) g
    join import_problem p on p.id = g.first left join import_file f on f.id = p.file_id
    order by g.count desc, p.id limit 200`.execute(desk.tx)
  return rows
}

export type ProblemRow = Pick<FoundProblem, 'id' | 'file' | 'table' | 'line' | 'column' | 'got' | 'wanted'>

/** The rows that have the same problem as this one, in the order of the file. Throws NotFound. */
export const listProblemRows = async (
  desk: Desk,
  runId: number,
  problemId: number,
  from: number,
  length: number,
): Promise<{ problem: FoundProblem; rows: ProblemRow[] }> => {
  const problem = (await listProblems(desk, runId)).find(one => one.id === problemId)
  if (!problem) throw new NotFound('There is no such problem.', 'Choose it from the import’s page.')
  const { rows } = await sql<ProblemRow>`
    select p.id, coalesce(f.name, '') as file, p.table_name as table, p.line, p.column_name as column, p.got, p.wanted
    from import_problem p left join import_file f on f.id = p.file_id
    where p.run_id = ${runId} and p.outcome = ${problem.outcome} and p.problem = ${problem.problem} and p.fix = ${problem.fix}
    order by p.file_id, p.line, p.id limit ${length} offset ${from}`.execute(desk.tx)
  return { problem, rows }
}
