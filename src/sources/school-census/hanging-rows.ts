import { address } from '../../children/index.ts'
import { sessionCount, suspension } from '../../domains/attendance/index.ts'
import { schoolSupport } from '../../domains/education/index.ts'
import { senNeed } from '../../domains/send/index.ts'
import {
  type Cells,
  during,
  type Fact,
  keptContent,
  lookUp,
  meaningWanted,
  type Problem,
  type RowOutcome,
  readCells,
  readCode,
  readPlace,
  type TableRow,
} from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type hangingTables, schoolCensusColumns } from './columns.ts'

type Table = (typeof hangingTables)[number] & { readonly period: string; readonly on: PlainDate }

/** A row of a table that hangs on a pupil's row: an address, sessions by code, a suspension, free meals, a need. */
export const hangingRow = (table: Table, row: TableRow): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const parent = cells.need(`${table.parent}tableid`, 'number of the pupil’s row')
  const school = cells.need('NativeId', 'school number')
  const found = readers[table.sort](cells, table)
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line: row.line, problem: rejection, values: row.cells }
  if ('waiting' in found) return { outcome: 'waiting', line: row.line, problem: found.waiting, values: row.cells }
  return {
    outcome: 'accepted',
    line: row.line,
    warnings: cells.warnings,
    row: {
      key: `${table.table}/${table.period}/${parent}/${cells.text(`${table.table}tableid`) ?? row.line}`,
      scope: `${table.table}/${table.period}/${school}`,
      parentKey: `${table.parent}/${parent}/${school}`,
      content: keptContent(schoolCensusColumns, table.table, row.values),
      facts: found.facts,
    },
  }
}

type Found = { readonly facts: readonly Fact[] } | { readonly waiting: Problem }
type Reader = (cells: Cells, table: Table) => Found

const place = {
  uprn: 'uniquepropertyreferencenumber',
  saon: 'saon',
  paon: 'paon',
  street: 'street',
  locality: 'locality',
  town: 'town',
  postcode: 'postcode',
  lines: [1, 2, 3, 4, 5].map(n => `addressline${n}`),
}

const readers: Readonly<Record<Table['sort'], Reader>> = {
  address: cells => {
    const body = readPlace(cells, place)
    return { facts: body ? [{ kind: address, body }] : [] }
  },
  sessions: (cells, table) => {
    cells.need('attendancereason', 'register code')
    const code = readCode(cells, 'attendancereason', 'attendance', table.on)
    const before = table.table.startsWith('summer') ? ' (second half of summer before)' : ''
    const body = {
      term: `${table.period}${before}`,
      laestab: cells.text('NativeId'),
      code: code?.code,
      sessions: cells.number('sessions'),
      codeSet: code?.setVersion,
    }
    return { facts: [{ kind: sessionCount, body }] }
  },
  exclusion: (cells, table) => {
    const startDate = cells.needDate('startdate', 'first day of the suspension')
    cells.need('category', 'category of the suspension')
    const category =
      cells.text('category') === 'FIXD'
        ? beforeSuspensions
        : readKnown(cells, 'category', 'exclusion-category', table.on)
    if (!category)
      return { waiting: meaningWanted(cells, 'category', 'exclusion-category', 'category of the suspension') }
    const reasons = ['reason1', 'reason2', 'reason3'].flatMap(column => cells.text(column) ?? [])
    const body = {
      category: category.code,
      startDate,
      sessions: cells.number('sessions'),
      reasons,
      laestab: cells.text('NativeId'),
      codeSet: category.setVersion,
    }
    return { facts: [{ kind: suspension, body, ...during(startDate, startDate) }] }
  },
  meals: cells => {
    const from = cells.needDate('fsmstartdate', 'first day of free school meals')
    const body = { sort: 'free-school-meals', country: cells.text('ukcountry') }
    return { facts: [{ kind: schoolSupport, body, ...during(from, cells.date('fsmenddate')) }] }
  },
  need: (cells, table) => {
    cells.need('sentype', 'type of need')
    const need = readKnown(cells, 'sentype', 'sen-type-of-need', table.on)
    if (!need) return { waiting: meaningWanted(cells, 'sentype', 'sen-type-of-need', 'type of need') }
    const body = { code: need.code, label: need.label, rank: cells.number('sentyperank'), codeSet: need.setVersion }
    return { facts: [{ kind: senNeed, body }] }
  },
}

/** Suspensions were called fixed-period exclusions until 2023/24; old returns still come with the old code. */
const beforeSuspensions = { code: 'FIXD', setVersion: 'before 2024/25' }

/** A code of the set; undefined for one that has no meaning there, without a warning, since the whole row will wait. */
const readKnown = (cells: Cells, column: string, set: string, on: PlainDate) => {
  const code = cells.text(column)
  const known = code ? lookUp(set, code, on) : undefined
  return code && known ? { code, ...known } : undefined
}
