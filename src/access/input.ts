import type { FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { Value } from 'typebox/value'
import { InvalidInput } from '../kernel/index.ts'
import type { Input, Route } from './page.ts'

/** What a request brings, in the shapes that its route lists. @throws InvalidInput where it is not in them. */
export const inputOf = (
  route: Route,
  request: FastifyRequest,
  form: Record<string, unknown>,
  files: Input['files'],
): Input => {
  const input = {
    params: request.params as Record<string, string>,
    query: shaped('query' in route ? route.query : undefined, request.query),
    form: shaped('form' in route ? route.form : undefined, form),
    files,
    requestId: request.id,
  }
  // no page of ours sends it, and PostgreSQL keeps no text that has it
  if ([input.params, input.query, input.form].some(hasNul))
    throw new InvalidInput(
      'Something that was sent holds a character that cannot be kept.',
      'Type it anew, and send it.',
    )
  return input
}

const hasNul = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\0')
    : typeof value === 'object' && value !== null && Object.values(value).some(hasNul)

/** The fields that the route's schema lists, in its types; others are dropped. */
const shaped = (schema: TObject | undefined, value: unknown): Record<string, unknown> => {
  if (!schema) return {}
  const converted = Value.Convert(schema, Value.Default(schema, Value.Clean(schema, structuredClone(value))))
  if (Value.Check(schema, converted)) return converted as Record<string, unknown>
  throw new InvalidInput(
    'Something on the form is missing or not in the right form.',
    'Go back and check what you entered.',
  )
}

/** "As known on": the end of that civil day; a day in the future is today. */
export const knownAt = (input: Input, at: Date): Date | undefined => {
  const day = (input.query as Record<string, unknown>).known
  if (typeof day !== 'string' || day === '') return undefined
  const end = new Date(`${day}T23:59:59.999Z`)
  if (Number.isNaN(end.getTime()))
    throw new InvalidInput('The date in “as known on” is not a date.', 'Enter a day, a month and a year.')
  return end < at ? end : undefined
}
