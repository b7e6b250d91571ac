import { InvalidInput } from './errors.ts'
import { mendEncoding } from './twice-encoded.ts'

/** Bidi controls and invisible characters that change how a line reads; the joiners U+200C and U+200D are letters' own. */
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

/**
 * A name as given, fit to keep: NFC, no invisible characters, single spaces. Letters, capitals and script are never
 * changed. Throws InvalidInput for a control character or half a character (security.md §5, text).
 */
export const cleanName = (text: string): string => {
  if (!text.isWellFormed() || control.test(text))
    throw new InvalidInput('This name has characters that cannot be read', 'Type it again by hand')
  return text.replace(invisible, '').normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Letters that do not decompose into a plain letter and a mark. */
const plainLetters: Record<string, string> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŋ: 'n', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ə: 'e', ŧ: 't' },
  ...{ ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ـ: '', ґ: 'г', ς: 'σ' },
}

/** Accents, Hebrew points and Arabic vowel marks. The vowel signs of Indian scripts are letters and stay. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g

const apostrophes = /['’‘ʼʻ`´′ʹ]/g

const lookalikes: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
}

/** A word that mixes Latin with Cyrillic letters of the same look was typed on the wrong keyboard. */
const oneScript = (word: string): string =>
  /[a-z]/.test(word) ? word.replace(/[а-ѕіј]/g, letter => lookalikes[letter] ?? letter) : word

/**
 * A name for comparing: lower case, without accents, one plain form of each letter, everything else a space:
 * "O’Neill-Łaski" is "o neill laski". What was encoded twice is read as it was meant. For match keys and search only; never shown, never kept as the name.
 */
export const foldName = (text: string): string =>
  ascii.test(text)
    ? text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
    : foldLetters(text)

/** Most names are of plain letters, and are folded ten times as fast. */
const ascii = /^[\x20-\x7e]*$/

const foldLetters = (text: string): string =>
  mendEncoding(text)
    .replace(invisible, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(/[łøđðħıŋßæœþəŧىیکةـґς]/g, letter => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map(oneScript)
    .join(' ')

/**
 * The folded words to search a name by. "O’Neill", "O Neill" and "ONeill" are one word, as are "Mc Donald" and
 * "McDonald"; a hyphen parts two names.
 */
export const nameParts = (text: string): string[] => {
  const folded = foldName(text.replace(apostrophes, ''))
  if (!folded.includes(' ')) return folded === '' ? [] : [folded]
  return folded
    .replace(/^(o|mc|mac) (?=\p{L}{3})|\b(mc|mac) (?=\p{L}{3})/gu, '$1$2')
    .split(' ')
    .filter(part => part !== '')
}
