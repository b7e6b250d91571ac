import { sql } from 'kysely'
import type { CommandGrant, RowsOut } from '../access/index.ts'
import type { Category } from '../kernel/index.ts'
import { findSource } from './run.ts'
import type { Source, SourceColumn } from './source.ts'

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
 * So many of the rejected and waiting rows of one table, from one on, in the source's own columns, with `problem` and `how_to_fix` after them: mended,
 * they can be sent again as they are.
 */
export const rejectedRows = async (
  grant: Desk,
  run: string,
  table: string,
  { sources, from, most }: { readonly sources: readonly Source[]; readonly from: number; readonly most: number },
): Promise<Pick<RowsOut, 'columns' | 'rows' | 'categories' | 'sensitivity'>> => {
  const { columns, source } = await columnsOf(grant, run, table, sources)
  const { rows } = await sql<ProblemRow>`
    select p.row_values, p.problem, p.fix from import_problem p join import_run u on u.id = p.run_id
    where u.uuid = ${run}::uuid and p.outcome <> 'warning' and p.row_values is not null and coalesce(p.table_name, '') = ${table}
    order by p.id offset ${from} limit ${most}`.execute(grant.tx)
  return {
    columns: [...columns, 'problem', 'how_to_fix'],
    rows: rows.map(row => [...cellsOf(row.row_values, columns), row.problem, row.fix]),
    ...toldBy(source?.columns.filter(one => columns.includes(one.column)) ?? []),
  }
}

/** What content of a service’s own makes of a row, whatever its source says of the column. */
const few: readonly Category[] = [
  ...['care-content', 'protection', 'health', 'confidential', 'youth-justice', 'adoption', 'young-carer', 'families'],
] as const

/** How much rows of these columns tell. */
const toldBy = (columns: readonly SourceColumn[]): Pick<RowsOut, 'categories' | 'sensitivity'> => {
  const categories = [...new Set(columns.map(one => one.category))].filter(
    (one): one is Category => one !== 'key' && one !== 'unused',
  )
  const isFew = columns.some(one => (one.sensitivity ?? 1) > 2) || categories.some(one => few.includes(one))
  return { categories, sensitivity: isFew ? 3 : 2 }
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
): Promise<{ readonly columns: readonly string[]; readonly source: Source | undefined }> => {
  const { rows } = await sql<HeaderRow>`
    select u.source_id, f.table_name, f.columns,
      (select coalesce(array_agg(distinct k), '{}') from import_problem q, jsonb_object_keys(q.row_values) k
       where q.run_id = u.id and coalesce(q.table_name, '') = ${table} and jsonb_typeof(q.row_values) = 'object') as keys
    from import_run u join import_file f on f.run_id = u.id
    where u.uuid = ${run}::uuid and exists (select 1 from import_problem p where p.file_id = f.id and coalesce(p.table_name, '') = ${table})
    order by f.id limit 1`.execute(grant.tx)
  const [row] = rows
  if (!row) return { columns: [], source: undefined }
  const source = findSource(sources, row.source_id)
  const header = row.columns?.[table]
  if (header && row.keys.every(key => header.includes(key))) return { columns: header, source }
  const listed = source?.columns.filter(c => c.table === table || c.table === row.table_name).map(c => c.column) ?? []
  return { columns: [...new Set([...listed, ...row.keys])], source }
}

type ProblemRow = { row_values: unknown; problem: string; fix: string }

const cellsOf = (values: unknown, columns: readonly string[]): string[] => {
  if (Array.isArray(values)) return columns.map((_, i) => textOf(values[i]))
  const byColumn = values as Readonly<Record<string, unknown>>
  return columns.map(column => textOf(Object.hasOwn(byColumn, column) ? byColumn[column] : undefined))
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
