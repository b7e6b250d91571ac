/** A whole name parted: what is in brackets is what its bearer is called. */
export type PartedName = { readonly forename: string; readonly surname: string; readonly knownAs: string }

const inBrackets = /\s*[("](?!n[eé]e\b|formerly\b|was\b)(\p{L}[\p{L} '-]*)[)"]\s*/iu

/** Words that belong to the surname after them: "El Sayed"; others where they are written small in a name that is not: "van der Berg". */
const always = /^(?:al|el|de|del|von|der|bin|ibn|bint|dos|st)$/i
const whenSmall = /^(?:van|den|di|da|du|la|le|les|las|los|ben|ter|ten|y|af|av|zu|zur)$/

const lastWords = (words: readonly string[]): number => {
  const isSmall = !/\p{Lu}/u.test(words[0] ?? '')
  let from = words.length - 1
  while (from > 1 && (always.test(words[from - 1]!) || (!isSmall && whenSmall.test(words[from - 1]!)))) from--
  return Math.max(from, 0)
}

const isCapitals = (word: string): boolean => /^\P{Ll}*\p{Lu}\P{Ll}*\p{Lu}\P{Ll}*$/u.test(word)

/** SMITH Ada: so many words of the name are in capitals that are the surname before the forename. */
const capitalsFirst = (words: readonly string[]): number => {
  const first = words.findIndex(word => !isCapitals(word))
  return first > 0 && !words.slice(first).some(isCapitals) ? first : 0
}

const alike = (one: string, other: string): boolean => one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0

/** The name without a surname that another column tells, which may stand at its end or its beginning or not at all. */
const withoutSurname = (name: string, surname: string): string => {
  const before = name.length - surname.length
  if (before > 0 && alike(name.slice(before), surname) && /[\s,]/.test(name[before - 1]!)) return name.slice(0, before)
  const behind = name[surname.length] ?? ''
  return alike(name.slice(0, surname.length), surname) && /[\s,]/.test(behind)
    ? name.slice(surname.length).replace(/^[\s,]+/, '')
    : name
}

/** How many words are the surname where it stands first: one, and what belongs to it, "El Sayed Ahmed". */
const firstWords = (words: readonly string[]): number => {
  const belonging = words.findIndex(word => !always.test(word) && !whenSmall.test(word))
  return Math.min(Math.max(belonging, 0) + 1, words.length)
}

const parted = (name: string, { surname, surnameFirst }: HowNamed): Omit<PartedName, 'knownAs'> => {
  if (surname !== '') return { forename: withoutSurname(name, surname).trim(), surname }
  const comma = name.indexOf(',')
  if (comma !== -1) return { forename: name.slice(comma + 1).trim(), surname: name.slice(0, comma).trim() }
  const words = name.split(/\s+/)
  const first = capitalsFirst(words) || (surnameFirst ? firstWords(words) : 0)
  if (first > 0) return { forename: words.slice(first).join(' '), surname: words.slice(0, first).join(' ') }
  const last = lastWords(words)
  return { forename: words.slice(0, last).join(' '), surname: words.slice(last).join(' ') }
}

/** What else is known of a whole name: the surname, where a column of its own tells it, or that its column says the surname is first. */
type HowNamed = { readonly surname: string; readonly surnameFirst: boolean }

/**
 * A whole name as forename and surname: "Surname, Forename", SURNAME Forename, or the surname last, first where the column says so.
 * Where a column of its own tells the surname, the rest is the forename.
 */
export const partName = (text: string, { surname = '', surnameFirst = false }: Partial<HowNamed> = {}): PartedName => {
  const called = inBrackets.exec(text)
  const name = called ? text.replace(called[0], ' ').trim() : text
  return { ...parted(name, { surname, surnameFirst }), knownAs: called?.[1] ?? '' }
}
