import { addDays, type PlainDate, plainDate } from '../../kernel/index.ts'
import { type Flag, groupBy, isPlausible, type Return, type Row, type Rule, rule, text } from './return-rules.ts'

/** A cell with nothing in it at all: in this return an empty text is a wrong code, not a missing one. */
export const isNull = (row: Row, column: string): boolean => row[column] === null || row[column] === undefined
export const isFilled = (row: Row, column: string): boolean => !isNull(row, column)

const parsed = (year: number, month: number, day: number): PlainDate | undefined => {
  try {
    const date = plainDate(year, month, day)
    return isPlausible(date) ? date : undefined
  } catch {
    return undefined
  }
}

/** A day as this return writes it (27/03/2017), or as a system passes it on (2017-03-27). */
export const dayOf = (row: Row, column: string): PlainDate | undefined => {
  const written = text(row, column)
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(written) ?? []
  if (year) return parsed(Number(year), Number(month), Number(day))
  const [, first, second, third] = /^(\d{4})-(\d\d)-(\d\d)/.exec(written) ?? []
  return first ? parsed(Number(first), Number(second), Number(third)) : undefined
}
/** Written as the return wants it: 27/03/2017. */
export const isDay = (row: Row, column: string): boolean =>
  /^\d\d\/\d\d\/\d{4}$/.test(text(row, column)) && dayOf(row, column) !== undefined

export const isBefore = (one: PlainDate | undefined, other: PlainDate | undefined): boolean =>
  one !== undefined && other !== undefined && one < other
export const daysLater = (date: PlainDate, days: number): PlainDate => addDays(date, days)

/** In this return a rule names rows, not fields. */
export const flagRow = (table: string, row: Row): Flag => ({ table, field: null, row: Number(row['_row']) })

/** A rule about each row of one table by itself. */
export const each = (
  code: string,
  words: string,
  table: string,
  columns: readonly string[],
  isWrong: (row: Row, data: Return) => boolean,
): Rule =>
  rule(code, words, { [table]: columns }, data =>
    data
      .rows(table)
      .filter(row => isWrong(row, data))
      .map(row => flagRow(table, row)),
  )

/** A date that is there must be one. */
export const validDate = (code: string, words: string, table: string, column: string): Rule =>
  each(code, words, table, [column], row => isFilled(row, column) && !isDay(row, column))

/** A code that is there must be one of these. */
export const validCode = (code: string, words: string, table: string, column: string, codes: string): Rule => {
  const known = new Set(codes.split(' '))
  return each(code, words, table, [column], row => isFilled(row, column) && !known.has(text(row, column)))
}

type Side = readonly [table: string, ...columns: string[]]

/** A rule about rows of one child in two tables: pairs that are wrong together are flagged, on both sides or on the first alone. */
export const ofChild = (
  code: string,
  words: string,
  [left, ...leftColumns]: Side,
  [right, ...rightColumns]: Side,
  isWrong: (one: Row, other: Row, data: Return) => boolean,
  flags: 'both' | 'first' = 'both',
): Rule =>
  rule(code, words, { [left]: ['CHILD', ...leftColumns], [right]: ['CHILD', ...rightColumns] }, function* (data) {
    const others = groupBy(data.rows(right), ['CHILD'])
    for (const one of data.rows(left))
      for (const other of others.get(JSON.stringify([text(one, 'CHILD')])) ?? [])
        if (isWrong(one, other, data)) {
          yield flagRow(left, one)
          if (flags === 'both') yield flagRow(right, other)
        }
  })

/** The rows of each child of a table, by a date; rows without it stand last, in the order in which they came. */
export const byChild = (rows: readonly Row[], date: string): Row[][] =>
  [...groupBy(rows, ['CHILD']).values()].map(own =>
    own.toSorted((a, b) =>
      (dayOf(a, date) ?? '9') < (dayOf(b, date) ?? '9')
        ? -1
        : (dayOf(a, date) ?? '9') > (dayOf(b, date) ?? '9')
          ? 1
          : 0,
    ),
  )

/** A rule about each episode and the one after it, of one child by date. */
export const following = (
  code: string,
  words: string,
  columns: readonly string[],
  isWrong: (one: Row, next: Row | undefined, data: Return) => 'one' | 'next' | undefined,
  by = 'DECOM',
): Rule =>
  rule(code, words, { Episodes: ['CHILD', by, ...columns] }, function* (data) {
    for (const own of byChild(data.rows('Episodes'), by))
      for (const [at, one] of own.entries()) {
        const which = isWrong(one, own[at + 1], data)
        const found = which === 'one' ? one : which === 'next' ? own[at + 1] : undefined
        if (found) yield flagRow('Episodes', found)
      }
  })
export const childrenIn = (rows: readonly Row[]): ReadonlySet<string> => new Set(rows.map(childOf))

/** What is told of an adoption: all of it or nothing. */
export const adoptionFields = ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'] as const
export const isTemporary = (row: Row): boolean => /^T[0-4]$/.test(text(row, 'PLACE'))
/** Short breaks: legal status V3 or V4. */
export const isRespite = (row: Row): boolean => /^V[34]$/.test(text(row, 'LS'))
/** Placed for adoption: placement A3 to A6. */
export const isPlaced = (row: Row): boolean => /^A[3-6]$/.test(text(row, 'PLACE'))
/** As sex was coded until 2024 and since. */
export const isFemale = (row: Row): boolean => /^(2|F)$/.test(text(row, 'SEX'))
/** An authority is another than the one that sends the return; false where either is not told. */
export const isOtherAuthority = (authority: string, { about }: Return): boolean => {
  const own = text(about, 'localAuthority')
  return own !== '' && authority !== '' && authority !== own
}
export const childOf = (row: Row): string => text(row, 'CHILD')
/** An episode that has ended lasted for more than so many days. */
export const lasts = (row: Row, days: number): boolean => {
  const from = dayOf(row, 'DECOM')
  return from !== undefined && isBefore(daysLater(from, days), dayOf(row, 'DEC'))
}
