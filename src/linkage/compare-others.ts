import { sectorOf } from './contact.ts'
import { codeOf } from './facts.ts'
import { closeness, edits } from './similarity.ts'
import type { Standard } from './standard.ts'

const share = <T>(a: readonly T[], b: readonly T[]): boolean => {
  for (let at = 0; at < a.length; at++) if (b.includes(a[at]!)) return true
  return false
}

/** Same is always the first level and different the second, for sex, identifiers and school. */
const alike = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a === b ? 1 : 2)

export const compareSexes = (a: Standard, b: Standard): number => alike(a.sex, b.sex)
export const compareUlns = (a: Standard, b: Standard): number => alike(a.uln, b.uln)
export const compareLocals = (a: Standard, b: Standard): number => (share(a.locals, b.locals) ? 1 : 0)
export const compareSchools = (a: Standard, b: Standard): number => alike(a.school, b.school)

/** Numbers of which a person may have had another before: that one counts as the same. */
const alikeNowOrBefore = (a: number, b: number, beforeA: readonly number[], beforeB: readonly number[]): number => {
  const plain = alike(a, b)
  if (plain === 1 || beforeA.length + beforeB.length === 0) return plain
  return beforeA.includes(b) || beforeB.includes(a) || share(beforeA, beforeB) ? 1 : plain
}

/** NHS numbers; one that the NHS has superseded counts as the same. */
export const compareNhs = (a: Standard, b: Standard): number =>
  alikeNowOrBefore(a.nhs, b.nhs, a.supersededNhs, b.supersededNhs)

/** UPNs; a former one counts as the same (DfE UPN guide: a pupil's second UPN yields to the first). */
export const compareUpns = (a: Standard, b: Standard): number =>
  alikeNowOrBefore(a.upn, b.upn, a.formerUpns, b.formerUpns)

const address = {
  home: codeOf('address', 'home'),
  shared: codeOf('address', 'shared-home'),
  postcode: codeOf('address', 'postcode'),
  otherHouse: codeOf('address', 'other-house'),
  street: codeOf('address', 'street'),
  previous: codeOf('address', 'previous'),
  near: codeOf('address', 'near'),
  different: codeOf('address', 'different'),
}

/** One street, perhaps with a slip of the pen or a space that slipped in. */
const isStreetAlike = (a: string, b: string): boolean => {
  if (a === '' || b === '') return false
  if (a === b) return true
  const [one, other] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')]
  if (Math.min(one.length, other.length) < 6) return false
  return edits(one, other, 2) <= 2 || one.startsWith(other) || other.startsWith(one)
}

/** A street's name without what streets are called: Mill of Mill Lane. */
const nameOf = (street: string): string => street.slice(0, street.lastIndexOf(' ') >>> 0)

/** True where both streets are known and not at all alike, nor one of them what the other record gives for the town. */
const isOtherStreet = (a: Standard, b: Standard): boolean =>
  a.street !== b.street &&
  a.street !== '' &&
  b.street !== '' &&
  closeness(nameOf(a.street), nameOf(b.street)) < 0.7 &&
  !a.towns.includes(b.street.replaceAll(' ', '')) &&
  !b.towns.includes(a.street.replaceAll(' ', ''))

const samePostcode = (a: Standard, b: Standard, isShared: boolean): number => {
  if (a.house === '' || b.house === '') return isShared ? address.otherHouse : address.postcode
  // Outside Britain one postcode is a district: the same number in another street is another house.
  if (a.house === b.house && !isOtherStreet(a, b)) return isShared ? address.shared : address.home
  return address.otherHouse
}

/** Postcodes of one sector, or with one letter or digit wrong. */
const isNear = (a: string, b: string): boolean => {
  const sector = sectorOf(a)
  return (sector !== '' && sector === sectorOf(b)) || edits(a, b, 1) === 1
}

/** The level code for where the child lives, or lived. */
export const compareAddresses = (a: Standard, b: Standard): number => {
  const isShared = a.sharedAddress || b.sharedAddress
  if (a.uprn !== 0 && a.uprn === b.uprn) return isShared ? address.shared : address.home
  const known = a.postcode !== '' && b.postcode !== ''
  if (known && a.postcode === b.postcode) return samePostcode(a, b, isShared)
  const near = known && isNear(a.postcode, b.postcode)
  // Many towns have a 12 High Street: another postcode must be a likely slip, or the town the same.
  const mayBeOnePlace = !known || near || share(a.towns, b.towns)
  const sameHouse = a.house !== '' && a.house === b.house
  if (mayBeOnePlace && sameHouse && isStreetAlike(a.street, b.street)) return isShared ? address.shared : address.street
  if (a.previousPostcodes.length + b.previousPostcodes.length > 0) {
    const { previousPostcodes: beforeA } = a
    const { previousPostcodes: beforeB } = b
    if (beforeA.includes(b.postcode) || beforeB.includes(a.postcode) || share(beforeA, beforeB)) return address.previous
  }
  if (known) return near ? address.near : address.different
  return withoutPostcode(a, b)
}

/** Where a postcode is not told, streets may tell two homes apart; one that holds the other may have a house's name before it. */
const withoutPostcode = (a: Standard, b: Standard): number => {
  const [one, other] = [nameOf(a.street), nameOf(b.street)]
  if (one === '' || other === '' || one.includes(other) || other.includes(one)) return 0
  return isOtherStreet(a, b) ? address.different : 0
}

/** A town with a letter or two wrong, or cut short. */
const isTownAlike = (a: string, b: string): boolean =>
  a.length > 3 &&
  b.length > 3 &&
  (edits(a, b, 2) <= (Math.min(a.length, b.length) > 5 ? 2 : 1) || closeness(a, b) >= 0.95)

/** The level code for the towns and parts of towns. */
export const compareTowns = (a: Standard, b: Standard): number => {
  if (a.towns.length === 0 || b.towns.length === 0) return 0
  const [few, many] = a.towns.length <= b.towns.length ? [a.towns, b.towns] : [b.towns, a.towns]
  let [same, alike] = [0, 0]
  for (const town of few) {
    if (many.includes(town)) same++
    else if (many.some(other => isTownAlike(town, other))) alike++
  }
  if (same + alike === 0) return codeOf('town', 'different')
  return codeOf('town', same === few.length ? 'same' : same + alike === few.length ? 'similar' : 'partly')
}

/** The level code for telephone numbers. */
export const comparePhones = (a: Standard, b: Standard): number =>
  a.phones.length === 0 || b.phones.length === 0 ? 0 : share(a.phones, b.phones) ? 1 : 2

const localPart = (email: string): string => email.slice(0, email.indexOf('@') >>> 0)

/** The level code for e-mail addresses; near where the part before the @ is the same or nearly so. */
export const compareEmails = (a: Standard, b: Standard): number => {
  if (a.emails.length === 0 || b.emails.length === 0) return 0
  if (share(a.emails, b.emails)) return codeOf('email', 'same')
  for (const one of a.emails) {
    for (const other of b.emails) {
      if (localPart(one) === localPart(other) || closeness(one, other) >= 0.94) return codeOf('email', 'near')
    }
  }
  return codeOf('email', 'different')
}

const sameForename = (a: string, b: string): boolean => {
  const [x, y] = [a.slice(0, a.indexOf('|')), b.slice(0, b.indexOf('|'))]
  return x === y || (x.length > 3 && y.length > 3 && edits(x, y, 1) === 1)
}

/** The level code for parents' names; similar where only the forename agrees. */
export const compareParents = (a: Standard, b: Standard): number => {
  if (a.parents.length === 0 || b.parents.length === 0) return 0
  if (share(a.parents, b.parents)) return codeOf('parent', 'same')
  for (const one of a.parents)
    for (const other of b.parents) if (sameForename(one, other)) return codeOf('parent', 'similar')
  return codeOf('parent', 'different')
}
