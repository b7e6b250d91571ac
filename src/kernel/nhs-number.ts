import type { Brand } from './brand.ts'
import { bareDigits, type Checked, tenDigitProblem, tenToTwo, weighted } from './check-digits.ts'

/** An NHS number whose check digit is right: ten digits, no spaces. */
export type NhsNumber = Brand<string, 'NhsNumber'>

/** The check digit of nine digits: 11 less their weighted sum modulo 11, 11 meaning 0; 10 means there is none. */
const checkDigit = (nine: string): number => (11 - (weighted(nine, tenToTwo) % 11)) % 11

/** The number as it is kept: without spaces and hyphens. It may still be wrong. */
export const normaliseNhsNumber = bareDigits

/**
 * Whether `text` can be an NHS number (NHS Data Dictionary: modulus 11, weights 10 to 2). One digit ten times passes
 * the arithmetic but is what people type to fill the box, so it is refused.
 */
export const checkNhsNumber = (text: string): Checked<NhsNumber> => {
  const digits = normaliseNhsNumber(text)
  const shape = tenDigitProblem(digits, 'NHS number')
  if (shape) return { ok: false, text: digits, ...shape }
  const fix = 'Copy it again from the NHS letter or the health record'
  if (/^(\d)\1+$/.test(digits)) return { ok: false, text: digits, problem: 'NHS number repeats one digit', fix }
  if (checkDigit(digits) === Number(digits[9])) return { ok: true, text: digits as NhsNumber }
  return { ok: false, text: digits, problem: 'The last digit of this NHS number does not fit the others', fix }
}

/** The NHS number that begins with these nine digits; undefined for the one in eleven that has none. */
export const makeNhsNumber = (nine: string): NhsNumber | undefined => {
  const made = /^\d{9}$/.test(nine) ? checkNhsNumber(`${nine}${checkDigit(nine)}`) : undefined
  return made?.ok ? made.text : undefined
}

/** "943 476 5919"; anything that has not ten digits comes back as it is. */
export const formatNhs = (text: string): string => text.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
