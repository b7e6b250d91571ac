const member = (key: string, value: unknown): string[] =>
  value === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(value)}`]

const fromObject = (value: object): string => {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.flatMap(([key, item]) => member(key, item)).join(',')}}`
}

/**
 * `value` as JSON that is the same text whatever order its keys were written in, for hashing and comparing
 * (RFC 8785: keys by UTF-16 code unit, no spaces). Dates become ISO instants; undefined members are left out.
 * Throws for what JSON cannot hold: NaN, infinity, bigint, functions, an invalid Date, undefined on its own or in an array.
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value !== 'object') throw new TypeError(`JSON cannot hold this ${typeof value}`)
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON())
  return fromObject(value)
}
