import { address } from '../../children/index.ts'
import { sessionCount, suspension } from '../../domains/attendance/index.ts'
import { schoolSupport } from '../../domains/education/index.ts'
import { senNeed } from '../../domains/send/index.ts'
import {
  type Cells,
  type Fact,
  keptContent,
  lookUp,
  type RowOutcome,
  readCells,
  type TableRow,
} from '../../intake/index.ts'
import { normalisePostcode } from '../../kernel/index.ts'
import { type hangingTables, schoolCensusColumns } from './columns.ts'

type Table = (typeof hangingTables)[number] & { readonly period: string }

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
      parentKey: `${table.parent}/${parent}`,
      content: keptContent(schoolCensusColumns, table.table, row.values),
      facts: found.facts,
    },
  }
}

type Found =
  | { readonly facts: readonly Fact[] }
  | { readonly waiting: { line: number; column: string; problem: string; got: string; wanted: string; fix: string } }
type Reader = (cells: Cells, table: Table) => Found

const meaning = (
  cells: Cells,
  column: string,
  set: string,
  called: string,
): { label: string; setVersion: string } | { waiting: Extract<Found, { waiting: unknown }>['waiting'] } => {
  const code = cells.need(column, called)
  const known = lookUp(set, code)
  if (known || !code) return known ?? { label: '', setVersion: '' }
  return {
    waiting: {
      line: cells.line,
      column,
      problem: `The code for the ${called} has no meaning in the code set.`,
      got: code,
      wanted: `a code of the set ${set}`,
      fix: 'Give the code a meaning, or correct it at the source and send the row again.',
    },
  }
}

const readers: Readonly<Record<Table['sort'], Reader>> = {
  address: cells => {
    const uprn = cells.text('uniquepropertyreferencenumber')?.replace(/\.0$/, '')
    const ok = uprn !== undefined && /^[1-9]\d{0,11}$/.test(uprn)
    if (uprn && !ok)
      cells.warn(
        'uniquepropertyreferencenumber',
        'This is not a property reference number.',
        'Correct it at the source. The postcode was used.',
        'a number from 1 to 999999999999',
      )
    const lines = ['saon', 'paon', 'street', 'locality', 'town'].map(part => [part, cells.text(part)] as const)
    const written = [1, 2, 3, 4, 5]
      .map(n => cells.text(`addressline${n}`))
      .filter(Boolean)
      .join(', ')
    const postcode = cells.text('postcode')
    const normal = postcode && normalisePostcode(postcode)
    if (postcode && !normal)
      cells.warn(
        'postcode',
        'This is not a postcode.',
        'Correct it at the source. It was kept as it came.',
        'a postcode, such as NM4 2QT',
      )
    return {
      facts: [
        {
          kind: address,
          body: {
            type: 'home',
            ...Object.fromEntries(lines),
            postcode: normal ?? postcode,
            uprn: ok ? uprn : undefined,
            asWritten: written || undefined,
          },
        },
      ],
    }
  },
  sessions: (cells, table) => {
    const code = cells.need('attendancereason', 'register code')
    const sessions = cells.number('sessions')
    return {
      facts: [
        {
          kind: sessionCount,
          body: {
            term: `${table.period}${table.table.startsWith('summer') ? ' (second half of summer before)' : ''}`,
            laestab: cells.text('NativeId'),
            code,
            sessions,
            codeSet: 'Register codes 2024',
          },
        },
      ],
    }
  },
  exclusion: cells => {
    const startDate = cells.needDate('startdate', 'first day of the suspension')
    const code = cells.need('category', 'category of the suspension')
    const known =
      code === 'FIXD'
        ? { label: 'Suspension', setVersion: 'before 2024/25' }
        : meaning(cells, 'category', 'exclusion_category', 'category of the suspension')
    if ('waiting' in known) return known
    const reasons = ['reason1', 'reason2', 'reason3'].flatMap(column => cells.text(column) ?? [])
    return {
      facts: [
        {
          kind: suspension,
          body: {
            category: code,
            startDate,
            sessions: cells.number('sessions'),
            reasons,
            laestab: cells.text('NativeId'),
            codeSet: known.setVersion,
          },
          from: startDate,
          to: startDate,
        },
      ],
    }
  },
  meals: cells => {
    const from = cells.needDate('fsmstartdate', 'first day of free school meals')
    const to = cells.date('fsmenddate')
    return {
      facts: [
        {
          kind: schoolSupport,
          body: { sort: 'free-school-meals', country: cells.text('ukcountry') },
          from,
          ...(to ? { to } : {}),
        },
      ],
    }
  },
  need: cells => {
    const known = meaning(cells, 'sentype', 'sen_type_of_need', 'type of need')
    if ('waiting' in known) return known
    return {
      facts: [
        {
          kind: senNeed,
          body: {
            code: cells.text('sentype'),
            label: known.label,
            rank: cells.number('sentyperank'),
            codeSet: known.setVersion,
          },
        },
      ],
    }
  },
}
