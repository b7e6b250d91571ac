import type pg from 'pg'
import { giveUpTampered, unlessGivenUp, withOwnSettings } from './kept-state.ts'

/** What PostgreSQL can keep a plan of. Statements without parameters may hold literals that are never the same again. */
const plannable = /^\s*(select|with|insert|update|delete)\b/i
const most = 5_000

const names = new Map<string, string>()
const metOnce = new Set<string>()

/** A name for a statement that has been asked before; undefined for one that is new, or where there are too many to keep. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined) return known
  if (!metOnce.has(text)) {
    if (metOnce.size < most) metOnce.add(text)
    return undefined
  }
  const name = `s${names.size + 1}`
  names.set(text, name)
  metOnce.delete(text)
  return name
}

/**
 * Lets PostgreSQL parse and plan a statement once for each connection, not each time: with row security, planning took longer than
 * running (docs/decisions/0012). Statements are told apart by their text; those without parameters are left as they are. What a connection keeps
 * beyond a transaction is ours alone (`giveUpTampered`, `withOwnSettings`).
 */
export const nameStatements = (client: pg.PoolClient): void => {
  giveUpTampered(client)
  const ask = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (...args: unknown[]): unknown => {
    const [text, values, ...rest] = args
    const parts = typeof text === 'string' && Array.isArray(values) && values.length > 0 && rest.length === 0
    const name = parts && plannable.test(text) ? nameOf(text) : undefined
    const answer = name === undefined ? ask(withOwnSettings(text), ...args.slice(1)) : ask({ name, text, values })
    return answer instanceof Promise ? answer.then(answered => unlessGivenUp(client, answered)) : answer
  }
  Object.assign(client, { query })
}
