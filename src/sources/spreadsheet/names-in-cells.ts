/** The parts of a name that stood in one cell. */
export type NameInCell = {
  readonly forename?: string
  readonly middle?: string
  readonly surname?: string
  readonly knownAs?: string
}

const bracket = /[([]\s*(?:known as|aka|pref(?:erred)?)?[:\s]*([^)\]]+?)\s*[)\]]/i
const particle = /^(van|von|der|den|de|del|della|di|da|dos|le|la|el|al|bin|ibn|bint|st|ter|ten|o|mac|mc)$/i

const takeKnownAs = (text: string): { rest: string; knownAs?: string } => {
  const found = bracket.exec(text)
  if (!found?.[1]) return { rest: tidy(text) }
  return { rest: tidy(text.replace(found[0], ' ')), knownAs: found[1] }
}
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * "Okafor, Amelia (Millie)": the surname before the comma. Without a comma the name is read as forename first. Letters and
 * capitals stay as they came. Undefined for a cell without a name.
 */
export const readSurnameFirst = (text: string): NameInCell | undefined => {
  const { rest, knownAs } = takeKnownAs(text)
  const comma = rest.search(/[,،;]/)
  if (comma < 0) return readFullName(text)
  const surname = tidy(rest.slice(0, comma))
  const forename = tidy(rest.slice(comma + 1))
  return named({ surname, forename, knownAs })
}

/** "Amelia Jane van der Berg": the last word and the particles before it are the surname, words between are middle names. */
export const readFullName = (text: string): NameInCell | undefined => {
  if (/[,،]/.test(text)) return readSurnameFirst(text)
  const { rest, knownAs } = takeKnownAs(text)
  const words = rest.split(' ').filter(word => word !== '')
  if (words.length < 2) return named({ forename: words[0], knownAs })
  let from = words.length - 1
  while (from > 1 && particle.test(words[from - 1] ?? '')) from--
  return named({
    forename: words[0],
    middle: words.slice(1, from).join(' '),
    surname: words.slice(from).join(' '),
    knownAs,
  })
}

const named = (parts: { [P in keyof NameInCell]: string | undefined }): NameInCell | undefined => {
  const kept = Object.fromEntries(Object.entries(parts).filter(([, value]) => value))
  return 'forename' in kept || 'surname' in kept ? (kept as NameInCell) : undefined
}
