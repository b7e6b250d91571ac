import { foldName, type PlainDate } from '../../../../kernel/index.ts'

/** Who a child is, as one source of the record knows them. */
export type KnownAs = {
  readonly childId: number
  readonly forenames: readonly string[]
  readonly surnames: readonly string[]
  readonly birthDate: string
  readonly upns: readonly string[]
}
/** Who an application is for. */
export type AskedFor = {
  readonly forename: string
  readonly surname: string
  readonly birthDate: PlainDate
  readonly upn: string | undefined
}

/**
 * Whose record an application is of, by exact facts alone: the number with the birth date, or the whole name with the birth date. Undefined
 * where that is nobody, or more than one child: then a person looks.
 */
export const tieOf = (asked: AskedFor, known: readonly KnownAs[]): number | undefined => {
  const born = known.filter(one => one.birthDate === asked.birthDate)
  const only = (found: readonly KnownAs[]): number | undefined => {
    const children = new Set(found.map(one => one.childId))
    return children.size === 1 ? [...children][0] : undefined
  }
  const upn = asked.upn
  const byNumber = upn === undefined ? undefined : only(born.filter(one => one.upns.includes(upn)))
  if (byNumber !== undefined) return byNumber
  const is = (names: readonly string[], name: string): boolean => names.some(one => foldName(one) === foldName(name))
  return only(born.filter(one => is(one.forenames, asked.forename) && is(one.surnames, asked.surname)))
}
