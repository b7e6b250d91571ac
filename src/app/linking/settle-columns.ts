import type { ColumnFact } from './column-names.ts'
import type { Column } from './columns.ts'

/** What stands in these rows' cells of a column. */
const toldIn = (rows: readonly (readonly string[])[], at: number): readonly string[] =>
  rows.map(cells => (cells[at] ?? '').trim()).filter(text => text !== '')

/** True where nine in ten of what is told is so; where nothing is told, nothing speaks against it. */
const mostly = (told: readonly string[], is: (text: string) => boolean): boolean =>
  told.filter(is).length >= told.length * 0.9

const upTo = (most: number) => (text: string) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= most

const isMonth = (text: string): boolean => upTo(12)(text) || /^[a-z]{3,9}$/i.test(text)

/** "Child", "household_member", and "Occupants", which may be how many there are. */
const isSomebody = (name: string): boolean =>
  /^(?:child|pupil|student|learner|youngperson|serviceuser|(?:household|family)?member|occupant|resident|dependant|attendee|participant)s?1?$/.test(
    name.toLowerCase().replace(/[^a-z0-9]/g, ''),
  )

const isTenant = (name: string): boolean => /^(?:main |lead )?tenant(?:[ _]?name)?$/i.test(name)

const isWholeName = (text: string): boolean => /^[^\d]*\p{L}[,\s]+\p{L}[^\d]*$/u.test(text)

const isGivenName = (text: string): boolean => /^(?!(?:yes|no|true|false)$)\p{L}[\p{L}\p{M}]+[^\d]*$/iu.test(text)

const isNamed = (name: string, text: string): boolean => text.toLowerCase().replace(/[^a-z]/g, '') === name

/**
 * The columns, with those settled whose name says two things by what stands beside and in them: "mob" is a mobile, or beside a year or
 * a day of birth that holds months a month of birth; "dob" beside a year of birth that holds no more than days is a day. What a mapping
 * says stays. "Child" or "Members" alone is a name where it holds whole names and nothing else does, or forenames beside a surname, and
 * else is not read. A tenant is a parent beside a child's name; a chosen forename is what a child is called beside another forename.
 */
export const settleColumns = (
  columns: readonly Column[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
  mapped: { readonly has: (name: string) => boolean },
): readonly Column[] => {
  const hasYear = columns.some(({ fact }) => fact === 'birthYear')
  const hasPart = hasYear || columns.some(({ fact }) => fact === 'birthDay')
  const isNamedElsewhere = columns.some(({ fact }) => fact === 'forename' || fact === 'surname')
  const names = columns.filter(({ fact }) => fact === 'name' || fact === 'nameSurnameFirst')
  const isNamedWhole = names.some(({ at }) => !isSomebody(header[at]!.trim()))
  const forenames = columns.filter(({ fact }) => fact === 'forename').length
  return columns.flatMap(column => {
    const name = (header[column.at] ?? '').trim()
    const settled = (fact: ColumnFact): Column => ({ at: column.at, fact })
    if (mapped.has(name)) return column
    const told = toldIn(rows, column.at)
    if (
      isSomebody(name) &&
      (forenames > 0 ||
        isNamedWhole ||
        told.length === 0 ||
        !mostly(told, isNamedElsewhere ? isGivenName : isWholeName))
    )
      return []
    if (isNamed('chosenforename', name) && forenames > 1) return settled('knownAs')
    if (isTenant(name) && !isNamedElsewhere && names.length === 0) return settled('name')
    if (isNamed('mob', name) && hasPart && mostly(told, isMonth)) return settled('birthMonth')
    if (column.fact === 'birthDate' && hasYear && told.length > 0 && mostly(told, upTo(31))) return settled('birthDay')
    return column
  })
}
