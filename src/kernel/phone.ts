const british = /^0[1-9]\d{8,9}$/

/**
 * A telephone number for comparing and keeping: digits with a leading 0, or + and digits for another country. Mends
 * +44, 0044, "(0)" and the 0 that a spreadsheet drops; leaves out an extension. Undefined if it is not one number.
 */
export const normalisePhone = (text: string): string | undefined => {
  const bare = text.replaceAll(' ', '')
  if (british.test(bare)) return bare
  const main = text.trim().replace(/\s*(ext?\.?|extension|x)\s*\d+$/i, '')
  if (!/^[\d\s().+-]+$/.test(main)) return undefined
  const digits = main
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+')
    .replace(/^\+440?/, '0')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  const national = /^[1-37]\d{9}$/.test(digits) ? `0${digits}` : digits
  return british.test(national) ? national : undefined
}

const groups: [RegExp, string][] = [
  [/^(02\d)(\d{4})(\d{4})$/, '$1 $2 $3'],
  [/^(011\d|01\d1|0[3589]\d\d)(\d{3})(\d{3,4})$/, '$1 $2 $3'],
  [/^(0\d{4})(\d{5,6})$/, '$1 $2'],
]

/** A normalised number in the groups people say: "07700 900123", "020 7946 0000", "0121 496 0000". Others as they are. */
export const formatPhone = (phone: string): string => {
  const group = groups.find(([shape]) => shape.test(phone))
  return group ? phone.replace(group[0], group[1]) : phone
}
