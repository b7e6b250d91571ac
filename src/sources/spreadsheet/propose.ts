import { upperFirst } from '../../kernel/index.ts'
import type { FileEvent } from '../../platform/files/index.ts'
import { readDateCell } from './dates-in-cells.ts'
import { type FoundHeader, findHeader, isFooter, isHeaderAgain, type Sheet, type SheetRow } from './header.ts'
import { type ServiceKey, services } from './listed-services.ts'
import { foldHeading, keyFor, type MappedColumn, type Mapping } from './mapping.ts'
import { foldValue, meaningOf } from './meanings.ts'
import { proposeColumns } from './propose-columns.ts'
import { getTarget } from './targets.ts'

/** The sheets of a file as far as its events go, each with at most `most` rows. */
export const sheetsOf = (events: Iterable<FileEvent>, most = 400): Sheet[] => {
  const sheets: { name: string; hidden: boolean; rows: SheetRow[] }[] = []
  for (const event of events) {
    if (event.type === 'table') sheets.push({ name: event.table, hidden: event.hidden ?? false, rows: [] })
    else if (event.type === 'row') {
      const rows = sheets.find(sheet => sheet.name === event.table)?.rows
      if (rows && rows.length < most) rows.push({ line: event.line, values: event.values })
    }
  }
  return sheets
}

export type ProposeOptions = {
  readonly fileName: string
  /** What the list is of, where a person has said so. */
  readonly service?: ServiceKey
  /** The line of the headings by sheet, where a person has said so. */
  readonly headerLines?: Readonly<Record<string, number>>
}

type Headed = { readonly sheet: Sheet; readonly header: FoundHeader }

/**
 * How a spreadsheet could be read, with the reasons: where its headings stand, what each column says, of which service it is,
 * how dates are written, what the key is. A proposal: nothing is read by it until a person has confirmed it.
 */
export const proposeMapping = (sheets: readonly Sheet[], options: ProposeOptions): Mapping => {
  const headed = sheets.flatMap(sheet => headerOf(sheet, options))
  const main = [...headed].sort((a, b) => Number(a.sheet.hidden) - Number(b.sheet.hidden) || weight(b) - weight(a))[0]
  const alike = main ? headed.filter(one => isAlike(one.header.names, main.header.names)) : []
  const names = main?.header.names ?? []
  const rows = alike.flatMap(dataRows)
  const service = options.service ?? guessService(options.fileName, sheets, names)
  const columns = main
    ? proposeColumns(
        names,
        names.map((_, i) => rows.map(row => row.values[i] ?? '')),
        service,
      )
    : []
  return {
    version: 1,
    name: listName(options.fileName),
    service,
    // A later list of results does not take the earlier ones back.
    mode: service === 'school-results' ? 'delta' : 'snapshot',
    period: main ? periodOf(main) : { rule: 'arrival' },
    dateOrder: dateOrderOf(columns, names, rows),
    separators: [';', '\n', '/'],
    headerRows: main?.header.rows ?? 1,
    sheets: sheets.map(sheet => {
      const found = alike.find(one => one.sheet === sheet)
      return { name: sheet.name.slice(0, 120), ...(found ? { line: found.header.line } : {}) }
    }),
    columns,
    values: {},
    key: keyFor(service, columns),
  }
}

const headerOf = (sheet: Sheet, { headerLines }: ProposeOptions): Headed[] => {
  const width = Math.max(0, ...sheet.rows.slice(0, 60).map(row => row.values.length))
  const line = headerLines?.[sheet.name]
  const rows = line === undefined ? sheet.rows : sheet.rows.filter(row => row.line >= line)
  const header = findHeader(line === undefined ? rows : rows.slice(0, 1).concat(rows.slice(1)), width)
  if (line === undefined) return header ? [{ sheet, header }] : []
  const at = sheet.rows.findIndex(row => row.line === line)
  const names = header?.line === line ? header : undefined
  return names ? [{ sheet, header: { ...names, at } }] : []
}

const weight = ({ sheet, header }: Headed): number => (sheet.rows.length - header.at) * header.names.length

const isAlike = (names: readonly string[], main: readonly string[]): boolean => {
  const folded = new Set(main.map(foldHeading))
  return names.filter(name => folded.has(foldHeading(name))).length >= main.length * 0.7
}

/** The rows under the headings, without repeated headings and totals. */
export const dataRows = ({ sheet, header }: Headed): SheetRow[] =>
  sheet.rows
    .slice(header.at + header.rows)
    .filter(row => !isHeaderAgain(row.values, header.names) && !isFooter(row.values))

const guessService = (fileName: string, sheets: readonly Sheet[], names: readonly string[]): ServiceKey => {
  const titles = sheets
    .slice(0, 5)
    .flatMap(sheet => [sheet.name, ...sheet.rows.slice(0, 4).flatMap(row => (row.values.length < 3 ? row.values : []))])
  const text = ` ${[fileName, ...titles, ...names].map(foldHeading).join(' , ')} `
  let best: { key: ServiceKey; count: number } = { key: 'people', count: 0 }
  for (const { key, words } of services) {
    const count = [...text.matchAll(words)].length
    if (count > best.count) best = { key, count }
  }
  return best.key
}

/** What people call the list: the name of its file without brackets, versions, dates and numbers. */
const listName = (fileName: string): string => {
  const words = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/\([^)]*\)|\bv\d+\b|\bcopy\b|\bfinal\b|[\d_.]+/gi, ' ')
    .replace(/[\s-]+/g, ' ')
    .trim()
  const name = words === '' ? 'Unnamed list' : words
  return upperFirst(name).slice(0, 120)
}

const dateInTitle =
  /^(\D{3,60}?)\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4})/i

/** The words of a title line before its date, and the date itself. */
export const titleDate = (text: string): { says: string; date: string } | undefined => {
  const found = dateInTitle.exec(text)
  return found?.[1] && found[2] ? { says: foldHeading(found[1]).slice(0, 60), date: found[2] } : undefined
}

const periodOf = ({ sheet, header }: Headed): Mapping['period'] => {
  for (const row of sheet.rows.slice(0, header.at)) {
    for (const cell of row.values) {
      const found = titleDate(cell)
      if (
        found &&
        found.says !== '' &&
        'date' in readDateCell(found.date, { order: 'dmy', asOf: '2026-01-01' as never })
      )
        return { rule: 'title', says: found.says }
    }
  }
  return { rule: 'arrival' }
}

/** Which comes first in dates of two numbers: whichever is never over twelve is the month. */
const dateOrderOf = (
  columns: readonly MappedColumn[],
  names: readonly string[],
  rows: readonly SheetRow[],
): 'dmy' | 'mdy' => {
  let [dayFirst, monthFirst] = [0, 0]
  columns.forEach((column, i) => {
    if (!['date', 'birth'].includes(getTarget(column.target).reads) || names[i] === undefined) return
    for (const row of rows) {
      const found = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(row.values[i]?.trim() ?? '')
      if (Number(found?.[1]) > 12) dayFirst++
      if (Number(found?.[2]) > 12) monthFirst++
    }
  })
  return monthFirst > dayFirst ? 'mdy' : 'dmy'
}

/** Values of the columns that need a meaning and have none yet, most frequent first. */
export const wantedMeanings = (
  mapping: Mapping,
  sheets: readonly Sheet[],
): { column: string; value: string; count: number }[] => {
  const counts = new Map<string, { column: string; value: string; count: number }>()
  for (const { sheet, header } of sheets.flatMap(sheet => headerOf(sheet, { fileName: '' }))) {
    for (const column of mapping.columns) {
      const { reads } = getTarget(column.target)
      const at = header.names.findIndex(name => foldHeading(name) === foldHeading(column.name))
      if (at < 0 || !['sex', 'flag', 'sort'].includes(reads)) continue
      for (const row of dataRows({ sheet, header })) {
        const value = foldValue(row.values[at] ?? '')
        if (value === '' || meaningOf(value, reads, mapping.values[column.name]) !== undefined) continue
        const key = `${column.name}\n${value}`
        counts.set(key, { column: column.name, value, count: (counts.get(key)?.count ?? 0) + 1 })
      }
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
