import { type DatePrecision, type PlainDate, readDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import type { Column, ColumnFact } from './columns.ts'

type Born = { readonly birthDate: PlainDate; readonly birthPrecision: DatePrecision } | undefined

/**
 * A date that no calendar has, as 2014-13-09 or 1931-04-72: a slip of one digit, most of which still tells, so its parts are kept as
 * they stand. What systems write for no date (0000-00-00, 99/99/9999) has no part that could be a date's.
 */
const slippedDate = (text: string): Born => {
  const found = /^(?<year>\d{4})\W?(?<month>\d\d)\W?(?<day>\d\d)$/.exec(text) ?? dayFirst.exec(text)
  const { year = '', month = '', day = '' } = found?.groups ?? {}
  const likely = [
    /^(18|19|20)/.test(year),
    Number(month) >= 1 && Number(month) <= 12,
    Number(day) >= 1 && Number(day) <= 31,
  ]
  if (likely.filter(Boolean).length < 2 || Number(year) === 0) return undefined
  return { birthDate: `${year}-${month}-${day}` as PlainDate, birthPrecision: 'day' }
}

const dayFirst = /^(?<day>\d\d)\W(?<month>\d\d)\W(?<year>\d{4})$/

/** Dates met before: a year of children has as many birthdays as a town. */
const dates = new Map<string, Born>()

const bornOn = (text: string): Born => {
  if (dates.has(text)) return dates.get(text)
  const read = readDate(text, { order: 'dmy' })
  const born =
    read !== undefined && 'date' in read
      ? { birthDate: read.date, birthPrecision: read.precision }
      : slippedDate(text.trim())
  if (dates.size > 200_000) dates.clear()
  dates.set(text, born)
  return born
}

const sexes: Readonly<Record<string, 'M' | 'F'>> = { m: 'M', f: 'F', b: 'M', g: 'F', 1: 'M', 2: 'F' }

const twoDigits = (text: string): string => text.padStart(2, '0')

/** A full name as forename and surname: "Surname, Forename" or the surname last. */
const partName = (name: string): { forename: string; surname: string } => {
  const comma = name.indexOf(',')
  if (comma !== -1) return { forename: name.slice(comma + 1).trim(), surname: name.slice(0, comma).trim() }
  const space = name.lastIndexOf(' ')
  return { forename: name.slice(0, space + 1).trim(), surname: name.slice(space + 1) }
}

export type ReadRow = { readonly id: string; readonly identity: Identity; readonly dateUnread: boolean }

type Told = Partial<Record<ColumnFact, string[]>>

const gather = (cells: readonly string[], columns: readonly Column[]): Told => {
  const told: Told = {}
  for (const { at, fact } of columns) {
    const value = cells[at]!.trim()
    if (value === '') continue
    const known = told[fact]
    if (known === undefined) told[fact] = [value]
    else known.push(value)
  }
  return told
}

const birthText = ({ birthDate, birthYear, birthMonth, birthDay }: Told): string => {
  if (birthDate?.[0] !== undefined) return birthDate[0]
  const [year = '', month = '', day = ''] = [birthYear?.[0], birthMonth?.[0], birthDay?.[0]]
  return [year, ...(month === '' ? [] : [twoDigits(month), ...(day === '' ? [] : [twoDigits(day)])])].join('-')
}

const single = ['middle', 'nhsNumber', 'upn', 'uln', 'postcode', 'house', 'street', 'uprn', 'school'] as const
const several = [
  ...(['knownAs', 'otherSurnames', 'formerUpns', 'supersededNhsNumbers', 'previousPostcodes'] as const),
  ...(['phones', 'emails', 'parents', 'localNumbers', 'towns'] as const),
]

/** One row as an identity, its cells trimmed; what is blank says nothing. */
export const readRow = (cells: readonly string[], columns: readonly Column[]): ReadRow => {
  const told = gather(cells, columns)
  const parted = told.name?.[0] === undefined ? undefined : partName(told.name[0])
  const forename = [told.forename?.[0] ?? parted?.forename, told.secondForename?.[0]].filter(Boolean).join(' ')
  const surname = [told.surname?.[0] ?? parted?.surname, told.secondSurname?.[0]].filter(Boolean).join(' ')
  const birth = birthText(told)
  const born = birth === '' ? undefined : bornOn(birth)
  const sex = sexes[told.sex?.[0]?.[0]?.toLowerCase() ?? '']
  const identity: { -readonly [F in keyof Identity]: Identity[F] } = { ...born }
  if (forename !== '') identity.forename = forename
  if (surname !== '') identity.surname = surname
  if (sex !== undefined) identity.sex = sex
  for (const fact of single) if (told[fact]?.[0] !== undefined) identity[fact] = told[fact][0]
  for (const fact of several) if (told[fact] !== undefined) identity[fact] = told[fact]
  return { id: told.id?.[0] ?? '', identity, dateUnread: birth !== '' && born === undefined }
}
