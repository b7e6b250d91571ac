import { distanceOf } from './closeness.ts'
import type { SearchTerm } from './parse-query.ts'
import { rangeEnd } from './query-dates.ts'
import { schoolWord } from './school-words.ts'

/** A word by which children are found, as the dictionary holds it. */
export type KnownWord = { readonly word: string; readonly sound: string }

const postcode = /^[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}$/

/**
 * How far a word is from a term of the search; undefined where it does not meet it. Depends on the two alone. `sound` is how
 * the term sounds.
 */
export const termDistance = (
  term: SearchTerm,
  { word, sound: heard }: KnownWord,
  sound: string,
): number | undefined => {
  if (term.sort === 'date') {
    if (word >= term.from && word < rangeEnd(term) && /^\d{4}-\d\d-\d\d$/.test(word)) return 0
    return word === term.swapped ? 2 : undefined
  }
  if (term.sort === 'code') {
    if (term.words.includes(word)) return 0
    return term.beginning !== undefined && word.startsWith(term.beginning) && postcode.test(word) ? 0 : undefined
  }
  if (!word.startsWith('at ')) return distanceOf(term.word, word, sound !== '' && heard === sound)
  const school = schoolWord(term.word)
  if (word === school) return 0
  return term.word.length >= 3 && word.startsWith(school) ? 1 : undefined
}
