import type { Brand } from './brand.ts'

/** A postcode of the right shape, written "NM4 2QT". It need not exist. */
export type Postcode = Brand<string, 'Postcode'>

/** BS 7666's shape, and the NHS's and ONS's pseudo-postcodes (ZZ99 3VZ: no fixed abode). */
const shape =
  /^(GIR 0AA|ZZ99 \d[A-Z]{2}|[A-PR-UWYZ](\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) \d[ABD-HJLNP-UW-Z]{2})$/

/** `text` as a postcode: capitals, one space, O and I as digits where only a digit can stand. Undefined if it is none. */
export const normalisePostcode = (text: string): Postcode | undefined => {
  const packed = text.toUpperCase().replace(/[\s.,-]/g, '')
  const sector = packed.at(-3)?.replace('O', '0').replace('I', '1')
  const spaced = `${packed.slice(0, -3)} ${sector}${packed.slice(-2)}`
  return shape.test(spaced) ? (spaced as Postcode) : undefined
}

/** Whether `text` is a postcode of the right shape, already written as we keep it. */
export const isPostcode = (text: string): text is Postcode => shape.test(text)

/** "NM4" of "NM4 2QT": the district, which may be shown where the address may not. */
export const outwardCode = (postcode: Postcode): string => postcode.slice(0, -4)

/** Whether it stands for having no address (no fixed abode, abroad, unknown): it puts nobody in one household. */
export const isPseudoPostcode = (postcode: Postcode): boolean => postcode.startsWith('ZZ99')
