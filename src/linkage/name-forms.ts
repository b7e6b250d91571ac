import { nameParts, soundKey } from '../kernel/index.ts'
import {
  canonicalForename,
  canonicalSurname,
  fullForenames,
  isGivenName,
  isGroupedForename,
  leadingForenames,
} from './name-tables.ts'
import { birthOrder, isPlaceholder, isUnknownSurname, saysNothing } from './placeholders.ts'

/** A forename in the forms it is compared in. */
export type ForenameForms = {
  /** Folded, words joined by a space; '' if not known or a placeholder. */
  readonly forename: string
  /** Its words, each as its group's first spelling. */
  readonly forenameWords: readonly string[]
  /** Those words but for leading forenames ("Mohammed" of "Mohammed Ali") and courtesy names behind; all of them if nothing else is left. */
  readonly calledBy: readonly string[]
  /** Every full name the first word may stand for, itself first. */
  readonly fullNames: readonly string[]
  readonly forenameSound: string
  /** True where every word is known as a forename. */
  readonly isName: boolean
  /** True for "Baby", "Twin 1", "Unknown": the child has a record but not yet a name in it. */
  readonly unnamed: boolean
  /** 1, 2, 3 for "Twin 2", else 0. */
  readonly birthOrder: number
}

/** A surname in the forms it is compared in. */
export type SurnameForms = {
  readonly surname: string
  /** Canonical, hyphenated halves in alphabetical order. */
  readonly surnameCanonical: string
  readonly surnameWords: readonly string[]
  readonly surnameSound: string
}

const none: readonly string[] = []

/** The sounds of names met lately: sounding a name costs more than comparing it, and names repeat. */
const sounds = new Map<string, string>()
const sound = (name: string): string => {
  const known = sounds.get(name)
  if (known !== undefined) return known
  if (sounds.size > 100_000) sounds.clear()
  const made = soundKey(name)
  sounds.set(name, made)
  return made
}

const withoutPlaceholder = (text: string): string[] => {
  const words = text === '' ? [] : nameParts(text)
  return isPlaceholder(words) ? [] : words.filter(word => !/^\d+$/.test(word))
}

const namesOf = (text: string): readonly string[] => {
  const words = withoutPlaceholder(text).map(canonicalForename)
  const [first] = words
  return first === undefined
    ? none
    : words.length === 1
      ? [first, ...fullForenames(first)]
      : [...words, words.join(' ')]
}

/** True where two lists have a name in common. */
export const share = (a: readonly string[], b: readonly string[]): boolean => {
  for (let at = 0; at < a.length; at++) if (b.includes(a[at]!)) return true
  return false
}

/** The first word of a name. */
export const firstWord = (name: string): string => {
  const end = name.indexOf(' ')
  return end === -1 ? name : name.slice(0, end)
}

/** Canonical preferred names and aliases. */
export const aliasForms = (knownAs: readonly string[]): readonly string[] =>
  knownAs.length === 0 ? none : [...new Set(knownAs.flatMap(namesOf))]

/** Names that whole communities bear beside their own: they tell neither a family nor a child. */
export const courtesy: ReadonlySet<string> = new Set('begum bibi khatun khanom kaur singh kumari devi bano'.split(' '))

/** Thi stands between the family's and the own name of most Vietnamese girls, and tells none from another. */
const girls = 'thi'

/** Canonical middle names. */
export const middleForms = (middle: string): readonly string[] =>
  middle === ''
    ? none
    : withoutPlaceholder(middle)
        .filter(word => word !== girls)
        .map(canonicalForename)

/** "Abdur Rahman" is Abdurrahman: two words that are known as one name make it. */
const joinedNames = (words: readonly string[]): readonly string[] => {
  if (words.length < 2) return words
  const names: string[] = []
  for (let at = 0; at < words.length; at++) {
    const both = words[at]! + (words[at + 1] ?? '')
    if (at + 1 === words.length || !isGroupedForename(both)) names.push(words[at]!)
    else {
      names.push(both)
      at++
    }
  }
  return names
}

const courtesyTitles = new Set('mr mrs miss ms mx master dr rev prof'.split(' '))

const withoutTitle = (words: readonly string[]): readonly string[] => {
  const from = words.findIndex(word => !courtesyTitles.has(word))
  return from === 0 ? words : words.slice(from === -1 ? words.length : from)
}

/** The forms of a forename. */
export const forenameForms = (forename: string): ForenameForms => {
  const said = forename === '' ? [] : withoutTitle(nameParts(forename))
  const unnamed = said.length > 0 && isPlaceholder(said)
  const names = said[0] === girls && said.length > 1 ? said.slice(1) : said
  const words = unnamed ? [] : joinedNames(names.filter(word => !/^\d+$/.test(word)))
  const canonical = words.map(canonicalForename)
  const own = canonical.filter(
    (word, at) => !leadingForenames.has(word) && word.length > 1 && (at === 0 || !courtesy.has(word)),
  )
  const first = canonical[0] ?? ''
  return {
    forename: words.join(' '),
    forenameWords: canonical,
    calledBy: own.length > 0 ? own : canonical,
    fullNames: first === '' ? none : [...new Set([first, ...fullForenames(words[0] ?? ''), ...fullForenames(first)])],
    forenameSound: first === '' ? '' : sound(words.join('')),
    isName: words.every(isGivenName),
    unnamed,
    birthOrder: unnamed ? birthOrder(said) : 0,
  }
}

/** Words that belong to the name after them. */
const particles = new Set(
  'al el ul ur van von der den de da di do dos du la le bin ibn ben bint binti st ter ten'.split(' '),
)

const generations = new Set('jr jnr sr snr ii iii iv esq'.split(' '))

/** "Smith Jr" is a Smith: fathers and sons are told apart by their birth dates. */
const withoutGeneration = (words: string[]): string[] =>
  words.length > 1 && generations.has(words.at(-1)!) ? words.slice(0, -1) : words

const surnameParts = (text: string): string[] => {
  const words = text === '' ? [] : withoutGeneration(nameParts(text))
  if (isUnknownSurname(words)) return []
  const parts: string[] = []
  let held = ''
  for (const word of words) {
    if (particles.has(word) && word !== words.at(-1)) held += word
    else {
      parts.push(/^(al|el|ul)$/.test(held) ? word : held + word)
      held = ''
    }
  }
  return parts
}

/** Canonical other surnames that a child has, had or is entered under, and their halves. */
export const otherSurnameForms = (others: readonly string[]): readonly string[] => {
  const forms = others.flatMap(other => {
    const halves = surnameParts(other).map(canonicalSurname)
    return halves.length > 1 ? [[...halves].sort().join(' '), ...halves.filter(half => !courtesy.has(half))] : halves
  })
  return forms.length === 0 ? none : [...new Set(forms)]
}

/** The forms of a surname. */
export const surnameForms = (surname: string): SurnameForms => {
  const parts = surnameParts(surname)
  const canonical = parts.map(canonicalSurname)
  const own = canonical.filter(part => !courtesy.has(part))
  return {
    surname: parts.join(' '),
    surnameCanonical: [...canonical].sort().join(' '),
    surnameWords: own.length > 0 ? own : canonical,
    surnameSound: parts.length === 0 ? '' : sound(parts.join('')),
  }
}

const titles = new Set('mr mrs miss ms mx dr rev sir lady mum dad mother father'.split(' '))

/** A column of parents may hold yes and no. */
const isAnswer = (words: readonly string[]): boolean =>
  words.length === 1 && /^(y|n|yes|no|true|false)$/.test(words[0]!)

/** A parent's name as one key: "Mrs Ayesha Khan" and "Aisha Khan" are one. '' if there is no name in it. */
export const parentKey = (text: string): string => {
  // It may hold a count or a telephone number, too.
  const words = nameParts(text).filter(word => !titles.has(word) && !/^\d+$/.test(word))
  const first = words[0]
  if (first === undefined || saysNothing(words.join(' ')) || isAnswer(words)) return ''
  const last = words.length > 1 ? canonicalSurname(words.at(-1) ?? '') : ''
  return `${fullForenames(first)[0] ?? canonicalForename(first)}|${last}`
}
