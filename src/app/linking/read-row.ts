import { type DatePrecision, type PlainDate, readDate } from '../../kernel/index.ts'
import type { Told } from '../../linkage/index.ts'
import { type PartedAddress, partAddress, partLines } from './address.ts'
import type { ColumnFact } from './column-names.ts'
import type { Column } from './columns.ts'
import type { DateOrder, FirstRows } from './first-rows.ts'
import { partName } from './part-name.ts'

type Born = { readonly birthDate: PlainDate; readonly birthPrecision: DatePrecision } | undefined

/**
 * A date that no calendar has, as 2014-13-09 or 1931-04-72: a slip of one digit, most of which still tells, so its parts are kept as
 * they stand. What systems write for no date (0000-00-00, 99/99/9999) has no part that could be a date's.
 */
const slippedDate = (text: string, ordered: RegExp): Born => {
  const found = /^(?<year>\d{4})\W?(?<month>\d\d)\W?(?<day>\d\d)$/.exec(text) ?? ordered.exec(text)
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

const monthFirst = /^(?<month>\d\d)\W(?<day>\d\d)\W(?<year>\d{4})$/

const shortYear = /^(\d{1,2}\W(?:\d{1,2}|[A-Za-z]{3,9})\W)(\d{2})$/

/** A year of two digits as spreadsheets read it: 29 is 2029, 30 is 1930. */
const withCentury = (text: string): string =>
  text.replace(shortYear, (_, before: string, year: string) => `${before}${Number(year) < 30 ? '20' : '19'}${year}`)

/** Reads birth dates in this order of day and month. Those met before are kept: a year of children has as many birthdays as a town. */
const dateReader = (order: DateOrder): ((text: string) => Born) => {
  const dates = new Map<string, Born>()
  const readNew = (text: string): Born => {
    const whole = withCentury(text.trim())
    const read = readDate(whole, { order })
    return read !== undefined && 'date' in read
      ? { birthDate: read.date, birthPrecision: read.precision }
      : slippedDate(whole, order === 'dmy' ? dayFirst : monthFirst)
  }
  return text => {
    if (dates.has(text)) return dates.get(text)
    const born = readNew(text)
    if (dates.size > 200_000) dates.clear()
    dates.set(text, born)
    return born
  }
}

const sexes: Readonly<Record<string, 'M' | 'F'>> = { m: 'M', f: 'F', b: 'M', g: 'F', 1: 'M', 2: 'F' }

const twoDigits = (text: string): string => text.padStart(2, '0')

const asFlat = (text: string): string => (/^\d/.test(text) ? `Flat ${text}` : text)

/** What a row came to. What it does not tell is undefined or empty, so that all rows of a file have one shape. */
export type ReadRow = {
  readonly id: string
  readonly source: string
  readonly identity: Told
  readonly dateUnread: boolean
}

type Cells = readonly string[]

/** What systems and spreadsheets write where they have nothing. */
const blanks = new Set(
  'null NULL Null nan NaN NAN n/a N/A #N/A <NA> none None NONE nil NIL \\N - -- --- . .. ? ?? ???'.split(' '),
)

/** A cell without what stands around it; '' where it says nothing. */
export const told = (cell: string): string => {
  const text = cell.trim()
  return text.length < 5 && blanks.has(text) ? '' : text
}

/** A number without the ".0" that a table of fractions writes behind it. */
const wholeNumber = (text: string): string => (text.endsWith('.0') && /^\d+\.0$/.test(text) ? text.slice(0, -2) : text)

/** A cell's telephone numbers: several may stand in it, and whose they are beside them. */
const phonesInCell = (cell: string): readonly string[] =>
  /^[+\d\s()-]*$/.test(cell)
    ? [cell]
    : cell.split(/[/;,|\n]|\bor\b/i).flatMap(text => {
        const phone = wholeNumber(text.replace(/\b(?:ext|x)\b.*|\(\D*\)|[a-z:]+/gi, '').trim())
        return phone === '' ? [] : [phone]
      })

/** The first cell of these columns that is not blank, trimmed; '' where all are. */
const firstIn = (columns: readonly number[]): ((cells: Cells) => string) => {
  const [only] = columns
  if (only === undefined) return () => ''
  if (columns.length === 1) return cells => told(cells[only]!)
  return cells => {
    for (const at of columns) {
      const text = told(cells[at]!)
      if (text !== '') return text
    }
    return ''
  }
}

/** The first cell that is not blank, undefined where all are. */
const oneIn = (columns: readonly number[]): ((cells: Cells) => string | undefined) => {
  const read = firstIn(columns)
  return cells => {
    const text = read(cells)
    return text === '' ? undefined : text
  }
}

/** The cells that are not blank, undefined where all are. */
const allIn = (columns: readonly number[]): ((cells: Cells) => string[] | undefined) => {
  const read = firstIn(columns)
  if (columns.length < 2)
    return cells => {
      const text = read(cells)
      return text === '' ? undefined : [text]
    }
  return cells => {
    const texts = columns.map(at => told(cells[at]!)).filter(text => text !== '')
    return texts.length === 0 ? undefined : texts
  }
}

/** A date in its three parts, as far as they are told. */
const joinedDate = (year: string, month: string, day: string): string =>
  year + (month === '' ? '' : `-${twoDigits(month)}`) + (month === '' || day === '' ? '' : `-${twoDigits(day)}`)

/** Forename and surname of each parent, where they stand in columns of their own, and those whose name is in one. */
const parentsIn = (of: (fact: ColumnFact) => number[]): ((cells: Cells) => string[] | undefined) => {
  const whole = allIn(of('parents'))
  const [forenames, surnames] = [of('parentForename'), of('parentSurname')]
  if (forenames.length === 0) return whole
  return cells => {
    const parted = forenames.flatMap((at, place) => {
      const [first, last] = [told(cells[at]!), told(cells[surnames[place] ?? -1] ?? '')]
      return first === '' ? [] : [joined(first, last)]
    })
    const texts = [...(whole(cells) ?? []), ...parted]
    return texts.length === 0 ? undefined : texts
  }
}

/**
 * The address parted, where a file may have all of it in one column: it has none for a house or a town. Where it has lines and no column
 * for a postcode, that may stand at the end of one.
 */
const addressIn = (of: (fact: ColumnFact) => number[]): ((cells: Cells) => PartedAddress | undefined) | undefined => {
  if (of('street').length === 0 || [...of('house'), ...of('flat')].length > 0) return undefined
  const street = firstIn(of('street'))
  const towns = of('towns')
  if (towns.length > 0)
    return of('postcode').length > 0
      ? undefined
      : cells => partLines([street(cells), ...towns.map(at => told(cells[at]!))])
  return cells => {
    const text = street(cells)
    return text === '' ? undefined : partAddress(text)
  }
}

const signs = /[^a-z0-9]/g

/** Numbers that their makers gave no check digit, or fail it: they tell only where two are equal. Fillers such as 99999 never do. */
const uncheckedIn = (
  of: (fact: ColumnFact) => number[],
  facts: readonly ColumnFact[],
): ((cells: Cells) => readonly string[]) => {
  const columns = facts.flatMap(fact => of(fact).map(at => [fact, at] as const))
  return cells =>
    columns.flatMap(([fact, at]) => {
      const text = told(cells[at]!).toLowerCase().replace(signs, '')
      return /\d.*\d.*\d.*\d/.test(text) && new Set(text).size > 2 ? [`${fact} ${text}`] : []
    })
}

/** Reads rows under these columns as identities, their cells trimmed; what is blank says nothing. `first` is what its first rows say. */
export const rowReader = (
  columns: readonly Column[],
  { order, unchecked }: FirstRows = { order: 'dmy', unchecked: [] },
): ((cells: Cells) => ReadRow) => {
  const bornOn = dateReader(order)
  const of = (fact: ColumnFact): number[] => columns.filter(column => column.fact === fact).map(({ at }) => at)
  const one = (fact: ColumnFact) => oneIn(of(fact))
  const numberIn = (fact: ColumnFact) => {
    const read = oneIn(of(fact))
    return (cells: Cells): string | undefined => {
      const told = read(cells)
      return told === undefined ? undefined : wholeNumber(told)
    }
  }
  const all = (fact: ColumnFact) => allIn(of(fact))
  const text = (fact: ColumnFact) => firstIn(of(fact))
  const [id, source] = [text('id'), text('source')]
  const [name, nameSurnameFirst] = [text('name'), text('nameSurnameFirst')]
  const [forename, secondForename, surname, secondSurname] = [
    ...[text('forename'), text('secondForename'), text('surname'), text('secondSurname')],
  ] as const
  const [birthDate, birthYear, birthMonth, birthDay] = [
    ...[text('birthDate'), text('birthYear'), text('birthMonth'), text('birthDay')],
  ] as const
  const sex = text('sex')
  const [middle, nhsNumber, upn, uln, uprn] = [
    ...[one('middle'), numberIn('nhsNumber'), one('upn'), numberIn('uln'), numberIn('uprn')],
  ] as const
  const [postcode, flat, house, street, school] = [
    ...[one('postcode'), numberIn('flat'), numberIn('house'), one('street'), one('school')],
  ] as const
  const [knownAs, otherSurnames, formerUpns] = [all('knownAs'), all('otherSurnames'), all('formerUpns')]
  const [supersededNhsNumbers, previousPostcodes] = [all('supersededNhsNumbers'), all('previousPostcodes')]
  const [phones, emails, parents, localNumbers, towns] = [
    ...[all('phones'), all('emails'), parentsIn(of), all('localNumbers'), all('towns')],
  ] as const
  const wholeAddress = addressIn(of)
  const others = unchecked.length === 0 ? undefined : uncheckedIn(of, unchecked)
  return cells => {
    const [given, family] = [forename(cells), surname(cells)]
    const surnameFirst = nameSurnameFirst(cells)
    const whole = surnameFirst || name(cells)
    const parted =
      whole === '' || whole === given
        ? undefined
        : partName(whole, { surname: family, surnameFirst: surnameFirst !== '' })
    const birth =
      wholeNumber(birthDate(cells)) ||
      joinedDate(wholeNumber(birthYear(cells)), wholeNumber(birthMonth(cells)), wholeNumber(birthDay(cells)))
    const born = birth === '' ? undefined : bornOn(birth)
    const address = wholeAddress?.(cells)
    const [inHouse, number, road] = [flat(cells), house(cells), street(cells)]
    const identity = {
      forename: joined(given || parted?.forename, secondForename(cells)),
      middle: middle(cells),
      surname: joined(family || parted?.surname, secondSurname(cells)),
      otherSurnames: otherSurnames(cells),
      knownAs: parted?.knownAs ? [...(knownAs(cells) ?? []), parted.knownAs] : knownAs(cells),
      birthDate: born?.birthDate,
      birthPrecision: born?.birthPrecision,
      sex: sexes[sex(cells).charAt(0).toLowerCase()],
      upn: upn(cells),
      formerUpns: formerUpns(cells),
      nhsNumber: nhsNumber(cells),
      supersededNhsNumbers: supersededNhsNumbers(cells),
      uln: uln(cells),
      postcode: postcode(cells) ?? address?.postcode,
      previousPostcodes: previousPostcodes(cells),
      // A flat stands before the house, or where the street has that, before the street.
      house: inHouse && (number || !road) ? `${inHouse} ${number ?? ''}` : number,
      street: address ? address.street : inHouse && road && !number ? `${asFlat(inHouse)}, ${road}` : road,
      uprn: uprn(cells),
      towns: address ? address.towns : towns(cells),
      phones: phones(cells)?.flatMap(phonesInCell),
      emails: emails(cells),
      parents: parents(cells),
      school: school(cells),
      localNumbers: others ? [...(localNumbers(cells) ?? []), ...others(cells)] : localNumbers(cells),
    }
    return { id: id(cells), source: source(cells), identity, dateUnread: birth !== '' && born === undefined }
  }
}

const joined = (first: string | undefined, second: string): string =>
  first === undefined || first === '' ? second : second === '' ? first : `${first} ${second}`
