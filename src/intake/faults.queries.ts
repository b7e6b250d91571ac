import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import type { Source } from './source.ts'

/** What is to be mended in a file, for its sender: where and how, without a value of the file. */
export type Fault = {
  readonly line?: number
  readonly column?: string
  readonly outcome: 'rejected' | 'waiting' | 'warning'
  readonly problem: string
  readonly wanted?: string
  readonly fix: string
}

const mostFaults = 500

type Row = {
  line: number | null
  column_name: string | null
  outcome: Fault['outcome']
  problem: string
  wanted: string | null
  fix: string
}

/** The first 500 faults of a kept file, by line, and how many there are. */
export const listFaults = async (
  tx: Tx,
  fileId: number,
  source: Source | undefined,
): Promise<{ readonly faults: readonly Fault[]; readonly count: number }> => {
  const { rows } = await sql<Row>`
    select line, column_name, outcome, problem, wanted, fix from import_problem where file_id = ${fileId}
    order by line, id limit ${mostFaults}`.execute(tx)
  const { rows: counted } = await sql<{
    count: number
  }>`select count(*)::int as count from import_problem where file_id = ${fileId}`.execute(tx)
  return { faults: rows.map(row => faultOf(row, source)), count: counted[0]?.count ?? 0 }
}

// Asked for every fault: worked out once for each source.
const columnsOf = new WeakMap<Source, ReadonlySet<string>>()
const isKnownColumn = (source: Source, column: string): boolean => {
  const known = columnsOf.get(source) ?? new Set(source.columns.map(one => one.column))
  columnsOf.set(source, known)
  return known.has(column.replace(/\[\d+\]/g, ''))
}

/**
 * A fault in words for its sender. A column that the source does not list is named by the file alone: in a list without headings that is a child's own value. So
 * neither it nor the sentence that names it is told.
 */
export const faultOf = (
  { line, column_name: column, outcome, problem, wanted, fix }: Row,
  source: Source | undefined,
): Fault => {
  const at = line ? { line } : {}
  if (column !== null && !(source && isKnownColumn(source, column)))
    return {
      ...at,
      outcome,
      problem: 'Something here is in a column that this source is not known to send.',
      fix: 'The import on the imports page names it.',
    }
  return { ...at, ...(column ? { column } : {}), outcome, problem, ...(wanted ? { wanted } : {}), fix }
}
