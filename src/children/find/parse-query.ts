import { nameParts, normalisePhone, normalisePostcode } from '../../kernel/index.ts'
import { type DateTerm, takeDate } from './query-dates.ts'
import { genericWords } from './school-words.ts'

/** A word of a name or a school, folded. */
export type NameTerm = { readonly sort: 'name'; readonly word: string }
/** A number, postcode or telephone number: found as it is, or a postcode's beginning. */
export type CodeTerm = { readonly sort: 'code'; readonly words: readonly string[]; readonly beginning?: string }
export type SearchTerm = NameTerm | DateTerm | CodeTerm

/** What somebody asks for; `words` are the words of names in the order they came. Every term must be met. */
export type SearchQuery = { readonly terms: readonly SearchTerm[] }

/** The most that one search takes into account. */
const most = 8

/**
 * Reads one line of search: names in any order, a birth date in any form, a school's name, a postcode or its first half, a
 * number (UPN, NHS, ULN, local) or a telephone number. Total: whatever cannot be read is a name or is left out.
 */
export const parseQuery = (line: string): SearchQuery => {
  let text = plainText(line)
  const terms: SearchTerm[] = []
  for (const take of [takeTelephone, takeHealthNumber, takeDate, takePostcode]) {
    for (let found = take(text); found && terms.length < most; found = take(text)) {
      terms.push(found.term)
      text = found.rest
    }
  }
  for (const token of text.split(/[\s,;]+/)) {
    if (!/\d/.test(token)) continue
    text = text.replace(token, ' , ')
    const code = codeTerm(token)
    if (code) terms.push(code)
  }
  return { terms: [...terms, ...nameTerms(text)].slice(0, most) }
}

const plainText = (line: string): string =>
  line
    .slice(0, 200)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .toLowerCase()
    .replace(/\b(d\.?o\.?b\.?|date of birth|born|upn|uln|nhs|nhs number|tel|phone)\b[:.]?/g, ' ')

type Taken = { readonly term: SearchTerm; readonly rest: string }

const takeShape = (text: string, shape: RegExp, term: (found: string) => SearchTerm | undefined): Taken | undefined => {
  for (const found of text.matchAll(shape)) {
    const made = term(found[0])
    if (made)
      return { term: made, rest: `${text.slice(0, found.index)} , ${text.slice(found.index + found[0].length)}` }
  }
  return undefined
}

const takeTelephone = (text: string): Taken | undefined =>
  takeShape(text, /(?<![\w])(?:\+|0)[\d\s()-]{8,}\d(?!\w)/g, found => {
    const phone = normalisePhone(found)
    return phone ? { sort: 'code', words: [squeeze(phone), squeeze(found)] } : undefined
  })

const takeHealthNumber = (text: string): Taken | undefined =>
  takeShape(text, /(?<![\w-])\d{3}[\s-]\d{3}[\s-]\d{4}(?![\w-])/g, found => ({ sort: 'code', words: [squeeze(found)] }))

const takePostcode = (text: string): Taken | undefined =>
  takeShape(text, /(?<![\w])[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}(?!\w)/g, found => {
    const postcode = normalisePostcode(found)
    return postcode ? { sort: 'code', words: [squeeze(postcode)] } : undefined
  })

const codeTerm = (token: string): CodeTerm | undefined => {
  const word = squeeze(token)
  if (word === '') return undefined
  return /^[a-z]{1,2}\d{1,2}[a-z]?$/.test(word)
    ? { sort: 'code', words: [word], beginning: word }
    : { sort: 'code', words: [word] }
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

const nameTerms = (text: string): NameTerm[] => {
  const words = [...new Set(text.split(/[,;]/).flatMap(part => nameParts(part.replace(/\bo (?=\p{L}{3})/gu, 'o'))))]
  const telling = words.filter(word => !genericWords.has(word))
  const long = telling.filter(word => word.length > 1 || !/[a-z]/.test(word))
  return (long.length > 0 ? long : telling).map(word => ({ sort: 'name', word: word.slice(0, 100) }))
}
