import { identifier } from '../kinds/person.record.ts'
import { bestOf } from './events.ts'
import type { ReturnFact } from './return-facts.queries.ts'

/**
 * The number by which a return tells of a child: the first of these that a source gave (`notes`: "social care", "children looked after"). Of a child
 * whose case began here, whom no case system knows, it is ours: T and the number of what was written here, which stays from year to year. At most
 * ten letters and digits, as the census has it (LAchildID). Undefined where nothing was written here either.
 */
export const numberInReturn = (facts: readonly ReturnFact[], notes: readonly string[]): string | undefined => {
  for (const note of notes) {
    const given = bestOf(facts, ({ kind, body }) =>
      kind === identifier.kind && body['type'] === 'local' && body['note'] === note ? String(body['value']) : undefined,
    )
    if (given) return given
  }
  const own = facts.flatMap(({ source, sourcePerson }) =>
    source === 'throughline' && sourcePerson ? sourcePerson : [],
  )
  return own.length > 0 ? `T${Math.min(...own)}` : undefined
}
