import type { FileHead, OpenFile, Recognised, Source } from '../../intake/index.ts'
import { readTable } from '../../intake/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { hangingTables, schoolCensusColumns } from './columns.ts'
import { hangingRow } from './hanging-rows.ts'
import { pupilRow } from './pupil-rows.ts'

const pupilTables = ['pupilonroll', 'pupilnolongeronroll']
const tables = [...pupilTables, ...hangingTables.map(t => t.table)]

/** The school census reference days: first Thursday of October, third Thursdays of January and May. */
const referenceDay = (year: number, term: string): Date => {
  const [month, which] = term === 'autumn' ? [9, 1] : term === 'spring' ? [0, 3] : [4, 3]
  const first = new Date(Date.UTC(year, month, 1, 12))
  return new Date(Date.UTC(year, month, 1 + ((4 - first.getUTCDay() + 7) % 7) + 7 * (which - 1), 12))
}

const recognise = (head: FileHead): Recognised | undefined => {
  const named = /(\d{4})_(autumn|spring|summer)_([a-z0-9]+)\.csv$/i.exec(head.name)
  const header = head.events.find(e => e.type === 'row')
  if (!named || header?.type !== 'row' || head.format !== 'csv') return undefined
  const [, year = '', term = '', table = ''] = named.map(part => part?.toLowerCase())
  const first = header.values[0]?.trim()
  if (!tables.includes(table) || !pupilTables.some(t => first === `${t}tableid`)) return undefined
  return {
    period: `${year} ${term}`,
    table,
    asOf: referenceDay(Number(year), term),
    mode: 'snapshot',
    order: pupilTables.includes(table) ? 0 : 1,
  }
}

const listedOf = (table: string): string[] => schoolCensusColumns.filter(c => c.table === table).map(c => c.column)

async function* read(file: OpenFile) {
  const { table, period, asOf } = file.recognised
  const hanging = hangingTables.find(t => t.table === table)
  if (!hanging)
    yield* readTable(
      file,
      { listed: listedOf(table), required: [`${table}tableid`, 'NativeId', 'surname', 'forename', 'dob'] },
      row => pupilRow(table, londonDate(asOf), row),
    )
  else
    yield* readTable(file, { listed: listedOf(table), required: [`${hanging.parent}tableid`, 'NativeId'] }, row =>
      hangingRow({ ...hanging, period, on: londonDate(asOf) }, row),
    )
}

/** The School Census as councils hold it: one CSV for each table and term (formats.md 1.4). */
export const schoolCensus: Source = {
  id: 'school-census',
  name: 'School Census',
  said: 'School census',
  service: 'Schools',
  keepsOnce: 'source',
  columns: schoolCensusColumns,
  rank: { default: 3, enrolment: 3, identity: 3, address: 4 },
  agreement: {
    purpose: 'To know which children are at which school, and what help they have there',
    basis: 'Education Act 1996, section 537A; the council’s duties under section 436A',
    owner: 'Head of education',
  },
  recognise,
  read,
}
