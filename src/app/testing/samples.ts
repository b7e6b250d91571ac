import type { TSchema } from 'typebox'

type Loose = {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly TSchema[]
  default?: unknown
  format?: string
  pattern?: string
  minimum?: number
  minLength?: number
  items?: TSchema
  properties?: Record<string, TSchema>
  required?: readonly string[]
}

/** A value that a schema takes, chosen without chance: the default, the first of a choice, a plain date, the least number. */
export const sampleOf = (schema: TSchema): unknown => {
  const s = schema as Loose
  if (s.default !== undefined) return s.default
  if (s.const !== undefined) return s.const
  if (s.enum) return s.enum[0]
  if (s.anyOf?.[0]) return sampleOf(s.anyOf[0])
  if (s.type === 'object') return sampleObject(s)
  if (s.type === 'array') return []
  if (s.type === 'number' || s.type === 'integer') return s.minimum ?? 1
  if (s.type === 'boolean') return true
  return sampleText(s)
}

const sampleObject = ({ properties = {} }: Loose): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, sampleOf(schema)]))

// The patterns in use are dates, ids and codes; a sample is the first of these that fits.
const texts = [
  '2026-05-03',
  '09:05',
  'ffffffff-ffff-4fff-8fff-ffffffffffff',
  '2026',
  '1',
  'A',
  '10001234567',
  '9434765919',
  'NM1 1AA',
]
const sampleText = ({ format, pattern }: Loose): string => {
  if (format?.startsWith('date')) return '2026-05-03'
  if (format === 'uuid') return 'ffffffff-ffff-4fff-8fff-ffffffffffff'
  return texts.find(text => !pattern || new RegExp(pattern).test(text)) ?? ''
}
