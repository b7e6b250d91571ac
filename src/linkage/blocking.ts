import { defaultFrequencies } from './frequencies.ts'
import { hashAfter } from './hash.ts'
import type { Standard } from './standard.ts'

/** Forename and surname together so rare that they are looked up without a date: two strangers in a million share them. */
const rarePair = 2e-6
/** So rare that not even the year is wanted: a stranger in ten million. */
const rarestPair = 1e-7

type Part = string | number
type Keep = (kind: string, a: Part, b?: Part, c?: Part, d?: Part) => void

const before = (x: string, y: string): string => (x < y ? x : y)
const after = (x: string, y: string): string => (x < y ? y : x)

/** What a record is looked up by beside its own numbers: the forenames and surnames that it may be found under. */
type Names = { readonly forenames: readonly string[]; readonly surnames: readonly string[] }

const numberKeys = (s: Standard, keep: Keep): void => {
  keep('nhs', s.nhs)
  for (const superseded of s.supersededNhs) keep('nhs', superseded)
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
  const names: string[] = []
  const add = (name: string | undefined): void => {
    if (name !== undefined && name.length > 1 && !names.includes(name)) names.push(name)
  }
  for (let at = 0; at < 3; at++) add(s.fullNames[at])
  add(s.calledBy[0])
  for (let at = 0; at < 2; at++) add(s.aliases[at])
  return names
}

/** One name beside the birth date is not enough in a county: something else must agree, a first letter at least. */
const birthKeys = (s: Standard, { forenames, surnames }: Names, keep: Keep): void => {
  if (s.exactness !== 1) return
  const date = s.year * 10_000 + s.month * 100 + s.day
  const day = Math.min(s.month, s.day) * 100 + Math.max(s.month, s.day)
  keep('sound-birth', s.surnameSound, s.year * 10_000 + day)
  keep('postcode-birth', s.postcode, date)
  for (const phone of s.phones) keep('phone-birth', phone, date)
  for (const parent of s.parents) keep('parent-birth', parent, date)
  keep('names-birth', before(s.forename, s.surname), after(s.forename, s.surname), date)
  keep('sounds-birth', before(s.forenameSound, s.surnameSound), after(s.forenameSound, s.surnameSound), date)
  for (const name of forenames) {
    keep('forename-birth', name, date)
    keep('school-birth', name.slice(0, 3), s.school, date)
  }
  for (const surname of surnames) keep('surname-birth', surname, s.forename.slice(0, 1), date)
  // A date that is wrong in one part, or only its order.
  for (const name of forenames)
    for (const surname of surnames) {
      keep('names-day', name, surname, day)
      keep('names-month', name, surname, s.year, s.month)
      keep('names-year', name, surname, s.year, -s.day)
    }
}

/** Whatever the birth date: names with a place, a telephone, a parent or a school, and rare names alone. */
const placeKeys = (s: Standard, { forenames, surnames }: Names, keep: Keep): void => {
  for (const name of forenames) {
    keep('postcode-forename', s.postcode, name.slice(0, 3))
    for (const previous of s.previousPostcodes) keep('postcode-forename', previous, name.slice(0, 3))
    for (const phone of s.phones) keep('phone-forename', phone, name.slice(0, 3))
    for (const surname of surnames) {
      keep('names-school', name, surname, s.school)
      for (const parent of s.parents) keep('names-parent', name, surname, parent)
      const common = defaultFrequencies.forename(name) * defaultFrequencies.surname(surname)
      const [one, other] = [before(name, surname), after(name, surname)]
      if (common < rarePair) keep('rare-names', one, other, s.year)
      if (common < rarestPair) keep('rarest-names', one, other)
    }
  }
  for (const name of forenames.slice(0, 1)) keep('home-forename', s.house, s.street, name.slice(0, 3))
  if (s.forename !== '' && s.surname !== '') {
    keep('postcode-initials', s.postcode, s.forename.slice(0, 1), s.surname.slice(0, 3))
    const [first, last] = [s.forename.slice(0, 3), s.surname.slice(0, 3)]
    keep('postcode-names', s.postcode, before(first, last), after(first, last))
  }
  // Spaces that slipped into a street, and what its end is called, tell nothing.
  keep('home-sound', s.house, s.street.replaceAll(' ', '').slice(0, 5), s.surnameSound)
  if (s.year === 0) return
  keep('postcode-surname', s.postcode, s.surname.slice(0, 3), s.year)
  for (const surname of surnames) keep('home-surname', s.house, s.street, surname, s.year)
}

/** For a town or less: one fact and a half will do, since few strangers share them. */
const wideKeys = (s: Standard, { forenames, surnames }: Names, keep: Keep): void => {
  const day = Math.min(s.month, s.day) * 100 + Math.max(s.month, s.day)
  keep('wide-date', s.year, s.month, s.day)
  keep('wide-names', before(s.forename, s.surname), after(s.forename, s.surname))
  keep('wide-sounds', before(s.forenameSound, s.surnameSound), after(s.forenameSound, s.surnameSound))
  keep('wide-home', s.house, s.street.replaceAll(' ', '').slice(0, 8))
  keep('wide-street', s.street, s.surnameSound)
  keep('wide-postcode', s.postcode, s.house)
  keep('wide-street-postcode', s.street, s.postcode)
  for (const town of s.towns) keep('wide-street-town', s.street, town)
  for (const phone of s.phones) keep('phone', phone)
  for (const parent of s.parents) keep('parent', parent)
  for (const name of new Set([...forenames, ...surnames])) {
    keep('wide-name-house', name, s.house)
    for (const town of s.towns) keep('wide-name-town', name.slice(0, 4), town)
    keep('wide-name-day', name, day)
    keep('wide-name-year', name, s.year)
    keep('wide-name-postcode', name, s.postcode)
    keep('wide-name-street', name, s.street)
  }
}

/**
 * How widely records without numbers are looked up: as in a county, as in a town, or as in a village, where even one name in
 * common is seldom a stranger's.
 */
export type Width = 'county' | 'town' | 'village'

const isBlank = (part: Part | undefined): boolean => part === '' || part === 0

const hashes = new Map<string, ReturnType<typeof hashAfter>>()
const hashOf = (kind: string): ReturnType<typeof hashAfter> => {
  const known = hashes.get(kind) ?? hashAfter(kind)
  hashes.set(kind, known)
  return known
}

/** The blocking keys as numbers under 2^53, for matching in memory. */
export const blockingNumbers = (s: Standard, width: Width = 'county'): readonly number[] => {
  const keys: number[] = []
  const keep: Keep = (kind, a, b, c, d) => {
    if (isBlank(a) || isBlank(b) || isBlank(c) || isBlank(d)) return
    const key = hashOf(kind)(a, b, c, d)
    if (!keys.includes(key)) keys.push(key)
  }
  const surnames = [...new Set([...s.surnameWords, ...s.otherSurnames])].slice(0, 4)
  const names = { forenames: forenamesOf(s), surnames }
  numberKeys(s, keep)
  birthKeys(s, names, keep)
  placeKeys(s, names, keep)
  if (width !== 'county') wideKeys(s, names, keep)
  if (width === 'village') {
    keep('village-forename', s.forenameSound)
    keep('village-surname', s.surnameSound)
  }
  return keys
}

/**
 * Hashes under which a record is looked up: two records are compared if they share one. Their own numbers and e-mail
 * addresses; the birth date with a name and something more; both names with part of the date; names with a place, a telephone, a
 * parent or a school. No key is so wide that strangers in a county meet by it more than once or twice (linkage.md §6 has the
 * keys this began with). Fit a signed int8 column. The same record always gives the same keys.
 */
export const blockingKeys = (s: Standard): readonly bigint[] => blockingNumbers(s).map(BigInt)
