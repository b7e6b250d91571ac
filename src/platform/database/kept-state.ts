import type pg from 'pg'
import { isLogin } from './logins.ts'

/**
 * Commands that we never say as a login. They keep or drop statements of a connection by name, or can do so unseen; write what a login begins with,
 * which it may for itself; or tell how many rows were passed over, and so how many row security hides.
 */
const neverSaid = /^(PREPARE|DEALLOCATE|DISCARD|DO|EXPLAIN|ALTER|CREATE|DROP|GRANT|REVOKE)\b/

type Wire = { on(event: 'commandComplete', heard: (message: { readonly text: string }) => void): void }

const givenUp = new WeakSet<pg.PoolClient>()

/**
 * Gives up the connection of a login on which somebody else's SQL ran a command that we never say. A connection serves one person after another, and
 * its prepared statements outlive the transaction: whoever injects SQL into one page could put their own statement in place of ours under its name,
 * and it would run in the signed context of whoever comes next. PostgreSQL says after each command which it was, so nothing is asked; what runs
 * inside a function is not said, and no function that the logins may execute runs a text that it is given but to read.
 */
export const giveUpTampered = (client: pg.PoolClient): void => {
  const { connection, user } = client as unknown as { readonly connection: Wire; readonly user?: string }
  if (!isLogin(user ?? '')) return
  connection.on('commandComplete', ({ text }) => {
    if (!neverSaid.test(text)) return
    givenUp.add(client)
    // Nothing more is asked on it, not even to commit, and its pool lets it go.
    Object.assign(client, { _queryable: false })
  })
}

/** What was answered, unless the connection was given up meanwhile. @throws Error where it was. */
export const unlessGivenUp = (client: pg.PoolClient, answered: unknown): unknown => {
  if (givenUp.has(client)) throw new Error('A statement that is not ours ran on this connection, which was given up.')
  return answered
}

/**
 * A transaction begins with the settings that the connection began with: `SET` and `set_config` outlive the transaction that said them, unless they
 * say that they do not. In the same message, so that it costs no going to and fro.
 */
export const withOwnSettings = (text: unknown): unknown =>
  typeof text === 'string' && /^(begin|start transaction)\b[^;]*$/i.test(text) ? `reset all; ${text}` : text
