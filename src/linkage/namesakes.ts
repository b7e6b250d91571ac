import { codeOf, factAt } from './facts.ts'
import { leadingForenames } from './name-tables.ts'
import type { Standard } from './standard.ts'

const isAmong = (levels: readonly (readonly [number, number])[], vector: readonly number[]): boolean =>
  levels.some(([fact, code]) => vector[fact] === code)

const different = (['address', 'phone', 'email', 'parent'] as const).map(
  fact => [factAt[fact], codeOf(fact, 'different')] as const,
)

/** True where home, telephone, e-mail or parents differ, as a namesake's do and those of a child who moved. */
export const isSpokenAgainst = (vector: readonly number[]): boolean => isAmong(different, vector)

const [leading, exact] = [codeOf('forename', 'leading'), codeOf('forename', 'exact')]
const numbers = (['nhs', 'upn', 'uln', 'local'] as const).map(fact => [factAt[fact], codeOf(fact, 'same')] as const)

/** True where an NHS number, UPN, ULN or a system's own number is the same. */
export const sharesNumber = (vector: readonly number[]): boolean => isAmong(numbers, vector)

/** True where a record gives only a name that brothers share, and nothing that tells one from another: Mohammed. */
export const isOnlyLed = ({ calledBy, middles }: Pick<Standard, 'calledBy' | 'middles'>): boolean =>
  middles.length === 0 && leadingForenames.has(calledBy[0] ?? '')

/**
 * True where no number is shared and one record gives only the name that brothers share: Mohammed, and Mohammed Yusuf, or Mohammed
 * with the middle name Yusuf. `isOneOnlyLed` says so of the latter, which levels do not tell.
 */
export const isLedAlike = (vector: readonly number[], isOneOnlyLed: boolean): boolean =>
  (vector[factAt.forename] === leading || (vector[factAt.forename] === exact && isOneOnlyLed)) &&
  !isAmong(numbers, vector)

const nearly = new Set((['slip', 'close', 'sound', 'initial'] as const).map(level => codeOf('forename', level)))

/** True where the forenames are a letter or two apart, or one is an initial: a slip, or a twin's. */
export const isNearlyNamed = (vector: readonly number[]): boolean => nearly.has(vector[factAt.forename]!)

const contacts = ['phone', 'email', 'parent', 'middle'] as const
const contactsAgreeing = contacts.map(fact => [factAt[fact], codeOf(fact, 'same')] as const)
const agreeing = [
  ...contactsAgreeing,
  ...(['home', 'shared-home', 'previous'] as const).map(level => [factAt.address, codeOf('address', level)] as const),
]
const birthsApart = (['digit', 'parts', 'digits', 'different'] as const).map(
  level => [factAt.birth, codeOf('birth', level)] as const,
)
const differing = [
  ...birthsApart,
  ...contacts.map(fact => [factAt[fact], codeOf(fact, 'different')] as const),
  ...(['other-house', 'different'] as const).map(level => [factAt.address, codeOf('address', level)] as const),
]

/**
 * True for a child of whom a health system tells, and no school: too young for one, so that there are fewer facts by which two records of
 * it could agree.
 */
export const isToldByNoSchool = (a: Standard, b: Standard): boolean =>
  a.school === 0 && b.school === 0 && a.upn === 0 && b.upn === 0 && a.nhs + b.nhs > 0

const otherHouse = codeOf('address', 'other-house')

/**
 * True where both live in one postcode and in two houses, and no number, contact, parent or middle name agrees: cousins of one name live
 * so, and the postcode, which is rare among strangers, is no evidence between them; nor is the school that they share.
 */
export const areNextDoor = (vector: readonly number[]): boolean =>
  vector[factAt.address] === otherHouse && !isAmong(numbers, vector) && !isAmong(contactsAgreeing, vector)

/**
 * True where two records that one system tells may well be of two namesakes, since it keeps a child once: no number, home, contact,
 * parent or middle name agrees, and one of them or the birth date differs.
 */
export const areTwoNamesakes = (vector: readonly number[]): boolean =>
  !isAmong(numbers, vector) && !isAmong(agreeing, vector) && isAmong(differing, vector)

const otherSurname = codeOf('surname', 'different')
const otherHome = codeOf('address', 'different')

const telling = [
  ...contactsAgreeing.filter(([fact]) => fact !== factAt.parent),
  [factAt.school, codeOf('school', 'same')] as const,
]

/**
 * True where no birth date is told on both, the homes differ, and no number, telephone, e-mail, middle name or school agrees: a parent of
 * the same name is left, as namesakes have wherever families share few names.
 */
export const isUndated = (vector: readonly number[]): boolean =>
  vector[factAt.birth] === 0 &&
  vector[factAt.address] === otherHome &&
  !isAmong(numbers, vector) &&
  !isAmong(telling, vector)

/**
 * True where surname and home differ and no contact, parent or middle name agrees, whatever number is shared: of one system that keeps
 * a child once, a child's two records say that it has two lives, as an adopted child's do, and the machine does not bring them together.
 */
export const areTwoLives = (vector: readonly number[]): boolean =>
  vector[factAt.surname] === otherSurname && vector[factAt.address] === otherHome && !isAmong(contactsAgreeing, vector)

/**
 * True where the birth dates are quite others, whatever number is shared: of one system that keeps a child once these are a child and a
 * sister of the same name who has its number.
 */
export const areBornApart = (vector: readonly number[]): boolean =>
  vector[factAt.birth] === codeOf('birth', 'different')

const otherForms = new Set((['variant', 'short', 'alias', 'partly'] as const).map(level => codeOf('forename', level)))

/**
 * True where one forename stands for the other, in another spelling, in short, as an alias or as one of several, or is a letter or two from
 * it, and no number is shared: Haley and Hayley, Rosemary and Rosie, Theodore and Freddie Theodore, Zahra and Zaraa, of one system, are
 * two children. So are Mohammed and Mohammed, where neither gives more than the name that brothers share (`areBothOnlyLed`).
 */
export const areCalledAlike = (vector: readonly number[], areBothOnlyLed: boolean): boolean =>
  (otherForms.has(vector[factAt.forename]!) ||
    isNearlyNamed(vector) ||
    (areBothOnlyLed && vector[factAt.forename] === exact)) &&
  !isAmong(numbers, vector)
