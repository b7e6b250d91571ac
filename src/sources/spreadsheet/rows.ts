import { dangerNote } from '../../children/index.ts'
import { during, type Problem, type RowOutcome, readCells, type SourceRow } from '../../intake/index.ts'
import { foldName, type PlainDate } from '../../kernel/index.ts'
import { readBirthCell } from './dates-in-cells.ts'
import { columnOf, type Mapping, resultParts } from './mapping.ts'
import { meaningOf, meaningsOf } from './meanings.ts'
import {
  type BirthRead,
  cellOf,
  type NameRead,
  type RowTurn,
  readName,
  readPerson,
  withoutBlanks,
} from './person-parts.ts'
import { dateOf, readService } from './service-facts.ts'
import { getTarget } from './targets.ts'

export type ListRow = { readonly line: number; readonly values: Readonly<Record<string, string>> }
/** What has been met in this file: keys with whom they named, so that one number is never two children. */
export type Met = Map<string, string>

/** All rows of a list are of one scope: a child who moves from one sheet to another has not left the list. */
const scope = 'list'

/** What becomes of one row of a list: a child's, or a property's. */
export const readRow = (mapping: Mapping, row: ListRow, asOf: PlainDate, met: Met): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const turn: RowTurn = { mapping, cells, asOf }
  const unknown = unknownValue(turn)
  const made = mapping.service === 'housing' ? propertyRow(turn, met) : childRow(turn, met)
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line: row.line, problem: rejection, values: row.values, ...placed(made) }
  if (unknown) return { outcome: 'waiting', line: row.line, problem: unknown, values: row.values, ...placed(made) }
  const content = keptOf(mapping, row.values)
  return { outcome: 'accepted', line: row.line, row: { ...made, scope, content }, warnings: cells.warnings }
}

const placed = ({ key }: { key: string }) => (key === '' ? {} : { key, scope })

/** The cells that are kept for ever: those of columns that a person has given a meaning. */
const keptOf = (mapping: Mapping, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    mapping.columns.flatMap(({ name, target }) => {
      const value = values[name]
      return value && getTarget(target).category !== 'unused' ? [[name, value]] : []
    }),
  )

/** The first value whose meaning nobody has given. */
const unknownValue = ({ mapping, cells }: RowTurn): Problem | undefined => {
  for (const { name, target } of mapping.columns) {
    const { reads, label } = getTarget(target)
    const meanings = meaningsOf(reads)
    const text = meanings && cells.text(name)
    if (!meanings || !text || meaningOf(text, reads, mapping.values[name]) !== undefined) continue
    return {
      line: cells.line,
      column: name,
      problem: `Nobody has said yet what this value means for “${label}”.`,
      got: text,
      wanted: meanings.map(m => m.label).join(', '),
      fix: 'Say what it means on the columns page of this import, then read the file again.',
    }
  }
  return undefined
}

type Made = Omit<SourceRow, 'scope' | 'content'>

const childRow = (turn: RowTurn, met: Met): Made => {
  const { cells, mapping } = turn
  const name = readName(turn)
  const birth = readBirth(turn)
  const own = mapping.key === 'upn' ? upnIn(turn) : cellOf(turn, 'child.own-id')
  const key = mapping.key === 'name-and-birth' ? nameKey(name, birth) : (own ?? '')
  checkNamed(turn, name, birth, own)
  const isFirst = !met.has(key)
  if (cells.rejection() === undefined) checkMet(turn, met, key, nameKey(name, birth))
  const sexColumn = columnOf(mapping, 'child.sex')
  const sexText = sexColumn && cells.text(sexColumn)
  const sex = sexColumn && sexText ? meaningOf(sexText, 'sex', mapping.values[sexColumn]) : undefined
  const person = readPerson(turn, { name, birth, sex: sex === 'U' ? undefined : sex })
  const service = readService(turn)
  const family = cellOf(turn, 'family.key')
  const isResult = mapping.service === 'school-results'
  return {
    key: isResult && key ? resultKey(turn, met, key, service.facts[0]?.from) : key,
    personKey: key,
    identity: person.identity,
    // Of a child's many results the first says who the child is.
    facts: [...(isResult && !isFirst ? [] : person.facts), ...service.facts],
    ...(service.involvements.length > 0 ? { involvements: service.involvements } : {}),
    ...(family ? { family: { key: family } } : {}),
  }
}

/** The pupil number as it is written, whatever its check letter; undefined where words stand there for none. */
const upnIn = (turn: RowTurn): string | undefined => {
  const text = cellOf(turn, 'child.upn')?.replace(/\s/g, '').toUpperCase()
  return text && /\d{3}/.test(text) ? text : undefined
}

/** One row is one result: by what tells a child's results apart, and of two that nothing does by their order. */
const resultKey = (turn: RowTurn, met: Met, child: string, on: PlainDate | undefined): string => {
  // A date is the same however the cell writes it.
  const parts = resultParts.map(part => (part === 'result.on' && on) || foldName(cellOf(turn, part) ?? ''))
  const base = [child, ...parts].join('/')
  const times = Number(met.get(base) ?? 0) + 1
  met.set(base, String(times))
  return times === 1 ? base : `${base}/${times}`
}

const readBirth = (turn: RowTurn): BirthRead | undefined => {
  const column = columnOf(turn.mapping, 'child.birth-date')
  const text = column && turn.cells.text(column)
  if (!column || !text) return undefined
  const read = readBirthCell(text, { order: turn.mapping.dateOrder, asOf: turn.asOf })
  if ('date' in read) return { date: read.date, precision: read.precision }
  turn.cells.reject(
    column,
    `${read.problem}.`,
    `${read.fix}. The row was not used.`,
    'a date of birth, such as 27 March 2017',
  )
  return undefined
}

const nameColumn = (mapping: Mapping): string =>
  ['child.surname-first', 'child.full-name', 'child.surname', 'child.forename']
    .map(target => columnOf(mapping, target))
    .find(column => column !== undefined) ?? 'Name'

const checkNamed = (
  { mapping, cells }: RowTurn,
  name: NameRead,
  birth: BirthRead | undefined,
  own: string | undefined,
): void => {
  const missing = (target: string, called: string): void =>
    cells.reject(
      columnOf(mapping, target) ?? nameColumn(mapping),
      `There is no ${called}.`,
      `Fill in the ${called} and send the row again.`,
      called,
    )
  if (mapping.key === 'upn' && !own) missing('child.upn', 'pupil number (UPN)')
  if (mapping.key === 'own-id' && !own) missing('child.own-id', 'number of the list for this child')
  if (!name.surname && !name.forename) missing('child.surname-first', 'name')
  if (birth) return
  if (mapping.key === 'name-and-birth') missing('child.birth-date', 'date of birth')
  const column = columnOf(mapping, 'child.birth-date')
  if (column && !cells.text(column))
    cells.warn(
      column,
      'There is no date of birth.',
      'Fill it in: without it the child may not be found to be one we know.',
      'a date of birth',
    )
}

/** The fallback key: the name in plain letters with the birth date. */
const nameKey = (name: NameRead, birth: BirthRead | undefined): string =>
  `${foldName(name.surname ?? '')}|${foldName(name.forename ?? '')}|${birth?.date ?? ''}`

const checkMet = ({ mapping, cells }: RowTurn, met: Met, key: string, who: string): void => {
  const before = met.get(key)
  if (before === undefined) met.set(key, who)
  else if (before !== who)
    cells.reject(
      columnOf(mapping, 'child.own-id') ?? nameColumn(mapping),
      'The list gives this number to two children.',
      'Give each child a number of their own and send the row again. The first row with the number was used.',
      'a number that no other child of the list has',
    )
}

const propertyRow = (turn: RowTurn, met: Met): Made => {
  const { cells, mapping } = turn
  const column = columnOf(mapping, 'property.uprn') ?? 'UPRN'
  const uprn = cells.need(column, 'property number (UPRN)')
  if (uprn && !/^\d{1,12}$/.test(uprn))
    cells.reject(
      column,
      'This is not a property number (UPRN).',
      'Correct it at the source and send the row again.',
      'a number of up to 12 digits',
    )
  const sortColumn = columnOf(mapping, 'property.sort')
  const sortText = sortColumn && cells.text(sortColumn)
  const sort = (sortColumn && sortText && meaningOf(sortText, 'sort', mapping.values[sortColumn])) || 'getting-in'
  const text = cellOf(turn, 'property.what-to-do')
  const noted = dateOf(turn, 'property.noted')
  const body = withoutBlanks({
    sort,
    short: shortOf(text ?? ''),
    whatToDo: text,
    why: cellOf(turn, 'property.why'),
    saidBy: mapping.name,
    checkBy: dateOf(turn, 'property.check-by'),
  })
  const base = `${uprn.replace(/^0+/, '')}/${text ? sort : ''}`
  const times = Number(met.get(base) ?? 0) + 1
  met.set(base, String(times))
  return {
    key: times === 1 ? base : `${base}/${times}`,
    facts: [],
    property: { uprn: uprn.replace(/^0+/, ''), facts: text ? [{ kind: dangerNote, body, ...during(noted) }] : [] },
  }
}

/** What stands before the colon or the full stop: "Large dog at the address". */
const shortOf = (text: string): string => (/^[^:.\n]{3,60}(?=[:.\n])/.exec(text)?.[0] ?? text).trim().slice(0, 80)
