/** Words that stand where a forename is not yet known or not meant. They never identify and are never compared. */
const placeholderWords = new Set(
  (
    'baby bby infant newborn neonate unborn unknown unnamed notknown unk boy girl male female child son daughter of ' +
    'twin triplet quad triplets twins tba tbc test nil none n xx xxx xxxx not known no name forename surname given ' +
    'mr mrs miss ms master i ii iii one two three first second third a b c d minor dob'
  ).split(' '),
)

/** Of those, the words that alone make a forename a placeholder; "a", "one" only add to such a word, and Son is a Vietnamese boy's name. */
const standalone = new Set(
  (
    'baby bby infant newborn neonate unborn unknown unnamed notknown unk boy girl male female child daughter of ' +
    'twin triplet triplets twins quad tba tbc test nil none xx xxx xxxx not no forename surname minor'
  ).split(' '),
)

/** True where every word is a placeholder and at least one says so plainly: "Baby", "Twin 1", "Baby girl of", "Unknown". */
export const isPlaceholder = (words: readonly string[]): boolean => {
  const letters = words.filter(word => !/^\d+$/.test(word))
  return (
    letters.every(word => placeholderWords.has(word)) &&
    (letters.some(word => standalone.has(word) || (word === 'son' && words.length > 1)) || letters.join('') === 'na')
  )
}

const orders: Readonly<Record<string, number>> = {
  1: 1,
  i: 1,
  one: 1,
  first: 1,
  a: 1,
  2: 2,
  ii: 2,
  two: 2,
  second: 2,
  b: 2,
  3: 3,
  iii: 3,
  three: 3,
  third: 3,
  c: 3,
}

/** The order of birth in "Twin 2" or "Triplet C", else 0. */
export const birthOrder = (words: readonly string[]): number => {
  if (!words.some(word => /^(twin|triplet|quad|baby|infant)s?$/.test(word))) return 0
  for (const word of words) {
    const order = orders[word]
    if (order !== undefined) return order
  }
  return 0
}

/** Surnames that say the surname is not known. Narrower than for forenames: Child, Boy and Master are families' names. */
export const isUnknownSurname = (words: readonly string[]): boolean =>
  /^(unknown|not known|notknown|unk|tba|tbc|none|n a|not given|not recorded|no surname|surname|x+)$/.test(
    words.join(' '),
  )

/** What stands for a fact that is not known, in a cell of any kind: two that say so do not agree. Folded. */
export const saysNothing = (text: string): boolean =>
  /^(unknown|not known|notknown|unk|n ?k|tba|tbc|none|nil|null|n a|not (given|recorded|stated|applicable|available|disclosed)|refused|withheld|no fixed abode|nfa|x+)$/.test(
    text,
  )
