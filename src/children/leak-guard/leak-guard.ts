import { normalisePhone } from '../../kernel/index.ts'
import { plainLetters, plainWords, rawWords } from './plain-words.ts'

/** Something that tells where a child can be found. House and street as written; the rest as normalised. */
export type Whereabouts =
  | { readonly sort: 'address'; readonly house?: string; readonly street?: string; readonly postcode?: string }
  | { readonly sort: 'telephone number' | 'e-mail address' | 'school'; readonly value: string }
export type Leak = Whereabouts['sort']

/**
 * Finds in a text what gives a place away, however it is written: in capitals or none, spaced, split over lines, abbreviated, with
 * a slip of one letter, numbers in words, or letters of other alphabets (security.md, threat T05). Gives the sorts found, each once.
 * A street without its house number, and a number without its street, tell nothing. Cost grows with text × places.
 */
export const leakGuard = (places: readonly Whereabouts[]): ((text: string) => Leak[]) => {
  const finders = places.map(place => ({ sort: place.sort, find: finderOf(place) }))
  return text => {
    const seen = readText(text)
    return [...new Set(finders.filter(({ find }) => find(seen)).map(({ sort }) => sort))]
  }
}

type Seen = { readonly words: readonly string[]; readonly raw: readonly string[] }
type Finder = (seen: Seen) => boolean

const readText = (text: string): Seen => ({ words: plainWords(text), raw: rawWords(text) })

const finderOf = (place: Whereabouts): Finder => {
  switch (place.sort) {
    case 'address': {
      const [street, postcode] = [findsStreet(place.house ?? '', place.street ?? ''), findsRun(place.postcode ?? '')]
      return seen => street(seen) || postcode(seen)
    }
    case 'telephone number':
      return findsPhone(place.value)
    case 'e-mail address':
      return findsEmail(place.value)
    case 'school':
      return findsSchool(place.value)
  }
}

/** 0 and O, 1 and I and l are one: people and machines take one for the other. */
const sameSigns = (text: string): string => text.replace(/o/g, '0').replace(/[il]/g, '1')

/** Words that run together into this, from the beginning of one to the end of another. */
const findsRun = (wanted: string): Finder => {
  const run = sameSigns(plainLetters(wanted).replace(/[^a-z0-9]/g, ''))
  return run.length < 5 ? never : ({ raw }) => runsInto(raw.map(sameSigns), run)
}
const never: Finder = () => false

const runsInto = (words: readonly string[], run: string): boolean =>
  words.some((_, start) => {
    let made = ''
    for (let at = start; at < words.length && made.length < run.length; at++) made += words[at]
    return made === run
  })

const findsPhone = (value: string): Finder => {
  const digits = (normalisePhone(value) ?? '').replace(/^\+|^0/, '')
  if (digits.length < 7) return never
  const abroad = ['', '0', '44', '440', '0044', '00440']
  return ({ raw }) => {
    const words = raw.map(word => (/^[\doil]+$/.test(word) ? sameSigns(word) : word))
    return abroad.some(prefix => runsInto(words, prefix + digits))
  }
}

/** "x at y dot z" is an e-mail address too. */
const findsEmail = (value: string): Finder => {
  const parts = rawWords(value)
  return parts.length < 3
    ? never
    : ({ raw }) =>
        runsInto(
          raw.filter(word => word !== 'at' && word !== 'dot'),
          parts.join(''),
        )
}

const schoolWords = new Set([
  'sch',
  'acad',
  'coll',
  'prim',
  'sec',
  'infant',
  'infants',
  'junior',
  'juniors',
  'nursery',
  'high',
  'community',
  'grammar',
  'catholic',
  'rc',
  'ce',
  'cofe',
])

/** The school's own words with some word for a school beside them. */
const findsSchool = (name: string): Finder => {
  const own = plainWords(name).filter(word => !schoolWords.has(word) && !['the', 'of', 'and', 'c', 'e'].includes(word))
  if (own.join('').length < 4) return never
  return ({ words }) => {
    const told = words.filter(word => word !== 'the' && word !== 'of' && word !== 'and')
    return placesOf(told, own).some(
      ([from, to]) => schoolWords.has(told[to] ?? '') || schoolWords.has(told[from - 1] ?? ''),
    )
  }
}

/** Words that may stand between the number of a house and its street. */
const between = new Set(['no', 'number', 'num', 'nr', 'hse', 'flat', 'apt', 'unit', 'at', 'on', 'in', 'of', 'the', 'a'])

/**
 * The house's number with the street, before or after it. A house with a name is told by its name and street, or by a name of two
 * words alone; a street of one bare word needs its kind.
 */
const findsStreet = (house: string, street: string): Finder => {
  const numbered = plainLetters(house)
    .match(/\d+\s*[a-z]?\b/)?.[0]
    ?.replace(/\s/g, '')
  const named = plainWords(house).filter(word => !/\d/.test(word) && word !== 'flat')
  if (numbered === undefined && named.length >= 2) return ({ words }) => placesOf(words, named).length > 0
  const sign = numbered ?? named.join('')
  const [road, rawRoad] = [plainWords(street), rawWords(street)]
  if (road.length === 0 || sign === '') return never
  const beside = (words: readonly string[], wanted: readonly string[]): boolean =>
    placesOf(words, wanted).some(([from, to]) => stands(words, from, -1, sign) || stands(words, to - 1, 1, sign))
  // As it stands as well: letters with a space after each make no long form that could be made short.
  return ({ words, raw }) => beside(words, road) || beside(raw, rawRoad)
}

/** Does the sign of the house stand next to the street, on the one side or the other? "12 a" is 12a. */
const stands = (words: readonly string[], edge: number, step: 1 | -1, sign: string): boolean => {
  for (let at = edge + step, steps = 0; steps < 4; at += step, steps++) {
    const word = words[at]
    if (word === undefined) return false
    const pair = step < 0 ? `${words[at - 1] ?? ''}${word}` : `${word}${words[at + 1] ?? ''}`
    if (word === sign || (/^[a-z]$/.test(step < 0 ? word : (words[at + 1] ?? '')) && pair === sign)) return true
    if (!between.has(word)) return false
  }
  return false
}

/** Where these words stand in a text, as [first, after the last]: run together, spaced out, or with a slip of one letter in a longer name. */
const placesOf = (words: readonly string[], wanted: readonly string[]): [number, number][] => {
  const run = wanted.join('')
  return words.flatMap((_, start): [number, number][] => {
    let made = ''
    for (let end = start; end < words.length && made.length <= run.length; ) {
      made += words[end++]
      if (made === run || (run.length >= 7 && isSlip(made, run))) return [[start, end]]
    }
    return []
  })
}

/** One letter more, fewer, other, or two turned round. */
const isSlip = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const [a, b] = [one.slice(at), other.slice(at)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
