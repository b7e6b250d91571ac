import type { Brand } from './brand.ts'
import type { Checked } from './check-digits.ts'
import { isLaCode } from './local-authority.ts'

/** A unique pupil number whose check letter is right: 13 characters, capitals. */
export type Upn = Brand<string, 'Upn'>

/** What a UPN's check found; a temporary UPN is one that ends in a letter. */
export type CheckedUpn = Checked<Upn> & { temporary: boolean }

const alphabet = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const [zero, nine] = [48, 57]
const shape = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/

/** The letter for the twelve characters after it: Σ value × position (2 to 13) modulo 23; a last letter is its place. */
const checkLetter = (body: string): string => {
  let sum = 0
  for (let at = 0; at < body.length; at++) {
    const digit = body.charCodeAt(at) - zero
    sum += (digit >= 0 && digit <= 9 ? digit : alphabet.indexOf(body.charAt(at))) * (at + 2)
  }
  return alphabet.charAt(sum % 23)
}

/** The UPN as it is kept: capitals without white space. It may still be wrong. */
export const normaliseUpn = (text: string): string => text.replace(/\s/g, '').toUpperCase()

const shapeProblem = (upn: string): { problem: string; fix: string } => {
  if (upn.length !== 13)
    return { problem: `UPN has ${upn.length} characters, not 13`, fix: 'Check it for a missing or an extra character' }
  if (/[IOS]/.test(upn))
    return { problem: 'A UPN never has the letters I, O and S', fix: 'Check whether they are the digits 1, 0 and 5' }
  return { problem: 'UPN is not a letter and 12 digits', fix: 'Copy it again from the school’s system' }
}

/**
 * Whether `text` can be a UPN (DfE UPN guide: check letter modulo 23). A number that no local authority had is only a
 * warning, since real files hold them.
 */
export const checkUpn = (text: string): CheckedUpn => {
  const upn = normaliseUpn(text)
  const isShaped = shape.test(upn)
  const temporary = isShaped && upn.charCodeAt(12) > nine
  if (!isShaped) return { ok: false, text: upn, temporary, ...shapeProblem(upn) }
  if (checkLetter(upn.slice(1)) !== upn[0]) {
    const problem = 'The first letter of this UPN does not fit its digits'
    return { ok: false, text: upn, temporary, problem, fix: 'Copy it again from the school’s system' }
  }
  const warning = 'No local authority has the number in this UPN'
  return { ok: true, text: upn as Upn, temporary, ...(isLaCode(upn.slice(1, 4)) ? {} : { warning }) }
}

/**
 * The UPN for a local authority (3 digits), establishment (4), year of allocation (2) and serial: 0 to 999, or two
 * digits and a letter for a temporary one. Throws RangeError if they do not make one.
 */
export const makeUpn = (la: string, estab: string, yy: string, serial: number | string): Upn => {
  const body = `${la}${estab}${yy}${String(serial).padStart(3, '0')}`
  const made = checkUpn(`${checkLetter(body)}${body}`)
  if (!made.ok || la.length !== 3 || estab.length !== 4) throw new RangeError('these parts do not make a UPN')
  return made.text
}
