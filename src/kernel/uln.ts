import type { Brand } from './brand.ts'
import { bareDigits, type Checked, tenDigitProblem, tenToTwo, weighted } from './check-digits.ts'

/** A unique learner number whose check digit is right: ten digits, the first not 0. */
export type Uln = Brand<string, 'Uln'>

/** 10 less the weighted sum modulo 11, where a remainder of 0 has none. No number is both a ULN and an NHS number. */
const checkDigit = (nine: string): number | undefined => {
  const remainder = weighted(nine, tenToTwo) % 11
  return remainder === 0 ? undefined : 10 - remainder
}

/** The number as it is kept: without spaces and hyphens. It may still be wrong. */
export const normaliseUln = bareDigits

/** Whether `text` can be a unique learner number (HESA and the Learning Records Service: modulus 11, weights 10 to 2). */
export const checkUln = (text: string): Checked<Uln> => {
  const digits = normaliseUln(text)
  const shape = tenDigitProblem(digits, 'ULN')
  if (shape) return { ok: false, text: digits, ...shape }
  const fix = 'Look it up in the Learning Records Service'
  if (digits.startsWith('0')) return { ok: false, text: digits, problem: 'A ULN never begins with 0', fix }
  if (checkDigit(digits) === Number(digits[9])) return { ok: true, text: digits as Uln }
  return { ok: false, text: digits, problem: 'The last digit of this ULN does not fit the others', fix }
}

/** The ULN that begins with these nine digits; undefined where there is none. */
export const makeUln = (nine: string): Uln | undefined => {
  const made = /^[1-9]\d{8}$/.test(nine) ? checkUln(`${nine}${checkDigit(nine) ?? ''}`) : undefined
  return made?.ok ? made.text : undefined
}
