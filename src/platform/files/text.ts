/** What Excel allows in one cell. */
export const longestCell = 32_767

const bidiControl = /[\u202A-\u202E\u2066-\u2069]/g
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/
const plain = /^[\x20-\x7E]*$/

export type TextFault = { problem: string; got: string; wanted: string; fix: string }

/**
 * The text of one cell as we keep it: NFC, and without direction controls when it is a single line (they can make
 * one name look like another). Refuses NUL (PostgreSQL does), lone surrogates (PostgreSQL's driver would silently
 * change them), other control characters but tab and line breaks, and cells longer than Excel's limit.
 */
export const cleanText = (raw: string): string | TextFault => {
  if (raw.length > longestCell) return tooLong(raw.length)
  if (plain.test(raw)) return raw
  if (!raw.isWellFormed()) return brokenCharacter
  const found = control.exec(raw)
  if (found) return controlCharacter(found[0])
  const text = raw.normalize('NFC')
  if (text.length > longestCell) return tooLong(text.length)
  return text.includes('\n') ? text : text.replace(bidiControl, '')
}

/** Makes untrusted text safe to show in a problem: short, and with its invisible characters named. */
export const quoteForProblem = (raw: string): string => {
  const start = raw.length > 80 ? `${raw.slice(0, 80)}…` : raw
  return start
    .toWellFormed()
    .replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, character => `<${codePoint(character)}>`)
}

/** A cell as it can be handed back in a list of refused rows, whatever was wrong with it. */
export const handBack = (raw: string): string =>
  raw
    .slice(0, longestCell)
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g, '\uFFFD')

/** 'A' for 0, 'AB' for 27: how spreadsheets name columns. */
export const columnLetters = (index: number): string => {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

const codePoint = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

const tooLong = (length: number): TextFault => ({
  problem: 'A cell is too long.',
  got: `${length} characters`,
  wanted: `at most ${longestCell} characters`,
  fix: 'Shorten the text, or check that a quotation mark is not missing.',
})

const brokenCharacter: TextFault = {
  problem: 'A cell has half of a character (a lone surrogate).',
  got: 'a lone surrogate',
  wanted: 'whole characters',
  fix: 'Type the cell again; it was probably cut in the middle of an emoji or a rare letter.',
}

const controlCharacter = (character: string): TextFault => ({
  problem: `A cell has an invisible control character (${codePoint(character)}).`,
  got: codePoint(character),
  wanted: 'text without control characters',
  fix: 'Type the cell again, or clean the column with the CLEAN function of the spreadsheet.',
})
