// The API's records are read as they are described at docs.wonde.com, in its own clients, and in what its customers print of answers; where an included object is wrapped in `data` or not, either is read.

/** One object of an answer. */
export type Fields = Readonly<Record<string, unknown>>

/** An object, out of its wrapping; nothing where it is none. */
export const fieldsOf = (value: unknown): Fields => {
  const own = typeof value === 'object' && value !== null ? (value as Fields) : {}
  return typeof own['data'] === 'object' && own['data'] !== null ? (own['data'] as Fields) : own
}

/** The objects of a list, out of its wrapping. */
export const listOf = (value: unknown): readonly Fields[] => {
  const own = fieldsOf(value)
  return Array.isArray(own) ? own.map(fieldsOf) : []
}

/** A text or a number, trimmed; undefined where there is none. */
export const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== ''
    ? String(value).trim()
    : undefined

/** A day from `{"date":"2012-05-04 00:00:00.000000",…}` or from the text alone. */
export const dayOf = (value: unknown): string | undefined => textOf(fieldsOf(value)['date'] ?? value)?.slice(0, 10)
