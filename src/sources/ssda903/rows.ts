import {
  type Cells,
  keptContent,
  type Recognised,
  type RowOutcome,
  readCells,
  type TableRow,
} from '../../intake/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { ssda903Columns } from './columns.ts'
import { episodeSays } from './episode-rows.ts'
import { headerSays } from './header-rows.ts'
import { keyColumns, outcomeReaders } from './outcome-rows.ts'

/** A row of any table of the return. All know the child by CHILD, the council's own number for the child in care. */
export const row903 = ({ table, period, asOf }: Recognised, row: TableRow): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const child = cells.need('CHILD', 'number of the child')
  const said = says(table, cells, child, londonDate(asOf))
  const where = {
    key: [table, child, ...(keyColumns[table] ?? []).map(column => cells.text(column) ?? '')].join('/'),
    scope: `${table}/${period}`,
  }
  const rejection = cells.rejection()
  if (rejection)
    return { outcome: 'rejected', line: row.line, problem: rejection, values: row.cells, ...(child ? where : {}) }
  if ('unknown' in said && said.unknown) {
    const problem = {
      line: row.line,
      column: said.unknown,
      problem: 'The code has no meaning in the return’s guide.',
      got: cells.text(said.unknown) ?? '',
      wanted: 'P1, P2, P3, P4 or Z1',
      fix: 'Give the code a meaning, or correct it at the source and send the row again.',
    }
    return { outcome: 'waiting', line: row.line, problem, values: row.cells, ...where }
  }
  return {
    outcome: 'accepted',
    line: row.line,
    warnings: cells.warnings,
    row: {
      ...where,
      personKey: child,
      content: keptContent(ssda903Columns, table, row.values),
      facts: said.facts,
      ...('identity' in said ? { identity: said.identity } : {}),
      ...('involvements' in said && said.involvements ? { involvements: said.involvements } : {}),
    },
  }
}

const says = (table: string, cells: Cells, child: string, asOf: PlainDate) => {
  if (table === 'header') return headerSays(cells, child, asOf)
  if (table === 'episodes') return { facts: episodeSays(cells) }
  const read = outcomeReaders[table]
  if (!read) throw new Error(`The return has no table ${table}`)
  return read(cells)
}
