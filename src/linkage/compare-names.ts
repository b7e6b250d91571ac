import { codeOf } from './facts.ts'
import { courtesy, firstWord, share } from './name-forms.ts'
import { canonicalForename, isGivenName } from './name-tables.ts'
import { relatedForenames } from './related-names.ts'
import { areMisread, edits, isClose, isSlip } from './similarity.ts'
import type { Standard } from './standard.ts'
import { areSwapped } from './swapped-names.ts'

const within = (part: readonly string[], whole: readonly string[]): boolean => part.every(word => whole.includes(word))

const soundsLike = (a: string, b: string, soundA: string, soundB: string): boolean =>
  (soundA === soundB && soundA.length > 1) || (a.length > 3 && b.length > 3 && isClose(a, b, 0.88))

const forename = {
  exact: codeOf('forename', 'exact'),
  variant: codeOf('forename', 'variant'),
  short: codeOf('forename', 'short'),
  alias: codeOf('forename', 'alias'),
  partly: codeOf('forename', 'partly'),
  slip: codeOf('forename', 'slip'),
  leading: codeOf('forename', 'leading'),
  close: codeOf('forename', 'close'),
  sound: codeOf('forename', 'sound'),
  initial: codeOf('forename', 'initial'),
  swapped: codeOf('forename', 'swapped'),
  different: codeOf('forename', 'different'),
}

const surname = {
  exact: codeOf('surname', 'exact'),
  variant: codeOf('surname', 'variant'),
  alias: codeOf('surname', 'alias'),
  half: codeOf('surname', 'half'),
  close: codeOf('surname', 'close'),
  sound: codeOf('surname', 'sound'),
  swapped: codeOf('surname', 'swapped'),
  different: codeOf('surname', 'different'),
}

/** Ji-Hoon and Jihoon, Mary Kate and Marykate. */
const areWrittenTogether = (a: string, b: string): boolean => a.replaceAll(' ', '') === b.replaceAll(' ', '')

/** "Yuxuan" and "Yu Xuan Hin": the one name of a record is the first two or more of the other's, written together. */
const isWrittenTogetherIn = (one: Standard, several: Standard): boolean => {
  if (one.forenameWords.length !== 1 || several.forenameWords.length < 3) return false
  let together = ''
  for (const word of several.forename.split(' ')) {
    together += word
    if (together.length >= one.forename.length) break
  }
  return together === one.forename
}

/** Names of several words: the same set, one within the other, or only a leading name shared. 0 if none of these. */
const compareWords = (a: Standard, b: Standard): number => {
  const [wordsA, wordsB] = [a.forenameWords, b.forenameWords]
  if (wordsA.length !== wordsB.length && areWrittenTogether(a.forename, b.forename)) return forename.variant
  if (wordsA.length === wordsB.length && within(wordsA, wordsB) && within(wordsB, wordsA)) return forename.variant
  if (wordsA.length === 1 && wordsB.length === 1) return share(a.fullNames, b.fullNames) ? forename.short : 0
  if (within(a.calledBy, b.calledBy) || within(b.calledBy, a.calledBy)) return forename.partly
  if (within(wordsA, wordsB) || within(wordsB, wordsA)) return forename.leading
  if (isWrittenTogetherIn(a, b) || isWrittenTogetherIn(b, a)) return forename.partly
  if (wordsA[0] === wordsB[0] && a.calledBy[0] === b.calledBy[0]) return forename.close
  if (share(a.fullNames, b.fullNames) && a.calledBy[0] === wordsA[0] && b.calledBy[0] === wordsB[0])
    return forename.partly
  return 0
}

const isInitial = (a: string, b: string): boolean => (a.length === 1 || b.length === 1) && a[0] === b[0]

/** Forename words of each record that the other has not. */
const wordsApart = (a: Standard, b: Standard): readonly [readonly string[], readonly string[]] => {
  const [wordsA, wordsB] = [a.forename.split(' '), b.forename.split(' ')]
  return [wordsA.filter(word => !wordsB.includes(word)), wordsB.filter(word => !wordsA.includes(word))]
}

/** A word of a record's forename: known as a name itself, or as all of a forename that many bear. */
const isName = (word: string, of: Standard): boolean => (word === of.forename && of.isName) || isGivenName(word)

/** How many of two forms of a forename are known as names: with one, the other may be a slip; with two, there may be two children. */
export const namesAmong = (a: Standard, b: Standard): number => {
  const [[one, more], [other, evenMore]] = wordsApart(a, b)
  if (one === undefined || other === undefined || more !== undefined || evenMore !== undefined) return 2
  return (isName(one, a) ? 1 : 0) + (isName(other, b) ? 1 : 0)
}

/** A name with one letter wrong, dropped, added or out of place, or more in a long one. */
const isMiswritten = (form: string, name: string): boolean =>
  isSlip(form, name) || (form.length > 1 && name.length > 2 && edits(form, name, 1) === 1)

/** Danny and Denny, Lina and Lana: short names with another vowel are as often two names as a slip. */
const differsInVowel = (a: string, b: string): boolean => {
  if (a.length !== b.length || a.length > 6) return false
  const apart = [...a].map((letter, at) => letter + b[at]).filter(([x, y]) => x !== y)
  return apart.length === 1 && /^[aeiou]{2}$/.test(apart[0] ?? '')
}

/**
 * True where one form is a known name and the other is none, but a slip of the pen for it, for another spelling of it, or for
 * a short form: "Sbeastian" for Seb. What is called by beside a leading name counts: "Hasaan" for Mohammed Hassan.
 */
const isSlipOfAName = (a: Standard, b: Standard): boolean => {
  const isLed = a.calledBy.length < a.forenameWords.length || b.calledBy.length < b.forenameWords.length
  const [one, other] = isLed ? [a.calledBy.join(' '), b.calledBy.join(' ')] : [a.forename, b.forename]
  if (one.includes(' ') || other.includes(' ')) return namesAmong(a, b) === 1 && isSlip(one, other)
  const known = isName(one, a)
  if (known === isName(other, b)) return false
  const [name, form] = known ? [one, other] : [other, one]
  if (differsInVowel(name, form)) return false
  if (isMiswritten(form, name) || soundsLike(one, other, a.forenameSound, b.forenameSound)) return true
  return relatedForenames(name).some(related => isMiswritten(form, related))
}

/** "Calra" and "Clara Lola": the one name that a record gives is none, but a slip of the pen for the first of the several that the other gives. */
const isSlipOfTheFirst = (a: Standard, b: Standard): boolean => {
  const [one, several] = a.forenameWords.length === 1 ? [a, b] : [b, a]
  if (one.forenameWords.length !== 1 || several.forenameWords.length < 2) return false
  if (several.forenameWords[0] !== several.calledBy[0]) return false
  // As it is written: Olivia's common form is Oliwia, from which "Ollivia" is further.
  const name = firstWord(several.forename)
  return (
    isGivenName(name) &&
    !isName(one.forename, one) &&
    !differsInVowel(name, one.forename) &&
    isMiswritten(one.forename, name)
  )
}

/** "Josepph" and "Jpseph": neither is a name, so that one at least is miswritten, and perhaps both. */
const areBothMiswritten = (a: Standard, b: Standard): boolean =>
  Math.min(a.forename.length, b.forename.length) > 4 && edits(a.forename, b.forename, 2) <= 2 && namesAmong(a, b) === 0

/** A middle name that may be the other record's forename: its initial, or with a slip. */
const isMiddleLike = (middles: readonly string[], { calledBy }: Standard): boolean => {
  const [called = ''] = calledBy
  return middles.some(name => (name.length === 1 ? called.startsWith(name) : isSlip(name, called)))
}

/** True where all that speaks for one forename is that a middle name of one record may be the forename of the other. */
export const isAlikeByMiddle = (a: Standard, b: Standard): boolean =>
  a.forename.length > 1 && b.forename.length > 1 && (isMiddleLike(a.middles, b) || isMiddleLike(b.middles, a))

/** All given names of a record in their order, forename and middle names, by place; undefined behind the last. */
const givenName = ({ forenameWords, middles }: Standard, at: number): string | undefined =>
  at < forenameWords.length ? forenameWords[at] : middles[at - forenameWords.length]

/**
 * True for "Mohammed", middle name Zakaria, and "Mohammed Zakaria": the same given names, which two files part differently into
 * forename and middle names. One may leave out the last or give its initial, but not of the first two.
 */
const areGivenAlike = (a: Standard, b: Standard): boolean => {
  if (a.forenameWords.length === b.forenameWords.length) return false
  const [most, more] = [a.forenameWords.length + a.middles.length, b.forenameWords.length + b.middles.length]
  const count = Math.min(most, more)
  for (let at = 0; at < count; at++) {
    const [one, other] = [givenName(a, at)!, givenName(b, at)!]
    if (one !== other && (at < 2 || !isInitial(one, other))) return false
  }
  return count > 1
}

/** The level code for the forename; 0 where either has none that means anything. */
export const compareForenames = (a: Standard, b: Standard): number => {
  if (a.forename === '' || b.forename === '') return share(a.aliases, b.aliases) ? forename.alias : 0
  if (a.forename === b.forename || areGivenAlike(a, b)) return forename.exact
  const words = compareWords(a, b)
  if (words === forename.variant || words === forename.short) return words
  if (areSwapped(a, b)) return forename.swapped
  // A preferred name that only repeats the forename, as many files have it, tells no more than the forename does.
  if (words === forename.partly) return words
  if (a.aliases.length + b.aliases.length > 0) {
    if (share(a.aliases, b.fullNames) || share(b.aliases, a.fullNames) || share(a.aliases, b.aliases))
      return forename.alias
  }
  if (words !== 0) return words
  if (share(a.middles, b.calledBy) || share(b.middles, a.calledBy)) return forename.partly
  if (isInitial(a.forename, b.forename)) return forename.initial
  if (isSlipOfAName(a, b) || isSlipOfTheFirst(a, b)) return forename.slip
  if (a.calledBy.length < a.forenameWords.length && b.calledBy.length < b.forenameWords.length) {
    // "Mohammed Ali" and "Mohammed Hassan" look alike only by the name that brothers share.
    return isSlip(a.calledBy.join(' '), b.calledBy.join(' ')) ? forename.close : forename.different
  }
  if (isSlip(a.forename, b.forename) || areBothMiswritten(a, b) || areMisread(a.forename, b.forename))
    return forename.close
  if (soundsLike(a.forename, b.forename, a.forenameSound, b.forenameSound)) return forename.sound
  return isAlikeByMiddle(a, b) ? forename.initial : forename.different
}

/**
 * True for Jonathan, known as Jon, and Jack: no name that either is known by is the other's, but both may be short for a third. Of one
 * birth they are as well two brothers.
 */
export const isKnownByAThird = (a: Standard, b: Standard): boolean =>
  !share(a.aliases, b.aliases) && !share(a.aliases, b.forenameWords) && !share(b.aliases, a.forenameWords)

/** A name that one file keeps as the surname and another between the names: the father's or grandfather's, or a mother's. */
const isMiddleOf = (surnames: readonly string[], middles: readonly string[]): boolean =>
  middles.length > 0 && surnames.some(name => name.length > 1 && middles.includes(canonicalForename(name)))

const article = /^(?:[aeu]l|d[aeo]s?|d[iu]|del|la|le|van|von)$/

/** Al-Masri, from whom the article is taken, and Almasri; da Silva and Silva. */
const isWithArticle = (long: string, short: string): boolean =>
  short.length > 4 && long.length > short.length && long.endsWith(short) && article.test(long.slice(0, -short.length))

/** The level code for the surname. */
export const compareSurnames = (a: Standard, b: Standard): number => {
  if (a.surname === '' || b.surname === '') {
    return share(a.otherSurnames, b.surnameWords) || share(b.otherSurnames, a.surnameWords) ? surname.alias : 0
  }
  if (a.surname === b.surname) return surname.exact
  if (a.surnameCanonical === b.surnameCanonical) return surname.variant
  if (isWithArticle(a.surname, b.surname) || isWithArticle(b.surname, a.surname)) return surname.variant
  if (areSwapped(a, b)) return surname.swapped
  if (a.otherSurnames.length + b.otherSurnames.length > 0) {
    if (a.otherSurnames.includes(b.surnameCanonical) || b.otherSurnames.includes(a.surnameCanonical))
      return surname.alias
    if (share(a.otherSurnames, b.otherSurnames)) return surname.alias
  }
  if (isMiddleOf(a.surnameWords, b.middles) || isMiddleOf(b.surnameWords, a.middles)) return surname.alias
  if (a.surnameWords.length + b.surnameWords.length > 2 && share(a.surnameWords, b.surnameWords)) return surname.half
  if (isSlip(a.surname, b.surname) || areMisread(a.surname, b.surname)) return surname.close
  return soundsLike(a.surname, b.surname, a.surnameSound, b.surnameSound) ? surname.sound : surname.different
}

const middle = {
  same: codeOf('middle', 'same'),
  initial: codeOf('middle', 'initial'),
  different: codeOf('middle', 'different'),
}

/** The level code for middle names. */
export const compareMiddles = (a: Standard, b: Standard): number => {
  if (a.middles.length === 0 || b.middles.length === 0) return 0
  // A middle name used as forename has been weighed there, and the forename used as middle name has not.
  const [given, taken] = [share(a.middles, b.calledBy), share(b.middles, a.calledBy)]
  if (given || taken) return given && taken ? middle.same : 0
  const inCommon = a.middles.filter(name => b.middles.includes(name))
  if (inCommon.length > 0) return inCommon.every(name => courtesy.has(name)) ? 0 : middle.same
  for (const one of a.middles) for (const other of b.middles) if (isInitial(one, other)) return middle.initial
  return middle.different
}

/**
 * True for "Mohammed" with the middle names Yusuf Ayaan, and "Mohammed Bilal": one forename is only the leading name of the other,
 * and what each is called by beside it differs. Both may be of one child only where the one has no middle names.
 */
export const isCalledOtherwise = (a: Standard, b: Standard): boolean => {
  const [led, whole] = a.forenameWords.length < b.forenameWords.length ? [a, b] : [b, a]
  const names = [...whole.calledBy, ...whole.middles]
  const isOne = (own: string): boolean => names.some(name => own === name || isSlip(own, name) || isInitial(own, name))
  return led.middles.length > 0 && !led.middles.some(isOne)
}
