import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { jsonRows } from './json-rows.queries.ts'
import type { Problem } from './source.ts'

/** One thing that was wrong, as it is kept. */
export type PlannedProblem = {
  readonly outcome: 'rejected' | 'waiting' | 'warning'
  readonly line: number | null
  readonly column_name: string | null
  readonly problem: string
  readonly got: string | null
  readonly wanted: string | null
  readonly fix: string
  readonly row_values: unknown
  readonly table_name: string | null
  readonly row_key: string | null
}

export const problemRow = (
  outcome: PlannedProblem['outcome'],
  p: Problem,
  table: string | undefined,
  values?: unknown,
  key?: string,
): PlannedProblem => ({
  outcome,
  line: p.line ?? null,
  column_name: p.column ?? null,
  problem: p.problem,
  got: p.got ?? null,
  wanted: p.wanted ?? null,
  fix: p.fix,
  row_values: values ?? null,
  table_name: table ?? null,
  row_key: key ?? null,
})

/** Keeps the problems of a batch. */
export const insertProblems = async (
  tx: Tx,
  runId: number,
  fileId: number,
  problems: readonly PlannedProblem[],
): Promise<void> => {
  if (problems.length === 0) return
  await sql`
    insert into import_problem (run_id, file_id, line, column_name, outcome, problem, got, wanted, fix, row_values, table_name, row_key)
    select ${runId}, ${fileId}, line, column_name, outcome, problem, got, wanted, fix, row_values, table_name, row_key
    from ${jsonRows(
      problems,
      `outcome text, line integer, column_name text, problem text, got text, wanted text, fix text, row_values jsonb,
      table_name text, row_key text`,
    )}`.execute(tx)
}
