import { defaultFrequencies } from './frequencies.ts'
import { hashAfter } from './hash.ts'
import type { Standard } from './standard.ts'

/** Forename and surname together so rare that they are looked up without a date: two strangers in a million share them. */
const rarePair = 2e-6
/** So rare that not even the year is wanted: a stranger in ten million. */
const rarestPair = 1e-7

type Part = string | number

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

/** The keys of the record at hand. One list for all, since millions are made. */
let keys = new Float64Array(256)
let count = 0

/** By its type first: to compare what may be a text or a number with either costs many times as much. */
const isBlank = (part: Part | undefined): boolean =>
  typeof part === 'string' ? part.length === 0 : typeof part === 'number' && part === 0

/** Keeps a key, once, unless one of its parts is not known. */
const keep = (kind: ReturnType<typeof hashAfter>, a: Part, b?: Part, c?: Part, d?: Part): void => {
  if (isBlank(a) || isBlank(b) || isBlank(c) || isBlank(d)) return
  const key = kind(a, b, c, d)
  const kept = keys
  for (let at = 0; at < count; at++) if (kept[at] === key) return
  if (count === keys.length) {
    const longer = new Float64Array(count * 2)
    longer.set(keys)
    keys = longer
  }
  keys[count++] = key
}

const before = (x: string, y: string): string => (x < y ? x : y)
const after = (x: string, y: string): string => (x < y ? y : x)

/** What a record is looked up by beside its own numbers: the forenames and surnames that it may be found under. */
type Names = { readonly forenames: readonly string[]; readonly surnames: readonly string[] }

const numberKeys = (s: Standard): void => {
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
const birthKeys = (s: Standard, { forenames, surnames }: Names): void => {
  if (s.exactness !== 1) return
  const { year, month, forename, surname: family, school, middles } = s
  const date = year * 10_000 + month * 100 + s.day
  const day = Math.min(month, s.day) * 100 + Math.max(month, s.day)
  keep(by.soundBirth, s.surnameSound, year * 10_000 + day)
  keep(by.postcodeBirth, s.postcode, date)
  for (const phone of s.phones) keep(by.phoneBirth, phone, date)
  for (const parent of s.parents) keep(by.parentBirth, parent, date)
  keep(by.namesBirth, before(forename, family), after(forename, family), date)
  keep(by.soundsBirth, before(s.forenameSound, s.surnameSound), after(s.forenameSound, s.surnameSound), date)
  for (const name of forenames) {
    keep(by.forenameBirth, name, date)
    if (school !== 0) keep(by.schoolBirth, name.slice(0, 3), school, date)
  }
  for (const surname of surnames) {
    const initial = surname.slice(0, 1)
    keep(by.surnameBirth, surname, forename.slice(0, 1), date)
    // Whichever of the given names a file has for the forename.
    for (const name of forenames) keep(by.givenBirth, name, initial, date)
    for (const name of middles) if (name.length > 1) keep(by.givenBirth, name, initial, date)
  }
  // A date that is wrong in one part, or only its order.
  for (const name of forenames)
    for (const surname of surnames) {
      keep(by.namesDay, name, surname, day)
      keep(by.namesMonth, name, surname, year, month)
      keep(by.namesYear, name, surname, year, -s.day)
    }
}

/** The first letters of a street. Spaces that slipped into it, and what its end is called, tell nothing. */
const streetStart = (street: string): string => {
  const space = street.indexOf(' ')
  return (space === -1 || space >= 5 ? street : street.replaceAll(' ', '')).slice(0, 5)
}

/** Whatever the birth date: names with a place, a telephone, a parent or a school, and rare names alone. */
const placeKeys = (s: Standard, { forenames, surnames }: Names): void => {
  const { postcode, previousPostcodes, house, street, phones, parents, school, year, forename, surname: family } = s
  for (const name of forenames) {
    const start = name.slice(0, 3)
    keep(by.postcodeForename, postcode, start)
    for (const previous of previousPostcodes) keep(by.postcodeForename, previous, start)
    for (const phone of phones) keep(by.phoneForename, phone, start)
    for (const parent of parents) keep(by.parentForename, parent, name, year)
    for (const surname of surnames) {
      keep(by.namesSchool, name, surname, school)
      for (const parent of parents) keep(by.namesParent, name, surname, parent)
      const common = defaultFrequencies.forename(name) * defaultFrequencies.surname(surname)
      if (common >= rarePair) continue
      const [one, other] = [before(name, surname), after(name, surname)]
      keep(by.rareNames, one, other, year)
      if (common < rarestPair) keep(by.rarestNames, one, other)
    }
  }
  const [called] = forenames
  if (called !== undefined) keep(by.homeForename, house, street, called.slice(0, 3))
  if (postcode !== '' && forename !== '' && family !== '') {
    const [first, last] = [forename.slice(0, 3), family.slice(0, 3)]
    keep(by.postcodeInitials, postcode, first.slice(0, 1), last)
    keep(by.postcodeNames, postcode, before(first, last), after(first, last))
  }
  keep(by.homeSound, house, streetStart(street), s.surnameSound)
  if (year === 0) return
  keep(by.homeYear, postcode, house, year)
  keep(by.postcodeSurname, postcode, family.slice(0, 3), year)
  for (const surname of surnames) keep(by.homeSurname, house, street, surname, year)
}

/** For a town or less: one fact and a half will do, since few strangers share them. */
const wideKeys = (s: Standard, { forenames, surnames }: Names): void => {
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

/** The blocking keys as numbers under 2^53, each once, for matching in memory. Gives a list that the next call writes over. */
export const blockingNumbers = (s: Standard, width: Width = 'county'): Float64Array => {
  count = 0
  const names = { forenames: forenamesOf(s), surnames: surnamesOf(s) }
  numberKeys(s)
  birthKeys(s, names)
  placeKeys(s, names)
  if (width !== 'county') wideKeys(s, names)
  if (width === 'village') {
    keep(by.villageForename, s.forenameSound)
    keep(by.villageSurname, s.surnameSound)
  }
  return keys.subarray(0, count)
}

/**
 * Hashes under which a record is looked up: two records are compared if they share one. Their own numbers and e-mail
 * addresses; the birth date with a name and something more; both names with part of the date; names with a place, a telephone, a
 * parent or a school. No key is so wide that strangers in a county meet by it more than once or twice (linkage.md §6 has the
 * keys this began with). Fit a signed int8 column. The same record always gives the same keys.
 */
export const blockingKeys = (s: Standard): readonly bigint[] => Array.from(blockingNumbers(s), BigInt)
