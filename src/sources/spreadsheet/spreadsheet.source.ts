import {
  type ConfirmedSource,
  dayInName,
  type FileHead,
  FileNotUsable,
  noonOf,
  type OpenFile,
  type Recognised,
  type RowOutcome,
  type Source,
} from '../../intake/index.ts'
import { londonDate, monthNames } from '../../kernel/index.ts'
import { readDateCell } from './dates-in-cells.ts'
import { findHeader, type SheetRow } from './header.ts'
import { isMapping, keepsOnceBy, type Mapping, serviceOf, sourceColumns } from './mapping.ts'
import { sheetsOf, titleDate } from './propose.ts'
import { type Met, readRow } from './rows.ts'
import { type FittedHeader, fitHeader, isOurs, readList } from './sheet-rows.ts'

const layouts = ['csv', 'xlsx', 'xls', 'mdb']

/** "2026 November": the month a list speaks of. One run holds one list and one month. */
const monthOf = (asOf: Date): string => {
  const day = londonDate(asOf)
  return `${day.slice(0, 4)} ${monthNames[Number(day.slice(5, 7)) - 1]}`
}

const recognisedAs = (asOf: Date, mode: Recognised['mode']): Recognised => ({
  period: monthOf(asOf),
  table: 'list',
  asOf,
  mode,
  order: 0,
})

/** When the list speaks: a date in its title where the mapping says so, else a date in its name, else now. */
const asOfOf = (head: FileHead, mapping: Mapping | undefined, now: () => Date): Date => {
  const said = mapping?.period.rule === 'title' ? titled(head, mapping.period.says, mapping.dateOrder) : undefined
  const named = said ?? dayInName(head.name)
  const arrival = now()
  return named && noonOf(named) < arrival ? noonOf(named) : arrival
}

const titled = (head: FileHead, says: string, order: 'dmy' | 'mdy') => {
  for (const event of head.events) {
    if (event.type !== 'row') continue
    for (const cell of event.values) {
      const found = titleDate(cell)
      const read = found?.says === says ? readDateCell(found.date, { order, asOf: '2026-01-01' as never }) : undefined
      if (read && 'date' in read) return read.date
    }
  }
  return undefined
}

async function* read(file: OpenFile, confirmed: Mapping | undefined): AsyncGenerator<RowOutcome, void, undefined> {
  const mapping = isMapping(file.mapping) ? file.mapping : confirmed
  if (!mapping) throw new FileNotUsable(notConfirmed)
  const asOf = londonDate(file.recognised.asOf)
  const met: Met = new Map()
  for await (const event of readList(file, mapping)) {
    if (event.type === 'warning') yield { outcome: 'warning', problem: event.problem }
    else if (event.type === 'rejected')
      yield { outcome: 'rejected', line: event.line, problem: event.problem, values: event.values }
    else if (event.type === 'changed') yield waitingRow(event)
    else if (event.type === 'row') yield readRow(mapping, event, asOf, met)
  }
}

const waitingRow = (event: {
  line: number
  missing: readonly string[]
  values: Readonly<Record<string, string>>
}): RowOutcome => ({
  outcome: 'waiting',
  line: event.line,
  values: event.values,
  problem: {
    line: event.line,
    column: event.missing.join(', '),
    problem: 'The list has changed its columns: the ones that say who a row is about are not there.',
    wanted: event.missing.join(', '),
    fix: 'Say what the new columns mean on the columns page of this import, then read the file again.',
  },
})

const notConfirmed = {
  problem: 'Nobody has said yet what the columns of this spreadsheet mean.',
  fix: 'Open the import on the imports page, check the columns we propose, and confirm them.',
}

const common = {
  rank: { default: 7, identity: 7, address: 6, 'contact-detail': 5, carer: 6 },
  reading: { rowWidth: 'any' as const },
}

/**
 * Any spreadsheet: takes every CSV, Excel and Access file that has a line of headings, and reads it by the mapping that its
 * own source has confirmed. The last of the list: a file that a fixed layout knows is never taken for a spreadsheet.
 */
export const spreadsheet = (now: () => Date): Source => ({
  id: 'spreadsheet',
  name: 'Spreadsheet',
  said: 'A spreadsheet',
  service: 'Spreadsheets',
  columns: [],
  agreement: {
    purpose: 'To know which children the list names, and what help they have',
    basis: 'Children Act 2004, section 10',
    owner: 'Owner of the list',
  },
  recognise: head => {
    if (!layouts.includes(head.format)) return undefined
    return sheetsOf(head.events).some(sheet => findHeader(sheet.rows) !== undefined)
      ? recognisedAs(asOfOf(head, undefined, now), 'snapshot')
      : undefined
  },
  read: file => read(file, undefined),
  confirmed: row => spreadsheetSource(row, now),
  ...common,
})

/**
 * The source of one confirmed spreadsheet: known again by its headings, wherever they stand and in whatever order, whatever
 * the file is called. Undefined where the mapping is none that we read.
 */
export const spreadsheetSource = ({ id, name, mapping }: ConfirmedSource, now: () => Date): Source | undefined => {
  if (!isMapping(mapping)) return undefined
  const service = serviceOf(mapping)
  const keepsOnce = keepsOnceBy(mapping)
  return {
    id,
    name,
    said: service.key === 'people' ? name : service.title,
    service: service.title,
    ...(service.category === 'identity' ? {} : { tells: service.category }),
    ...(keepsOnce ? { keepsOnce } : {}),
    columns: sourceColumns(mapping, 'list'),
    agreement: service.agreement,
    recognise: head => {
      if (!layouts.includes(head.format)) return undefined
      const fitted = sheetsOf(head.events)
        .map(sheet => theList(sheet.rows, mapping))
        .find(one => one !== undefined)
      if (!fitted) return undefined
      // Rejected rows that come in again are a part of the list: who is not among them has not left it.
      const mode = fitted.added.some(isOurs) ? 'delta' : mapping.mode
      return recognisedAs(asOfOf(head, mapping, now), mode)
    },
    read: file => read(file, mapping),
    ...common,
  }
}

/** The headings are known again when most of them are there, and those that say who a row is about. */
const theList = (rows: readonly SheetRow[], mapping: Mapping): FittedHeader | undefined => {
  const fitted = fitHeader(rows, mapping)
  if (!fitted) return undefined
  const known = mapping.columns.length - fitted.missing.length
  return known / mapping.columns.length >= 0.7 && fitted.added.length <= known + 2 ? fitted : undefined
}
