import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { NotFound } from '../kernel/index.ts'
import type { ServiceChanges } from './finish.actions.ts'
import { asIntake, type IntakeGround } from './ground.ts'

/** Problems of one sort: how many, and one of them. */
export type ReportedProblem = {
  readonly problem: string
  readonly count: number
  readonly example: {
    readonly file: string
    readonly line: number | null
    readonly column: string | null
    readonly got: string | null
    readonly wanted: string | null
    readonly fix: string
  }
}

/** What became of a run: rows = accepted + rejected + waiting; unchanged is part of accepted; people first seen in it. */
export type RunReport = {
  readonly run: string
  readonly source: string
  readonly period: string
  readonly state: string
  readonly files: readonly string[]
  readonly rows: number
  readonly accepted: number
  readonly rejected: number
  readonly waiting: number
  readonly unchanged: number
  readonly people: { readonly new: number; readonly linked: number; readonly review: number }
  readonly problems: readonly ReportedProblem[]
  readonly changes: readonly ServiceChanges[]
  readonly seconds: number
  /** Why the run waits or failed, and what to do. */
  readonly problem?: string
  readonly fix?: string
}

type Row = {
  id: number
  uuid: string
  source_id: string
  period: string
  state: string
  rows: number
  accepted: number
  rejected: number
  waiting: number
  unchanged: number
  people_new: number
  people_linked: number
  people_review: number
  changes: ServiceChanges[]
  files: string[]
  seconds: number
  problem: string | null
  fix: string | null
}

/** The report of a run for the command line. Throws NotFound. */
export const reportRun = (ground: IntakeGround, uuid: string): Promise<RunReport> =>
  asIntake(ground, tx => loadReport(tx, uuid))

const loadReport = async (tx: Tx, uuid: string): Promise<RunReport> => {
  const { rows } = await sql<Row>`
    select r.*, round(extract(epoch from coalesce(r.finished_at, r.received_at) - r.received_at)::numeric, 1) as seconds,
      (select coalesce(array_agg(f.name order by f.id), '{}') from import_file f where f.run_id = r.id) as files
    from import_run r where r.uuid = ${uuid}::uuid`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return {
    run: row.uuid,
    source: row.source_id,
    period: row.period,
    state: row.state,
    files: row.files,
    rows: row.rows,
    accepted: row.accepted,
    rejected: row.rejected,
    waiting: row.waiting,
    unchanged: row.unchanged,
    people: { new: row.people_new, linked: row.people_linked, review: row.people_review },
    problems: await groupProblems(tx, row.id),
    changes: row.changes,
    seconds: row.seconds,
    ...(row.problem ? { problem: row.problem } : {}),
    ...(row.fix ? { fix: row.fix } : {}),
  }
}

type ProblemRow = Omit<ReportedProblem['example'], 'column'> & {
  problem: string
  count: number
  column_name: string | null
}

const groupProblems = async (tx: Tx, runId: number): Promise<ReportedProblem[]> => {
  const { rows } = await sql<ProblemRow>`
    select p.problem, g.count, coalesce(f.name, '') as file, p.line, p.column_name, p.got, p.wanted, p.fix
    from (select min(id) as first, count(*)::int as count from import_problem where run_id = ${runId} group by outcome, problem, fix) g
    join import_problem p on p.id = g.first left join import_file f on f.id = p.file_id
    order by case p.outcome when 'warning' then 1 else 0 end, g.count desc, p.id limit 100`.execute(tx)
  return rows.map(({ problem, count, column_name, ...example }) => ({
    problem,
    count,
    example: { ...example, column: column_name },
  }))
}
