import { sql } from 'kysely'
import type { CommandGrant } from '../access/index.ts'
import { writeCsv } from '../platform/files/index.ts'
import { findSource } from './run.ts'
import type { Source } from './source.ts'

/** A table of a run that has rows to send back: a spreadsheet's sheet, a census's table. */
export type RejectedTable = { readonly table: string; readonly rows: number }

type Desk = CommandGrant<'import-desk'>

/** Which tables of a run have rejected or waiting rows. */
export const listRejectedTables = async (grant: Desk, run: string): Promise<RejectedTable[]> => {
  const { rows } = await sql<RejectedTable>`
    select coalesce(p.table_name, '') as table, count(*)::int as rows from import_problem p join import_run u on u.id = p.run_id
    where u.uuid = ${run}::uuid and p.outcome <> 'warning' and p.row_values is not null group by 1 order by 1`.execute(
    grant.tx,
  )
  return rows
}

/**
 * The rejected and waiting rows of one table as CSV in the source's own columns, with `problem` and `how_to_fix` after them:
 * mended, it can be sent again as it is. Given in parts.
 */
export const rejectedRows = async function* (
  grant: Desk,
  run: string,
  table: string,
  sources: readonly Source[],
): AsyncGenerator<string, void, undefined> {
  const columns = await columnsOf(grant, run, table, sources)
  yield* writeCsv(csvRows(grant, run, table, columns))
}

type HeaderRow = {
  source_id: string
  table_name: string | null
  columns: Record<string, string[]> | null
  keys: string[]
}

/** The file's own header; for files without one, the source's list of columns, and whatever else rejected rows have. */
const columnsOf = async (
  grant: Desk,
  run: string,
  table: string,
  sources: readonly Source[],
): Promise<readonly string[]> => {
  const { rows } = await sql<HeaderRow>`
    select u.source_id, f.table_name, f.columns,
      (select coalesce(array_agg(distinct k), '{}') from import_problem q, jsonb_object_keys(q.row_values) k
       where q.run_id = u.id and coalesce(q.table_name, '') = ${table} and jsonb_typeof(q.row_values) = 'object') as keys
    from import_run u join import_file f on f.run_id = u.id
    where u.uuid = ${run}::uuid and exists (select 1 from import_problem p where p.file_id = f.id and coalesce(p.table_name, '') = ${table})
    order by f.id limit 1`.execute(grant.tx)
  const [row] = rows
  if (!row) return []
  const header = row.columns?.[table]
  if (header && row.keys.every(key => header.includes(key))) return header
  const listed =
    findSource(sources, row.source_id)
      ?.columns.filter(c => c.table === table || c.table === row.table_name)
      .map(c => c.column) ?? []
  return [...new Set([...listed, ...row.keys])]
}

type ProblemRow = { id: number; row_values: unknown; problem: string; fix: string }
const pageRows = 1000

async function* csvRows(
  grant: Desk,
  run: string,
  table: string,
  columns: readonly string[],
): AsyncGenerator<string[], void, undefined> {
  yield [...columns, 'problem', 'how_to_fix']
  for (let after = 0; ; ) {
    const { rows } = await sql<ProblemRow>`
      select p.id, p.row_values, p.problem, p.fix from import_problem p join import_run u on u.id = p.run_id
      where u.uuid = ${run}::uuid and p.outcome <> 'warning' and p.row_values is not null and coalesce(p.table_name, '') = ${table}
        and p.id > ${after} order by p.id limit ${pageRows}`.execute(grant.tx)
    for (const row of rows) yield [...cellsOf(row.row_values, columns), row.problem, row.fix]
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.id
  }
}

const cellsOf = (values: unknown, columns: readonly string[]): string[] => {
  if (Array.isArray(values)) return columns.map((_, i) => textOf(values[i]))
  const byColumn = values as Readonly<Record<string, unknown>>
  return columns.map(column => textOf(Object.hasOwn(byColumn, column) ? byColumn[column] : undefined))
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
