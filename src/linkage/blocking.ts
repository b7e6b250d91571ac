import { defaultFrequencies } from './frequencies.ts'
import { hash53 } from './hash.ts'
import type { Standard } from './standard.ts'

/** Forename and surname together so rare that they are looked up without a date: two strangers in a million share them. */
const rarePair = 2e-6

type Keep = (kind: string, ...parts: readonly (string | number)[]) => void

const identifierKeys = (s: Standard, keep: Keep): void => {
  keep('nhs', s.nhs)
  keep('upn', s.upn)
  for (const former of s.formerUpns) keep('upn', former)
  keep('uln', s.uln)
  for (const local of s.locals) keep('local', local)
  for (const email of s.emails) {
    keep('email', email)
    const local = email.slice(0, email.indexOf('@') >>> 0)
    if (local.length > 6) keep('email-local', local)
  }
}

/** Full names a forename may stand for, then its aliases and, where it is a leading name, what follows: each can find. */
const forenamesOf = (s: Standard): readonly string[] => {
  const names = new Set([...s.fullNames.slice(0, 3), ...s.calledBy.slice(0, 1), ...s.aliases.slice(0, 2)])
  return [...names].filter(name => name.length > 1)
}

const birthKeys = (s: Standard, names: readonly string[], surnames: readonly string[], keep: Keep): void => {
  if (s.exactness !== 1) return
  const date = s.year * 10_000 + s.month * 100 + s.day
  const day = Math.min(s.month, s.day) * 100 + Math.max(s.month, s.day)
  const sorted = s.year * 10_000 + day
  keep('sound-birth', s.surnameSound, sorted)
  keep('postcode-birth', s.postcode, date)
  keep('surname-birth', s.surname.slice(0, 4), date)
  for (const name of names) keep('forename-birth', name.slice(0, 3), date)
  for (const name of names) for (const surname of surnames) keep('names-birth', ...[name, surname].sort(), date)
  for (const name of names) {
    for (const surname of surnames) keep('names-day', name, surname, day)
  }
}

const placeKeys = (s: Standard, names: readonly string[], surnames: readonly string[], keep: Keep): void => {
  for (const name of names) {
    keep('postcode-forename', s.postcode, name.slice(0, 3))
    for (const previous of s.previousPostcodes) keep('postcode-forename', previous, name.slice(0, 3))
  }
  if (s.forename !== '' && s.surname !== '') {
    const starts = [s.forename.slice(0, 3), s.surname.slice(0, 3)]
    keep('postcode-initials', s.postcode, s.forename.slice(0, 1), s.surname.slice(0, 3))
    keep('postcode-names', s.postcode, ...starts.sort())
  }
  for (const name of names.slice(0, 1)) keep('home-forename', s.house, s.street, name.slice(0, 3))
  const rare = (name: string, surname: string) =>
    defaultFrequencies.forename(name) * defaultFrequencies.surname(surname) < rarePair
  for (const name of names)
    for (const surname of surnames) if (rare(name, surname)) keep('rare-names', ...[name, surname].sort())
  if (s.year === 0) return
  keep('sounds-year', s.forenameSound, s.surnameSound, s.year)
  keep('postcode-surname', s.postcode, s.surname.slice(0, 3), s.year)
  for (const surname of surnames) keep('home-surname', s.house, s.street, surname, s.year)
  for (const name of names) for (const surname of surnames) keep('names-year', name, surname, s.year)
}

/** The blocking keys as numbers under 2^53, for matching in memory. */
export const blockingNumbers = (s: Standard): readonly number[] => {
  const keys: number[] = []
  const keep: Keep = (kind, ...parts) => {
    for (const part of parts) if (part === '' || part === 0) return
    const key = hash53(kind, ...parts)
    if (!keys.includes(key)) keys.push(key)
  }
  const names = forenamesOf(s)
  const surnames = [...new Set([...s.surnameWords, ...s.otherSurnames])].slice(0, 4)
  identifierKeys(s, keep)
  birthKeys(s, names, surnames, keep)
  placeKeys(s, names, surnames, keep)
  return keys
}

/**
 * Hashes under which a record is looked up: two records are compared if they share one (linkage.md §6: NHS number, UPN,
 * sound of surname with birth date, forename with birth date, postcode with birth date, names with year, postcode with
 * forename, home with surname and year, names in either order with birth date, names with day and month; here also ULN,
 * e-mail, the first letters of the surname with birth date or with postcode and year, both sounds with year, home with
 * forename, and rare names alone). Fit a signed int8 column. The same record always gives the same keys.
 */
export const blockingKeys = (s: Standard): readonly bigint[] => blockingNumbers(s).map(BigInt)
