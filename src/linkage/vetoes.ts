import { isAlikeByMiddle, isCalledOtherwise, isKnownByAThird, namesAmong } from './compare-names.ts'
import { codeOf, factAt } from './facts.ts'
import { leadingForenames } from './name-tables.ts'
import { isSpokenAgainst } from './namesakes.ts'
import type { Standard } from './standard.ts'
import { areSwappedNearly } from './swapped-names.ts'
import { vetoRules } from './veto-rules.ts'

const numbersDiffer = vetoRules['nhs-differs'].bit | vetoRules['upn-differs'].bit

/** Hard rules under which people are asked only where all else would have linked: brothers and sisters break them daily. */
const seldomAsked = numbersDiffer | vetoRules['twin-pattern'].bit | vetoRules['id-conflict'].bit

/** True where the rules broken are worth a question only at the bits of a link. No family gives two of one birth one name. */
export const isSeldomAsked = ({ vetoes, vector }: { vector: readonly number[]; vetoes: number }): boolean => {
  const isNamedAlike = vector[factAt.forename] === forename.exact && vector[factAt.birth] === birth.same
  return (vetoes & (isNamedAlike ? seldomAsked & ~numbersDiffer : seldomAsked)) !== 0
}

const forename = {
  exact: codeOf('forename', 'exact'),
  variant: codeOf('forename', 'variant'),
  short: codeOf('forename', 'short'),
  alias: codeOf('forename', 'alias'),
  slip: codeOf('forename', 'slip'),
  close: codeOf('forename', 'close'),
  sound: codeOf('forename', 'sound'),
  initial: codeOf('forename', 'initial'),
  leading: codeOf('forename', 'leading'),
  swapped: codeOf('forename', 'swapped'),
  different: codeOf('forename', 'different'),
}
const birth = {
  same: codeOf('birth', 'same'),
  swapped: codeOf('birth', 'swapped'),
  digit: codeOf('birth', 'digit'),
  sameMonth: codeOf('birth', 'same-month'),
  sameYear: codeOf('birth', 'same-year'),
  parts: codeOf('birth', 'parts'),
  different: codeOf('birth', 'different'),
  digits: codeOf('birth', 'digits'),
}
const otherSurname = codeOf('surname', 'different')
const middleDiffers = codeOf('middle', 'different')
const [home, lastHomeLevel] = [codeOf('address', 'home'), codeOf('address', 'previous')]
const otherParent = codeOf('parent', 'different')
const [anotherHouse, otherHome] = [codeOf('address', 'other-house'), codeOf('address', 'different')]
const [same, differs] = [1, 2] as const

/** True where both share a household or a family name, as twins do. */
const sameFamily = (vector: readonly number[]): boolean => {
  const surname = vector[factAt.surname]!
  return (surname !== 0 && surname !== otherSurname) || oneHousehold(vector)
}

const oneHousehold = (vector: readonly number[]): boolean => {
  const address = vector[factAt.address]!
  if (address !== 0 && address <= lastHomeLevel && address !== anotherHouse) return true
  return vector[factAt.phone] === same || vector[factAt.email] === same || vector[factAt.parent] === same
}

/** "Mohammed" Ali and "Mohammed" Hassan: the forename is one that brothers share, and what follows differs. */
const onlyLeadingAgrees = (a: Standard, b: Standard, vector: readonly number[]): boolean =>
  vector[factAt.middle] === middleDiffers &&
  leadingForenames.has(a.calledBy[0] ?? '') &&
  leadingForenames.has(b.calledBy[0] ?? '')

const numbersShared = (vector: readonly number[]): number =>
  (vector[factAt.nhs] === same ? 1 : 0) +
  (vector[factAt.upn] === same ? 1 : 0) +
  (vector[factAt.uln] === same ? 1 : 0) +
  (vector[factAt.local] === same ? 1 : 0)

/**
 * Which child of a birth it is, where a forename is not given. Only the NHS number tells for a baby not named yet; a return that
 * never gives names (children in need, looked after) tells by its UPN, since twins have two, and by the number that the
 * system it comes from gave the child.
 */
const tellsWithoutName = (a: Standard, b: Standard, vector: readonly number[]): boolean =>
  vector[factAt.nhs] === same ||
  (vector[factAt.local] === same && [0, birth.same].includes(vector[factAt.birth]!)) ||
  (!a.unnamed && !b.unnamed && vector[factAt.upn] === same && vector[factAt.birth] === birth.same)

/**
 * True for Mia and Millie, both short for Amelia: neither is the other's full name, and sisters may be called so. Fred and
 * Freddie are not two boys' names.
 */
const shortOfAThird = (a: Standard, b: Standard): boolean =>
  !a.fullNames.includes(b.fullNames[0] ?? '') &&
  !b.fullNames.includes(a.fullNames[0] ?? '') &&
  !a.forename.startsWith(b.forename) &&
  !b.forename.startsWith(a.forename)

/**
 * How many numbers two records of one family and birthday must share before the machine takes two forenames for one child's.
 * Twins are named alike, and one may carry the other's number by mistake; that both numbers went astray is not believed.
 */
const numbersNeeded = (a: Standard, b: Standard, vector: readonly number[]): number => {
  const name = vector[factAt.forename]!
  if (name === forename.short) return shortOfAThird(a, b) || vector[factAt.middle] === middleDiffers ? 2 : 0
  if (name === forename.alias) return isKnownByAThird(a, b) ? 2 : 0
  if (name === forename.swapped) return areSwappedNearly(a, b) ? 2 : 0
  if (name === forename.leading) return isCalledOtherwise(a, b) ? 2 : 0
  // Twins seldom have one middle name.
  const spared = vector[factAt.middle] === same ? 1 : 0
  if (name === forename.initial) return 1 - spared
  const isAlike = name === forename.slip || name === forename.close || name === forename.sound
  if (!isAlike) return 0
  if (vector[factAt.sex] === differs || vector[factAt.middle] === middleDiffers) return 2
  return name === forename.slip ? 0 : (namesAmong(a, b) === 0 ? 1 : 2) - spared
}

/** Two forms that are each a name, or have other middle names beside them: no third record can make one child of them. */
const areTwoNames = (a: Standard, b: Standard, vector: readonly number[]): boolean => {
  const name = vector[factAt.forename]!
  if (name === forename.short || name === forename.swapped) return true
  const isAlike = name === forename.close || name === forename.sound
  return (
    (isAlike && namesAmong(a, b) === 2) ||
    ((isAlike || name === forename.slip) && vector[factAt.middle] === middleDiffers)
  )
}

const bornTogether = (vector: readonly number[]): boolean => {
  const born = vector[factAt.birth]!
  return born === birth.same || born === birth.swapped || born === birth.digit || born === birth.sameMonth
}

const twinVetoes = (a: Standard, b: Standard, vector: readonly number[], shared: number): number => {
  const together = bornTogether(vector)
  if (a.birthOrder !== 0 && b.birthOrder !== 0 && a.birthOrder !== b.birthOrder && together)
    return vetoRules['twin-pattern'].bit
  const name = vector[factAt.forename]!
  if (name === 0) {
    // "Twin 2" says that there is another: one number may be the other's.
    const ofBirth = a.birthOrder + b.birthOrder > 0 && shared < 2
    return tellsWithoutName(a, b, vector) && !ofBirth ? 0 : vetoRules.unnamed.bit
  }
  if (!(together || vector[factAt.birth] === 0) || !sameFamily(vector)) return 0
  if (name === forename.different || onlyLeadingAgrees(a, b, vector)) return vetoRules['twin-pattern'].bit
  // One may be called by a middle name, and so may the other twin's initial be: a third record cannot tell.
  if (name === forename.initial && isAlikeByMiddle(a, b)) return vetoRules['twin-names'].bit
  if (shared >= numbersNeeded(a, b, vector)) return 0
  return areTwoNames(a, b, vector) ? vetoRules['twin-names'].bit : vetoRules['twin-close'].bit
}

/** True where two records may be of one child or of children of one birth. */
export const mayBeOfOneBirth = (vector: readonly number[]): boolean => bornTogether(vector) && sameFamily(vector)

const toldApart = numbersDiffer | vetoRules['twin-pattern'].bit | vetoRules['twin-names'].bit

/**
 * True where two records look like twins: one birthday, one household, and two forenames, be they as alike as Zara and Zahra if
 * two numbers tell them apart. A surname alone is no household.
 */
export const showsTwin = ({ vector, vetoes }: { vector: readonly number[]; vetoes: number }): boolean =>
  (vetoes & toldApart) !== 0 &&
  vector[factAt.forename] !== forename.exact &&
  vector[factAt.birth] === birth.same &&
  oneHousehold(vector)

/** True where one number ties two records of which one has a surname alone. */
export const isNamelessTie = (vector: readonly number[]): boolean =>
  vector[factAt.forename] === 0 && vector[factAt.surname] !== 0 && vector[factAt.nhs] === same

export const differsInForename = (vector: readonly number[]): boolean => vector[factAt.forename] === forename.different

/** True where the forenames are alike in some way, if only by an initial: one of them may stand for the other. */
export const areFormsOfName = (vector: readonly number[]): boolean => {
  const name = vector[factAt.forename]!
  return name !== 0 && name !== forename.different && name !== forename.swapped
}

/** Where the family is known to have twins: anything but the same forename leaves open which of them. */
export const leavesTwinOpen = (vector: readonly number[]): boolean => {
  const name = vector[factAt.forename]!
  return name !== forename.exact && bornTogether(vector) && numbersShared(vector) < 2
}

const isOtherDate = (born: number): boolean => born === birth.different || born === birth.digits

/** A number in common, yet the forename differs and the rest does not speak with one voice: a sibling's number, mis-keyed. */
const isIdConflict = (a: Standard, b: Standard, vector: readonly number[]): boolean => {
  const given = vector[factAt.forename]!
  const name = given === forename.initial && isAlikeByMiddle(a, b) ? forename.different : given
  const born = vector[factAt.birth]!
  const bornApart = born === birth.parts || isOtherDate(born)
  return name === forename.different || (bornApart && (name === forename.sound || name === forename.initial))
}

/**
 * Another birth date, and too little to outweigh it: a number in common outweighs it under the same name (brothers are not called
 * the same), two under a name like it; a date with one part wrong is outweighed by the same name in the same home, one with a digit
 * wrong by the same name or home.
 */
const isBornApart = (vector: readonly number[], shared: number): boolean => {
  const born = vector[factAt.birth]!
  const name = vector[factAt.forename]!
  const named = name === forename.exact || name === forename.variant || name === forename.short
  if (born === birth.digit) return shared === 0 && !named && vector[factAt.address] === otherHome
  if (!isOtherDate(born) && born !== birth.parts) return false
  if (shared > 1 || (shared === 1 && (named || born === birth.parts))) return false
  return isOtherDate(born) || !named || vector[factAt.address] !== home
}

/** Bits of the rules that two records break; `vector` is their levels. The namesake rule needs frequencies and is the scorer's. */
export const vetoMask = (a: Standard, b: Standard, vector: readonly number[]): number => {
  const shared = numbersShared(vector)
  let mask = twinVetoes(a, b, vector, shared)
  if (vector[factAt.nhs] === differs) mask |= vetoRules['nhs-differs'].bit
  if (vector[factAt.upn] === differs) mask |= vetoRules['upn-differs'].bit
  if (shared > 0 && isIdConflict(a, b, vector)) mask |= vetoRules['id-conflict'].bit
  if (isBornApart(vector, shared)) mask |= vetoRules['birth-differs'].bit
  if (isBornToOthers(vector)) mask |= vetoRules['surname-differs'].bit
  return mask
}

/**
 * Another surname, and nothing that outweighs it: an adopted child keeps forename, middle name and perhaps the school, so that these do
 * not where home, contact or parents differ; nor does a UPN alone, which schools let adopted children keep though they should not.
 */
const isBornToOthers = (vector: readonly number[]): boolean =>
  vector[factAt.surname] === otherSurname &&
  !(isSpokenAgainst(vector) ? isTied(vector) && !isTiedByUpnAlone(vector) : isCorroborated(vector))
const isTiedByUpnAlone = (vector: readonly number[]): boolean =>
  vector[factAt.upn] === same && numbersShared(vector) === 1 && !oneHousehold(vector)

/** True where something besides names, sex and birth date agrees; a school not where the parents differ, for it has many children. */
export const isCorroborated = (vector: readonly number[]): boolean =>
  isTied(vector) ||
  (vector[factAt.school] === same && vector[factAt.parent] !== otherParent) ||
  vector[factAt.middle] === same

/** True where a number or the household agrees. */
const isTied = (vector: readonly number[]): boolean => numbersShared(vector) > 0 || oneHousehold(vector)
