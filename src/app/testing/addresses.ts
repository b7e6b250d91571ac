import type { LightMyRequestResponse } from 'fastify'
import type { TObject } from 'typebox'
import type { Route } from '../../access/index.ts'
import type { Visitor } from './index.ts'
import { sampleOf } from './samples.ts'
import type { SmallWorld } from './small-world.ts'

/** An address that nothing has. */
export const nowhere = 'ffffffff-ffff-4fff-8fff-ffffffffffff'

/** A route's address with these ids in it; whatever is not named leads nowhere. With the least that its query asks for. */
export const addressOf = (route: Route, ids: Readonly<Record<string, string>> = {}): string => {
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? nowhere)
  const query = new URLSearchParams(leastOf('query' in route ? route.query : undefined)).toString()
  return query ? `${path}?${query}` : path
}

/** What a form of this shape may bring: a value for each field that it cannot do without. */
export const leastOf = (schema: TObject | undefined): Record<string, string> => {
  const required = new Set<string>(schema?.required ?? [])
  return Object.fromEntries(
    Object.entries(schema?.properties ?? {})
      .filter(([name]) => required.has(name))
      .map(([name, field]) => [name, String(sampleOf(field))]),
  )
}

/** Is it a change, sent by a form? */
export const isChange = (route: Route): boolean => route.sort.endsWith('action')

/** One id of a world for each part of an address. */
export const firstIds = ({ ids }: SmallWorld): Record<string, string> =>
  Object.fromEntries(Object.entries(ids).flatMap(([name, list]) => (list[0] ? [[name, list[0]]] : [])))

/** Asks for a page, or sends a change the least that its form may bring. */
export const ask = (
  visitor: Visitor,
  route: Route,
  ids: Readonly<Record<string, string>>,
  csrf?: string,
): Promise<Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body'>> => {
  const address = addressOf(route, ids)
  if (isChange(route)) return visitor.post(address, leastOf('form' in route ? route.form : undefined), csrf)
  // Where live events come by mistake they have no end to wait for.
  return route.path.endsWith('/live') ? visitor.hear(address) : visitor.get(address)
}
