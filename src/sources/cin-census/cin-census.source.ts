import {
  type FileHead,
  keptTree,
  noonOf,
  type OpenFile,
  type Recognised,
  type RowOutcome,
  readCells,
  readTrees,
  type Source,
  type TreeRecord,
} from '../../intake/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { cinCensusColumns } from './columns.ts'
import { episodeFacts } from './episode-facts.ts'
import { asOfDay, findHeader, headerFaults, readHeader } from './header.ts'
import { identityFacts } from './identity-facts.ts'

const recognise = (head: FileHead): Recognised | undefined => {
  if (head.format !== 'xml') return undefined
  const { header = {}, hasChildren } = findHeader(head)
  if (header.collection !== 'CIN' && !hasChildren) return undefined
  const year = header.year ?? (header.referenceDate ? Number(header.referenceDate.slice(0, 4)) : undefined)
  return {
    period: year === undefined ? 'year not stated' : String(year),
    table: 'Child',
    asOf: noonOf(asOfDay(header, head)),
    // Without a year nobody knows which year's list it is, so nothing that is missing from it is taken for gone.
    mode: year === undefined ? 'delta' : 'snapshot',
    order: 0,
  }
}

/** One child with every referral, assessment, enquiry and plan of the year: one record of the file, one row. */
const childRow = ({ period, asOf }: Recognised, { tree, line }: TreeRecord): RowOutcome => {
  const cells = readCells(tree.values, line)
  const on = londonDate(asOf)
  const child = cells.need('ChildIdentifiers/LAchildID', 'number of the child')
  const who = identityFacts(cells, tree, child, on, Number(period) || undefined)
  const facts = [...who.facts, ...tree.all('CINdetails').flatMap(at => episodeFacts(cells, tree, at, on))]
  // The year is part of the key: what a child's last return said of a closed referral stays true when the next leaves it out.
  const where = { key: `${period}/${child}`, scope: period }
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line, problem: rejection, values: tree.values, ...(child ? where : {}) }
  const content = keptTree(cinCensusColumns, 'Child', tree)
  return {
    outcome: 'accepted',
    line,
    warnings: cells.warnings,
    row: { ...where, personKey: child, content, identity: who.identity, facts },
  }
}

async function* read(file: OpenFile): AsyncGenerator<RowOutcome, void, undefined> {
  yield* readTrees(file, cinCensusColumns, function* (record) {
    if (record.name === 'Child') yield childRow(file.recognised, record)
    else for (const problem of headerFaults(readHeader(record.tree), record.line)) yield { outcome: 'warning', problem }
  })
}

/** The Children in Need census as the case system makes it (formats.md 4.1). */
export const cinCensus: Source = {
  id: 'cin-census',
  name: 'Children in Need census',
  said: 'Children in need census',
  service: 'Social care',
  tells: 'care-involved',
  keepsOnce: 'source',
  columns: cinCensusColumns,
  rank: { default: 2, identity: 4 },
  agreement: {
    purpose: 'To know which children social care has been asked to help, and what was done',
    basis: 'Children Act 1989, sections 17, 47 and 83; Children Act 2004, section 10',
    owner: 'Head of children’s social care',
  },
  reading: { recordElement: ['Header', 'Child'] },
  recognise,
  read,
}
