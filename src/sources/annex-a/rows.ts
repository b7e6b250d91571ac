import {
  keptContent,
  type Problem,
  type Recognised,
  type RowOutcome,
  readCells,
  type TableRow,
} from '../../intake/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { careLists } from './care-lists.ts'
import { annexAColumns } from './columns.ts'
import { earlyLists } from './early-lists.ts'
import { identityFacts, readSex } from './identity-facts.ts'

const readers = { ...earlyLists, ...careLists }

/** Which list a problem is in: a workbook has eleven, and line 2 is in each. */
const inList = (list: string, problem: Problem): Problem => ({
  ...problem,
  column: problem.column ? `${list}, ${problem.column}` : list,
})

/** A row of one of the lists about a child. The same child has the same number in all of them. */
const childRow = (list: string, { period, asOf }: Recognised, row: TableRow): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const child = cells.need('Child Unique ID', 'number of the child')
  const who = identityFacts(cells, child)
  const read = readers[list]
  if (!read) throw new Error(`There is no reader for ${list}`)
  const says = read(cells, londonDate(asOf))
  const where = { key: [list, child, ...says.key].join('/'), scope: `${list}/${period}` }
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line: row.line, problem: inList(list, rejection), values: row.cells }
  return {
    outcome: 'accepted',
    line: row.line,
    warnings: cells.warnings.map(warning => inList(list, warning)),
    row: {
      ...where,
      personKey: child,
      content: keptContent(annexAColumns, list, row.values),
      identity: who.identity,
      facts: [...who.facts, ...says.facts],
      ...(says.involvements ? { involvements: says.involvements } : {}),
    },
  }
}

/** A row of list 11: somebody who wants to adopt. An adult without a name, about whom nothing goes on any child's record. */
const adopterRow = (list: string, { period }: Recognised, row: TableRow): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const adopter = cells.need('Individual adopter identifier', 'number of the adopter')
  const sex = readSex(cells)
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line: row.line, problem: inList(list, rejection), values: row.cells }
  const key = `${list}/${adopter}`
  const content = keptContent(annexAColumns, list, row.values)
  return {
    outcome: 'accepted',
    line: row.line,
    warnings: cells.warnings.map(warning => inList(list, warning)),
    row: {
      key,
      scope: `${list}/${period}`,
      personKey: `adopter/${adopter}`,
      identity: sex ? { sex } : {},
      adult: true,
      content,
      facts: [],
    },
  }
}

/** A row of any of the lists. */
export const listRow = (list: string, recognised: Recognised, row: TableRow): RowOutcome =>
  list === 'List 11' ? adopterRow(list, recognised, row) : childRow(list, recognised, row)
