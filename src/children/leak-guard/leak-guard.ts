import { normalisePhone } from '../../kernel/index.ts'
import { plainLetters, rawWords } from './plain-words.ts'
import { readText, type Seen } from './readings.ts'
import { runsInto, sameSigns } from './runs.ts'
import { findsSchool } from './school.ts'
import { findsStreet } from './street.ts'

/** Something that tells where a child can be found. House and street as written; the rest as normalised. */
export type Whereabouts =
  | {
      readonly sort: 'address'
      readonly house?: string
      readonly street?: string
      readonly postcode?: string
      readonly uprn?: string
    }
  | { readonly sort: 'telephone number' | 'e-mail address' | 'school' | 'doctor’s surgery'; readonly value: string }
export type Leak = Whereabouts['sort']

/**
 * Finds in a text what gives a place away, however it is written: in capitals or none, spaced or not, split over lines, abbreviated, with
 * a slip of one letter, spelt out, numbers in words, letters of other alphabets, or as a page or a link writes them (security.md, threat T05).
 * Gives the sorts found, each once. A street without its house number, and a number without its street, tell nothing. Cost grows with
 * text × places.
 */
export const leakGuard = (places: readonly Whereabouts[]): ((text: string) => Leak[]) => {
  const finders = places.map(place => ({ sort: place.sort, find: finderOf(place) }))
  return text => {
    const seen = readText(text)
    return [...new Set(finders.filter(({ find }) => find(seen)).map(({ sort }) => sort))]
  }
}

type Finder = (seen: Seen) => boolean
const never: Finder = () => false

const finderOf = (place: Whereabouts): Finder => {
  switch (place.sort) {
    case 'address': {
      const { house = '', street = '', postcode = '', uprn = '' } = place
      const [inStreet, inFull] = [findsStreet(house, street, postcode), findsPostcode(postcode)]
      return seen => inStreet(seen) || inFull(seen) || (uprn.length >= 6 && runsInto(seen.raw, uprn))
    }
    case 'telephone number':
      return findsPhone(place.value)
    case 'e-mail address':
      return findsEmail(place.value)
    case 'school':
    case 'doctor’s surgery':
      return findsSchool(place.value)
  }
}

/** The postcode alone, cut anyhow, spelt out, or at the end of a longer word. */
const findsPostcode = (wanted: string): Finder => {
  const run = sameSigns(plainLetters(wanted).replace(/[^a-z0-9]/g, ''))
  return run.length < 5
    ? never
    : ({ signs }) => signs.some(words => runsInto(withoutPauses(words), run) || words.some(word => word.endsWith(run)))
}

/** Words that stand between the parts of a number or a postcode that is said. */
const pauses = new Set(
  ['then', 'and', 'dash', 'space', 'tel', 'ends', 'ending'].flatMap(word => [word, sameSigns(word)]),
)
const withoutPauses = (words: readonly string[]): string[] => words.filter(word => !pauses.has(word))

/** What is dialled within the area of a landline, where that is long enough to tell it: 496 0733 of 0114 496 0733. */
const withinArea = (digits: string): string[] =>
  /^2/.test(digits) ? [digits.slice(2)] : /^1(?:1|.1)/.test(digits) ? [digits.slice(3)] : []
const findsPhone = (value: string): Finder => {
  const digits = (normalisePhone(value) ?? '').replace(/^\+|^0/, '')
  if (digits.length < 7) return never
  const dialled = [...['', '0', '44', '440', '0044', '00440'].map(prefix => prefix + digits), ...withinArea(digits)]
  return ({ raw, spelt }) =>
    [raw, spelt].some(way => {
      const words = withoutPauses(way).map(word => (/^[\doil]+$/.test(word) ? sameSigns(word) : word))
      return dialled.some(number => runsInto(words, number))
    })
}

/** How the signs of an e-mail address are said. */
const saidSigns = new Set('at dot sign underscore dash hyphen point'.split(' '))
const withoutSigns = (words: readonly string[]): string[] => words.filter(word => !saidSigns.has(word))
/** "x at y dot z" is an e-mail address too. */
const findsEmail = (value: string): Finder => {
  const parts = rawWords(value)
  const run = withoutSigns(parts).join('')
  return parts.length < 3 ? never : ({ raw }) => runsInto(withoutSigns(raw), run)
}
