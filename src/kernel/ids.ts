import type { Brand } from './brand.ts'

/** The internal number of a golden record. It never leaves the server: addresses carry a `Uuid`. */
export type PersonId = Brand<number, 'PersonId'>

/** A random identifier that may stand in an address; lower case with hyphens. */
export type Uuid = Brand<string, 'Uuid'>

/** The person with this number. Throws RangeError unless it is a positive whole number that JavaScript keeps exactly. */
export const personId = (value: number): PersonId => {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError('a person id is a positive whole number')
  return value as PersonId
}

/** Whether `text` is a UUID as PostgreSQL writes it. */
export const isUuid = (text: string): text is Uuid =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** `text` as a Uuid, in lower case. Undefined if it is none, as from an address somebody typed. */
export const parseUuid = (text: string): Uuid | undefined => {
  const lower = text.toLowerCase()
  return isUuid(lower) ? lower : undefined
}
