import { sectorOf } from './contact.ts'
import { codeOf } from './facts.ts'
import { edits, isClose } from './similarity.ts'
import type { Standard } from './standard.ts'

const share = (a: readonly string[], b: readonly string[]): boolean => {
  for (let at = 0; at < a.length; at++) for (let to = 0; to < b.length; to++) if (a[at] === b[to]) return true
  return false
}

/** The same of numbers. Of its own: what compares only numbers does so many times faster. */
const shareNumber = (a: readonly number[], b: readonly number[]): boolean => {
  for (let at = 0; at < a.length; at++) for (let to = 0; to < b.length; to++) if (a[at] === b[to]) return true
  return false
}

/** Same is always the first level and different the second, for sex, identifiers and school. */
const alike = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a === b ? 1 : 2)

export const compareSexes = (a: Standard, b: Standard): number => alike(a.sex, b.sex)
export const compareUlns = (a: Standard, b: Standard): number => alike(a.uln, b.uln)
export const compareLocals = (a: Standard, b: Standard): number => (shareNumber(a.locals, b.locals) ? 1 : 0)
export const compareSchools = (a: Standard, b: Standard): number => alike(a.school, b.school)

/** Numbers of which a person may have had another before: that one counts as the same. */
const alikeNowOrBefore = (a: number, b: number, beforeA: readonly number[], beforeB: readonly number[]): number => {
  const plain = alike(a, b)
  if (plain === 1 || beforeA.length + beforeB.length === 0) return plain
  return beforeA.includes(b) || beforeB.includes(a) || shareNumber(beforeA, beforeB) ? 1 : plain
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
  !isClose(nameOf(a.street), nameOf(b.street), 0.7) &&
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
  a.length > 3 && b.length > 3 && (edits(a, b, 2) <= (Math.min(a.length, b.length) > 5 ? 2 : 1) || isClose(a, b, 0.95))

const town = {
  same: codeOf('town', 'same'),
  similar: codeOf('town', 'similar'),
  partly: codeOf('town', 'partly'),
  different: codeOf('town', 'different'),
}

/** The level code for the towns and parts of towns. */
export const compareTowns = (a: Standard, b: Standard): number => {
  if (a.towns.length === 0 || b.towns.length === 0) return 0
  const [few, many] = a.towns.length <= b.towns.length ? [a.towns, b.towns] : [b.towns, a.towns]
  let [same, alike] = [0, 0]
  for (const one of few) {
    if (many.includes(one)) same++
    else if (many.some(other => isTownAlike(one, other))) alike++
  }
  if (same + alike === 0) return town.different
  return same === few.length ? town.same : same + alike === few.length ? town.similar : town.partly
}

/** The level code for telephone numbers. */
export const comparePhones = (a: Standard, b: Standard): number =>
  a.phones.length === 0 || b.phones.length === 0 ? 0 : shareNumber(a.phones, b.phones) ? 1 : 2

const localPart = (email: string): string => email.slice(0, email.indexOf('@') >>> 0)

const email = { same: codeOf('email', 'same'), near: codeOf('email', 'near'), different: codeOf('email', 'different') }

/** The level code for e-mail addresses; near where the part before the @ is the same or nearly so. */
export const compareEmails = (a: Standard, b: Standard): number => {
  if (a.emails.length === 0 || b.emails.length === 0) return 0
  if (share(a.emails, b.emails)) return email.same
  for (const one of a.emails) {
    for (const other of b.emails) {
      if (localPart(one) === localPart(other) || isClose(one, other, 0.94)) return email.near
    }
  }
  return email.different
}

const sameForename = (a: string, b: string): boolean => {
  const [endA, endB] = [a.indexOf('|'), b.indexOf('|')]
  if (Math.abs(endA - endB) > 1) return false
  const [x, y] = [a.slice(0, endA), b.slice(0, endB)]
  return x === y || (x.length > 3 && y.length > 3 && edits(x, y, 1) === 1)
}

const parent = {
  same: codeOf('parent', 'same'),
  similar: codeOf('parent', 'similar'),
  different: codeOf('parent', 'different'),
}

/** The level code for parents' names; similar where only the forename agrees. */
export const compareParents = (a: Standard, b: Standard): number => {
  if (a.parents.length === 0 || b.parents.length === 0) return 0
  if (share(a.parents, b.parents)) return parent.same
  for (const one of a.parents) for (const other of b.parents) if (sameForename(one, other)) return parent.similar
  return parent.different
}
