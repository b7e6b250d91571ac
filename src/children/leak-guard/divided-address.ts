import { rawWords, shortKinds, streetKinds } from './plain-words.ts'

const numbered = /^(\d+\s?[a-z]?(?:\s?-\s?\d+[a-z]?)?)\s+(\p{L}.*)$/iu
const number = /^\d+\s?[a-z]?$/i
const isStreet = (part: string | undefined): boolean => streetKinds.has(shortKinds(rawWords(part ?? '')).at(-1) ?? '')

/**
 * House and street of an address that a source told in one piece, as far as they can be told apart; what is known of the house already
 * otherwise. Pure.
 */
export const dividedAddress = (
  asWritten: string,
  house: string,
): { readonly house: string; readonly street: string } => {
  const parts = asWritten
    .split(/[,\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')
  const at = parts.findIndex(part => numbered.test(part) || number.test(part))
  const before = parts.slice(0, Math.max(0, at))
  const [, first, rest] = numbered.exec(parts[at] ?? '') ?? []
  if (first && rest) return { house: [...before, first].join(', '), street: rest }
  if (at >= 0 && parts[at + 1]) return { house: [...before, parts[at]].join(', '), street: parts[at + 1] ?? '' }
  return isStreet(parts[1]) ? { house: parts[0] ?? '', street: parts[1] ?? '' } : { house, street: '' }
}
