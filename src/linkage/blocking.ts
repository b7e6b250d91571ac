import { defaultFrequencies } from './frequencies.ts'
import { hashAfter } from './hash.ts'
import type { Standard } from './standard.ts'

/** Forename and surname together so rare that they are looked up without a date: two strangers in a million share them. */
const rarePair = 2e-6
/** So rare that not even the year is wanted: a stranger in ten million. */
const rarestPair = 1e-7

type Part = string | number
type Keep = (kind: ReturnType<typeof hashAfter>, a: Part, b?: Part, c?: Part, d?: Part) => void

/** What each kind of key begins with, hashed once. */
const by = {
  nhs: hashAfter('nhs'),
  upn: hashAfter('upn'),
  uln: hashAfter('uln'),
  local: hashAfter('local'),
  email: hashAfter('email'),
  emailLocal: hashAfter('email-local'),
  soundBirth: hashAfter('sound-birth'),
  postcodeBirth: hashAfter('postcode-birth'),
  phoneBirth: hashAfter('phone-birth'),
  parentBirth: hashAfter('parent-birth'),
  namesBirth: hashAfter('names-birth'),
  soundsBirth: hashAfter('sounds-birth'),
  forenameBirth: hashAfter('forename-birth'),
  schoolBirth: hashAfter('school-birth'),
  surnameBirth: hashAfter('surname-birth'),
  givenBirth: hashAfter('given-birth'),
  namesDay: hashAfter('names-day'),
  namesMonth: hashAfter('names-month'),
  namesYear: hashAfter('names-year'),
  postcodeForename: hashAfter('postcode-forename'),
  phoneForename: hashAfter('phone-forename'),
  parentForename: hashAfter('parent-forename'),
  namesSchool: hashAfter('names-school'),
  namesParent: hashAfter('names-parent'),
  rareNames: hashAfter('rare-names'),
  rarestNames: hashAfter('rarest-names'),
  homeForename: hashAfter('home-forename'),
  postcodeInitials: hashAfter('postcode-initials'),
  postcodeNames: hashAfter('postcode-names'),
  homeSound: hashAfter('home-sound'),
  homeYear: hashAfter('home-year'),
  postcodeSurname: hashAfter('postcode-surname'),
  homeSurname: hashAfter('home-surname'),
  wideDate: hashAfter('wide-date'),
  wideNames: hashAfter('wide-names'),
  wideSounds: hashAfter('wide-sounds'),
  wideHome: hashAfter('wide-home'),
  wideStreet: hashAfter('wide-street'),
  widePostcode: hashAfter('wide-postcode'),
  wideStreetPostcode: hashAfter('wide-street-postcode'),
  wideStreetTown: hashAfter('wide-street-town'),
  phone: hashAfter('phone'),
  parent: hashAfter('parent'),
  wideNameHouse: hashAfter('wide-name-house'),
  wideNameTown: hashAfter('wide-name-town'),
  wideNameDay: hashAfter('wide-name-day'),
  wideNameYear: hashAfter('wide-name-year'),
  wideNamePostcode: hashAfter('wide-name-postcode'),
  wideNameStreet: hashAfter('wide-name-street'),
  villageForename: hashAfter('village-forename'),
  villageSurname: hashAfter('village-surname'),
}

const before = (x: string, y: string): string => (x < y ? x : y)
const after = (x: string, y: string): string => (x < y ? y : x)

/** What a record is looked up by beside its own numbers: the forenames and surnames that it may be found under. */
type Names = { readonly forenames: readonly string[]; readonly surnames: readonly string[] }

const numberKeys = (s: Standard, keep: Keep): void => {
  keep(by.nhs, s.nhs)
  for (const superseded of s.supersededNhs) keep(by.nhs, superseded)
  keep(by.upn, s.upn)
  for (const former of s.formerUpns) keep(by.upn, former)
  keep(by.uln, s.uln)
  for (const local of s.locals) keep(by.local, local)
  for (const email of s.emails) {
    keep(by.email, email)
    const local = email.slice(0, email.indexOf('@') >>> 0)
    if (local.length > 6) keep(by.emailLocal, local)
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

const surnamesOf = ({ surnameWords, otherSurnames }: Standard): readonly string[] =>
  surnameWords.length < 2 && otherSurnames.length === 0
    ? surnameWords
    : [...new Set([...surnameWords, ...otherSurnames])].slice(0, 4)

/** One name beside the birth date is not enough in a county: something else must agree, a first letter at least. */
const birthKeys = (s: Standard, { forenames, surnames }: Names, keep: Keep): void => {
  if (s.exactness !== 1) return
  const date = s.year * 10_000 + s.month * 100 + s.day
  const day = Math.min(s.month, s.day) * 100 + Math.max(s.month, s.day)
  keep(by.soundBirth, s.surnameSound, s.year * 10_000 + day)
  keep(by.postcodeBirth, s.postcode, date)
  for (const phone of s.phones) keep(by.phoneBirth, phone, date)
  for (const parent of s.parents) keep(by.parentBirth, parent, date)
  keep(by.namesBirth, before(s.forename, s.surname), after(s.forename, s.surname), date)
  keep(by.soundsBirth, before(s.forenameSound, s.surnameSound), after(s.forenameSound, s.surnameSound), date)
  for (const name of forenames) {
    keep(by.forenameBirth, name, date)
    keep(by.schoolBirth, name.slice(0, 3), s.school, date)
  }
  for (const surname of surnames) {
    const initial = surname.slice(0, 1)
    keep(by.surnameBirth, surname, s.forename.slice(0, 1), date)
    // Whichever of the given names a file has for the forename.
    for (const name of forenames) keep(by.givenBirth, name, initial, date)
    for (const name of s.middles) if (name.length > 1) keep(by.givenBirth, name, initial, date)
  }
  // A date that is wrong in one part, or only its order.
  for (const name of forenames)
    for (const surname of surnames) {
      keep(by.namesDay, name, surname, day)
      keep(by.namesMonth, name, surname, s.year, s.month)
      keep(by.namesYear, name, surname, s.year, -s.day)
    }
}

/** Whatever the birth date: names with a place, a telephone, a parent or a school, and rare names alone. */
const placeKeys = (s: Standard, { forenames, surnames }: Names, keep: Keep): void => {
  for (const name of forenames) {
    keep(by.postcodeForename, s.postcode, name.slice(0, 3))
    for (const previous of s.previousPostcodes) keep(by.postcodeForename, previous, name.slice(0, 3))
    for (const phone of s.phones) keep(by.phoneForename, phone, name.slice(0, 3))
    for (const parent of s.parents) keep(by.parentForename, parent, name, s.year)
    for (const surname of surnames) {
      keep(by.namesSchool, name, surname, s.school)
      for (const parent of s.parents) keep(by.namesParent, name, surname, parent)
      const common = defaultFrequencies.forename(name) * defaultFrequencies.surname(surname)
      const [one, other] = [before(name, surname), after(name, surname)]
      if (common < rarePair) keep(by.rareNames, one, other, s.year)
      if (common < rarestPair) keep(by.rarestNames, one, other)
    }
  }
  for (const name of forenames.slice(0, 1)) keep(by.homeForename, s.house, s.street, name.slice(0, 3))
  if (s.forename !== '' && s.surname !== '') {
    keep(by.postcodeInitials, s.postcode, s.forename.slice(0, 1), s.surname.slice(0, 3))
    const [first, last] = [s.forename.slice(0, 3), s.surname.slice(0, 3)]
    keep(by.postcodeNames, s.postcode, before(first, last), after(first, last))
  }
  // Spaces that slipped into a street, and what its end is called, tell nothing.
  keep(by.homeSound, s.house, s.street.replaceAll(' ', '').slice(0, 5), s.surnameSound)
  if (s.year === 0) return
  keep(by.homeYear, s.postcode, s.house, s.year)
  keep(by.postcodeSurname, s.postcode, s.surname.slice(0, 3), s.year)
  for (const surname of surnames) keep(by.homeSurname, s.house, s.street, surname, s.year)
}

/** For a town or less: one fact and a half will do, since few strangers share them. */
const wideKeys = (s: Standard, { forenames, surnames }: Names, keep: Keep): void => {
  const day = Math.min(s.month, s.day) * 100 + Math.max(s.month, s.day)
  keep(by.wideDate, s.year, s.month, s.day)
  keep(by.wideNames, before(s.forename, s.surname), after(s.forename, s.surname))
  keep(by.wideSounds, before(s.forenameSound, s.surnameSound), after(s.forenameSound, s.surnameSound))
  keep(by.wideHome, s.house, s.street.replaceAll(' ', '').slice(0, 8))
  keep(by.wideStreet, s.street, s.surnameSound)
  keep(by.widePostcode, s.postcode, s.house)
  keep(by.wideStreetPostcode, s.street, s.postcode)
  for (const town of s.towns) keep(by.wideStreetTown, s.street, town)
  for (const phone of s.phones) keep(by.phone, phone)
  for (const parent of s.parents) keep(by.parent, parent)
  for (const name of new Set([...forenames, ...surnames])) {
    keep(by.wideNameHouse, name, s.house)
    for (const town of s.towns) keep(by.wideNameTown, name.slice(0, 4), town)
    keep(by.wideNameDay, name, day)
    keep(by.wideNameYear, name, s.year)
    keep(by.wideNamePostcode, name, s.postcode)
    keep(by.wideNameStreet, name, s.street)
  }
}

/**
 * How widely records without numbers are looked up: as in a county, as in a town, or as in a village, where even one name in
 * common is seldom a stranger's.
 */
export type Width = 'county' | 'town' | 'village'

const isBlank = (part: Part | undefined): boolean => part === '' || part === 0

/** The blocking keys as numbers under 2^53, for matching in memory. */
export const blockingNumbers = (s: Standard, width: Width = 'county'): readonly number[] => {
  const keys: number[] = []
  const keep: Keep = (kind, a, b, c, d) => {
    if (isBlank(a) || isBlank(b) || isBlank(c) || isBlank(d)) return
    const key = kind(a, b, c, d)
    if (!keys.includes(key)) keys.push(key)
  }
  const names = { forenames: forenamesOf(s), surnames: surnamesOf(s) }
  numberKeys(s, keep)
  birthKeys(s, names, keep)
  placeKeys(s, names, keep)
  if (width !== 'county') wideKeys(s, names, keep)
  if (width === 'village') {
    keep(by.villageForename, s.forenameSound)
    keep(by.villageSurname, s.surnameSound)
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
