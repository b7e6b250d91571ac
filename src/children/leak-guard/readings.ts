import { rawWords, shortened, shortKinds, withoutMarkup } from './plain-words.ts'
import { sameSigns } from './runs.ts'
import { asHeard, asSpelt, inFigures } from './spoken-words.ts'

/** The words of a text, taken in each of the ways in which a person may read or hear them. */
export type Seen = {
  /** As written. */
  readonly raw: readonly string[]
  /** Long forms short, numbers in figures. */
  readonly plain: readonly string[]
  /** Letters and figures that are said one by one. */
  readonly spelt: readonly string[]
  /** As written and as spelt, without a difference between 0 and O, 1 and l. */
  readonly signs: readonly (readonly string[])[]
  /** The same words in each way, for comparing with a place that was read in the same ways: 0 and O, 1 and l are one. */
  readonly ways: readonly (readonly string[])[]
}

/** No number is meant by these: “I live in Mill Road” is not 1 Mill Road; and “in” is no Ln. */
const isWord = new Set(['i', 'in', 'ill', 'oil', 'oi', 'lo', 'loo'])
/** A word as the ways give it. */
export const asSigns = (word: string): string => (isWord.has(word) ? word : sameSigns(word))

/** Which of the ways is as words are heard, and which with kinds of street short and nothing else. */
export const [asHeardWay, shortKindsWay] = [3, 4]

/** Reads a text in each of these ways. Pure. */
export const readText = (text: string): Seen => {
  const raw = rawWords(withoutMarkup(text))
  const [plain, spelt] = [shortened(inFigures(raw)), asSpelt(raw)]
  // As it stands as well: letters with a space after each make no long form that could be made short.
  const ways = [plain, raw, spelt, plain.map(heard), shortKinds(raw)].map(words => words.map(asSigns))
  return { raw, plain, spelt, signs: [raw, spelt].map(words => words.map(sameSigns)), ways }
}

const heard = (word: string): string => (/\d/.test(word) ? word : asHeard(word))
