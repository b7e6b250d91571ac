import { normalisePostcode } from '../../kernel/index.ts'

/** An address as far as it could be divided; `asWritten` is all of it. */
export type AddressInCell = {
  readonly saon?: string
  readonly paon?: string
  readonly street?: string
  readonly locality?: string
  readonly town?: string
  readonly postcode?: string
  readonly asWritten: string
}

const postcodeAtEnd = /[\s,]*\b([a-z]{1,2}\d[a-z\d]?\s*[\dio][a-z]{2})\s*$/i
const flat = /^(flat|apartment|apt|unit|room|caravan|floor)\b/i
const numbered = /^(\d+[a-z]?(?:\s?[-–/]\s?\d+[a-z]?)?)[\s,]+(.+)$/i
const streetWords =
  /\b(road|rd|street|st|lane|ln|avenue|ave|close|drive|way|court|place|terrace|gardens?|grove|hill|crescent|row|walk|square|mews|parade|yard|view|rise|brow|green|park)\.?$/i

/** An address in one cell: lines or commas, the postcode last. Undefined for an empty cell. */
export const readAddress = (text: string): AddressInCell | undefined => {
  const written = text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, ', ')
    .replace(/,\s*,/g, ',')
    .trim()
  if (written === '') return undefined
  const found = postcodeAtEnd.exec(written)
  const postcode = found?.[1] ? normalisePostcode(found[1]) : undefined
  const lines = (postcode ? written.slice(0, found?.index) : written)
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  return { ...divide(lines), ...(postcode ? { postcode } : {}), asWritten: written }
}

const divide = (lines: readonly string[]): Omit<AddressInCell, 'asWritten' | 'postcode'> => {
  const rest = [...lines]
  const saon = rest.length > 1 && flat.test(rest[0] ?? '') ? rest.shift() : undefined
  const house = numbered.exec(rest[0] ?? '')
  let paon: string | undefined
  let street: string | undefined
  if (house) [paon, street] = [house[1], house[2]]
  else if (rest.length > 1 && streetWords.test(rest[1] ?? '')) [paon, street] = [rest.shift(), rest[0]]
  else street = rest[0]
  const [, ...below] = rest
  const town = below.at(-1)
  const locality = below.slice(0, -1).join(', ')
  const parts = { saon, paon, street, locality, town }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value))
}

/** A postcode in a cell of its own; undefined where it has not the shape of one. */
export const readPostcodeCell = (text: string): string | undefined => normalisePostcode(text)
