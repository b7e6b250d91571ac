import { firstWord, share, surnameForms } from './name-forms.ts'
import { canonicalForename, canonicalSurname, fullForenames, isGivenName } from './name-tables.ts'
import { isClose, isSlip } from './similarity.ts'
import type { Standard } from './standard.ts'

/** True where the first of a record's forenames is the other's surname, perhaps in another spelling. */
const isFamilyOf = ({ forename, forenameWords }: Standard, { surname, surnameCanonical }: Standard): boolean => {
  const first = firstWord(forename)
  return (
    first === surname || forenameWords[0] === canonicalForename(surname) || canonicalSurname(first) === surnameCanonical
  )
}

/** "Penny Florence" Valerio and "Valerio Florence" Penny, "Ayesha" Hussain and "Husain" Aysha: both names stand in each other's place. */
const areMirrored = (a: Standard, b: Standard): boolean =>
  a.forename[0] === b.surname[0] && b.forename[0] === a.surname[0] && isFamilyOf(a, b) && isFamilyOf(b, a)

/** True where each record's forename is the other's surname or a part of it, one of the two perhaps with a slip or in short. */
export const areSwapped = (a: Standard, b: Standard): boolean => {
  if (a.forename === '' || b.forename === '' || a.surname === '' || b.surname === '') return false
  const [first, second] = [isSurnameOf(a.forename, b), isSurnameOf(b.forename, a)]
  if (first === second) return first || areMirrored(a, b)
  const [given, family] = first ? [b, a] : [a, b]
  return isGivenAs(given, family.surname)
}

const isAmong = (name: string, surnames: readonly string[]): boolean =>
  surnames.length > 0 && surnames.includes(canonicalSurname(name))

/** Forenames of several words met lately, as surnames: the same few come again and again. */
const asSurnames = new Map<string, string>()
const asSurname = (forename: string): string => {
  const known = asSurnames.get(forename)
  if (known !== undefined) return known
  if (asSurnames.size > 10_000) asSurnames.clear()
  const made = surnameForms(forename).surnameCanonical
  asSurnames.set(forename, made)
  return made
}

const isSurnameOf = (forename: string, { surname, surnameWords, surnameCanonical, otherSurnames }: Standard): boolean =>
  forename === surname ||
  surnameWords.includes(forename) ||
  isAmong(forename, otherSurnames) ||
  // "Al-Khatib" and "Williams-Taylor" are two words as forenames.
  (forename.includes(' ') && asSurname(forename) === surnameCanonical)

/** True where a forename stands as a surname in another spelling, in short or as one part of a double name. */
const isNamedAs = (given: Standard, surname: string): boolean =>
  (surname.length > 2 && given.forenameWords.length > 1 && given.forename.split(' ').includes(surname)) ||
  given.fullNames.includes(canonicalForename(surname)) ||
  share(given.fullNames, fullForenames(surname))

/** The same, or with a slip. */
const isGivenAs = (given: Standard, surname: string): boolean =>
  isNamedAs(given, surname) || isSlip(given.forename, surname) || isClose(given.forename, surname, 0.85)

/**
 * For swapped names: true where what agrees only nearly is two given names. "Sandhu Barry" may be Harry Sandhu, or his twin; with a
 * slip in the family's name, or in a name that is no other's, it is one child.
 */
export const areSwappedNearly = (a: Standard, b: Standard): boolean => {
  const [first, second] = [isSurnameOf(a.forename, b), isSurnameOf(b.forename, a)]
  if (first === second) return false
  const [given, family] = first ? [b, a] : [a, b]
  return !isNamedAs(given, family.surname) && isGivenName(given.forename) && isGivenName(family.surname)
}
