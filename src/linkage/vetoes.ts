import { codeOf, factAt } from './facts.ts'
import { leadingForenames } from './name-tables.ts'
import type { Standard } from './standard.ts'

/** A rule that stops the machine from joining two records, whatever they score. */
export type VetoRule =
  | 'nhs-differs'
  | 'upn-differs'
  | 'twin-pattern'
  | 'id-conflict'
  | 'twin-close'
  | 'unnamed'
  | 'birth-differs'
  | 'surname-differs'
  | 'namesake'

/**
 * Each rule's place in a score's mask, what it says, and whether it is hard: a hard one also stands between two groups of
 * records when only one record of each breaks it, since those two records are of different children.
 */
export const vetoRules: Readonly<
  Record<VetoRule, { readonly bit: number; readonly hard: boolean; readonly words: string }>
> = {
  'id-conflict': {
    bit: 8,
    hard: true,
    words: 'Shares a number with another child: forename and other facts disagree, so it may be mis-keyed',
  },
  'nhs-differs': { bit: 1, hard: true, words: 'Two different valid NHS numbers' },
  'upn-differs': {
    bit: 2,
    hard: true,
    words: 'Two different valid UPNs, neither known to be a former one of the other',
  },
  'twin-pattern': { bit: 4, hard: true, words: 'May be twins: same birth date and family, another forename' },
  'twin-close': {
    bit: 16,
    hard: false,
    words: 'May be twins with names alike: only one letter or sound tells the forenames apart',
  },
  unnamed: {
    bit: 32,
    hard: false,
    words: 'One record has no forename: without a number in common it cannot be told which child of a birth it is',
  },
  'birth-differs': { bit: 64, hard: false, words: 'Birth dates differ, and too few numbers are shared to outweigh it' },
  'surname-differs': {
    bit: 256,
    hard: false,
    words: 'Surnames differ, and no number, home, contact, parent or school agrees',
  },
  namesake: { bit: 128, hard: false, words: 'A common name with the same birth date, and nothing else that agrees' },
}

/** The rules in a mask, in the order above. */
export const rulesIn = (mask: number): readonly VetoRule[] =>
  (Object.keys(vetoRules) as VetoRule[]).filter(rule => (mask & vetoRules[rule].bit) !== 0)

const hardBits = Object.values(vetoRules).reduce((mask, rule) => mask | (rule.hard ? rule.bit : 0), 0)

/** True where the mask has a rule that makes these two records of different children, or needs people to say they are not. */
export const isHard = (mask: number): boolean => (mask & hardBits) !== 0

const forename = {
  close: codeOf('forename', 'close'),
  sound: codeOf('forename', 'sound'),
  initial: codeOf('forename', 'initial'),
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
}
const otherSurname = codeOf('surname', 'different')
const middleDiffers = codeOf('middle', 'different')
const lastHomeLevel = codeOf('address', 'previous')
const anotherHouse = codeOf('address', 'other-house')
const same = 1
const differs = 2

/** True where both share a household or a family name, as twins do. */
const sameFamily = (vector: readonly number[]): boolean => {
  const surname = vector[factAt.surname]!
  const address = vector[factAt.address]!
  if (surname !== 0 && surname !== otherSurname) return true
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

const twinVetoes = (a: Standard, b: Standard, vector: readonly number[], shared: number): number => {
  const born = vector[factAt.birth]!
  const together = born === birth.same || born === birth.swapped || born === birth.digit || born === birth.sameMonth
  if (a.birthOrder !== 0 && b.birthOrder !== 0 && a.birthOrder !== b.birthOrder && together)
    return vetoRules['twin-pattern'].bit
  const name = vector[factAt.forename]!
  if (name === 0) return tellsWithoutName(a, b, vector) ? 0 : vetoRules.unnamed.bit
  if (!(together || born === 0) || !sameFamily(vector)) return 0
  if (name === forename.different || onlyLeadingAgrees(a, b, vector)) return vetoRules['twin-pattern'].bit
  const alike = name === forename.close || name === forename.sound || name === forename.initial
  return alike && shared < 2 ? vetoRules['twin-close'].bit : 0
}

/** A number in common, yet the forename differs and the rest does not speak with one voice: a sibling's number, mis-keyed. */
const isIdConflict = (vector: readonly number[]): boolean => {
  const name = vector[factAt.forename]!
  const born = vector[factAt.birth]!
  const bornApart = born === birth.parts || born === birth.different
  return name === forename.different || (bornApart && (name === forename.sound || name === forename.initial))
}

/** Bits of the rules that two records break; `vector` is their levels. The namesake rule needs frequencies and is the scorer's. */
export const vetoMask = (a: Standard, b: Standard, vector: readonly number[]): number => {
  const shared = numbersShared(vector)
  let mask = twinVetoes(a, b, vector, shared)
  if (vector[factAt.nhs] === differs) mask |= vetoRules['nhs-differs'].bit
  if (vector[factAt.upn] === differs) mask |= vetoRules['upn-differs'].bit
  if (shared > 0 && isIdConflict(vector)) mask |= vetoRules['id-conflict'].bit
  const born = vector[factAt.birth]!
  // One number may be mis-keyed from a brother who is called alike: it takes two to outweigh another birth date.
  const bornApart = (born === birth.different && shared < 2) || (born === birth.parts && shared === 0)
  if (bornApart) mask |= vetoRules['birth-differs'].bit
  if (vector[factAt.surname] === otherSurname && !isCorroborated(vector)) mask |= vetoRules['surname-differs'].bit
  return mask
}

/** True where something besides names, sex and birth date agrees. */
export const isCorroborated = (vector: readonly number[]): boolean => {
  const address = vector[factAt.address]!
  if (numbersShared(vector) > 0 || (address !== 0 && address <= lastHomeLevel && address !== anotherHouse)) return true
  return (
    vector[factAt.phone] === same ||
    vector[factAt.email] === same ||
    vector[factAt.parent] === same ||
    vector[factAt.school] === same ||
    vector[factAt.middle] === same
  )
}
