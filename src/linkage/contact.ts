import { foldName, isPseudoPostcode, normalisePhone, normalisePostcode } from '../kernel/index.ts'
import { saysNothing } from './placeholders.ts'

/** A postcode for comparing, without its space; '' for a pseudo-postcode (no fixed abode) or too little to tell homes apart. */
export const postcodeOf = (text: string): string => {
  const known = normalisePostcode(text)
  if (known !== undefined) return isPseudoPostcode(known) ? '' : known.replace(' ', '')
  const other = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return other.length >= 4 && /\d/.test(other) ? other : ''
}

/** The part of a British postcode above its last two letters, which a few hundred homes share; '' for any other. */
export const sectorOf = (postcode: string): string =>
  /^[A-Z].*\d[A-Z]{2}$/.test(postcode) ? postcode.slice(0, -2) : ''

const leadingNumber = /^((?:flat|apartment|apt|unit|room)\s+\w+[\s,]+)?(\d+\s?[a-z]?)\b[\s,]+(?=\p{L})/iu

/** The house and the street, parted where a source puts both in one cell: "Flat 2, 14 Mill Lane". */
export const houseOf = (house: string | undefined, street: string | undefined): { house: string; street: string } => {
  const squeeze = (text: string) =>
    foldName(text)
      .replace(/\b(flat|apartment|apt|unit|room|number|no)\b/g, '')
      .replaceAll(' ', '')
  const [first, second] = [house?.trim() ?? '', street?.trim() ?? '']
  const joined = second === '' ? first : second
  const found = first === '' || second === '' ? leadingNumber.exec(joined) : null
  if (found) return { house: squeeze(found[0]), street: joined.slice(found[0].length) }
  return { house: squeeze(first), street: second }
}

const shortStreet: Readonly<Record<string, string>> = {
  street: 'st',
  road: 'rd',
  avenue: 'ave',
  lane: 'ln',
  close: 'cl',
  drive: 'dr',
  court: 'ct',
  crescent: 'cres',
  place: 'pl',
  gardens: 'gdns',
  square: 'sq',
  terrace: 'terr',
  grove: 'gr',
  saint: 'st',
}

/** A street for comparing: folded, the usual last words shortened; '' where it says that there is none. */
export const streetOf = (text: string): string => {
  const folded = foldName(text)
  if (saysNothing(folded)) return ''
  return folded
    .split(' ')
    .map(word => shortStreet[word] ?? word)
    .join(' ')
}

/** A telephone number for comparing; '' if it is not one number, or the same digit again and again. */
export const phoneOf = (text: string): string => {
  const phone = normalisePhone(text) ?? ''
  return /^0?(\d)\1+$/.test(phone) ? '' : phone
}
