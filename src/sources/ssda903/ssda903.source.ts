import {
  type FileHead,
  latestDay,
  noonOf,
  type OpenFile,
  type Recognised,
  readTable,
  type Source,
  yearEndInName,
} from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { ssda903Columns, tables903 } from './columns.ts'
import { row903 } from './rows.ts'

const spell = (header: string): string => header.trim().toUpperCase()

const undated = 'year not stated'
/** Only where a file has no date at all: an order must exist, and this is before any return. */
const beforeAnyReturn = '1992-03-31' as PlainDate

/** The day a file is as of: 31 March of the year its name speaks of, else the latest date in its first rows. */
const asOfDay = (head: FileHead, header: readonly string[], yearEnd: number | undefined): PlainDate => {
  if (yearEnd !== undefined) return `${yearEnd}-03-31` as PlainDate
  // The day somebody will be 18 is no date of the return.
  const rows = head.events.filter(e => e.type === 'row').slice(1)
  return latestDay(rows.flatMap(row => row.values.filter((_, i) => header[i] !== 'DUC'))) ?? beforeAnyReturn
}

const recognise = (head: FileHead): Recognised | undefined => {
  const first = head.events.find(e => e.type === 'row')
  if (head.format !== 'csv' || first?.type !== 'row') return undefined
  const header = first.values.map(spell)
  const found = tables903.find(({ required }) => required.every(column => header.includes(column)))
  if (!found) return undefined
  const yearEnd = yearEndInName(head.name)
  return {
    period: yearEnd === undefined ? undated : `${yearEnd - 1} to ${yearEnd}`,
    table: found.table,
    asOf: noonOf(asOfDay(head, header, yearEnd)),
    // Without a year nobody knows which year's list it is, so nothing that is missing from it is taken for gone.
    mode: yearEnd === undefined ? 'delta' : 'snapshot',
    order: found.table === 'header' ? 0 : 1,
  }
}

async function* read(file: OpenFile) {
  const { table } = file.recognised
  const listed = ssda903Columns.filter(c => c.table === table).map(c => c.column)
  const required = tables903.find(t => t.table === table)?.required ?? []
  yield* readTable(file, { listed, required, spell }, row => row903(file.recognised, row))
}

/** The children looked after return as a set of CSV files (formats.md 4.2), told apart by their headings. */
export const ssda903: Source = {
  id: 'ssda903',
  name: 'SSDA903, children looked after',
  said: 'Children looked after return',
  service: 'Social care',
  tells: 'care-involved',
  keepsOnce: 'source',
  columns: ssda903Columns,
  rank: { default: 2, identity: 4, address: 5 },
  agreement: {
    purpose: 'To know which children are or were in our care, where they live and what was done for them',
    basis: 'Children Act 1989, sections 22 and 83; Children Act 2004, section 10',
    owner: 'Head of children’s social care',
  },
  recognise,
  read,
}
