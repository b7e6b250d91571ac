import type { TObject } from 'typebox'
import { Value } from 'typebox/value'
import type { Route } from '../../access/index.ts'

/** An address that nothing has. */
export const nowhere = 'ffffffff-ffff-4fff-8fff-ffffffffffff'

/** A route's address with these ids in it; whatever is not named leads nowhere. With the least that its query asks for. */
export const addressOf = (route: Route, ids: Readonly<Record<string, string>> = {}): string => {
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? nowhere)
  const query = new URLSearchParams(leastOf('query' in route ? route.query : undefined)).toString()
  return query ? `${path}?${query}` : path
}

/** The least that a form of this shape must bring to be read at all. */
export const leastOf = (schema: TObject | undefined): Record<string, string> => {
  if (!schema) return {}
  const made = Value.Create(schema) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(made).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

/** Is it a change, sent by a form? */
export const isChange = (route: Route): boolean => route.sort === 'child-action' || route.sort === 'desk-action'
