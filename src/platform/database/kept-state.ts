import type pg from 'pg'
import { isLogin } from './logins.ts'

/** What keeps or drops statements of a connection by name, or can do so unseen: a statement that we never say. */
const keepsStatements = /^(PREPARE|DEALLOCATE|DISCARD|DO)\b/

type Wire = { on(event: 'commandComplete', heard: (message: { readonly text: string }) => void): void }

/**
 * Gives up the connection of a login on which a statement was prepared or dropped by SQL. A connection serves one person after another, and its
 * prepared statements outlive the transaction: whoever injects SQL into one page could put their own statement in place of ours under its name, and
 * it would run in the signed context of whoever comes next. PostgreSQL says after each command which it was, so nothing is asked; what runs inside a
 * function is not said, and no function that the logins may execute runs a text that it is given.
 */
export const giveUpTampered = (client: pg.PoolClient): void => {
  const { connection, user } = client as unknown as { readonly connection: Wire; readonly user?: string }
  if (!isLogin(user ?? '')) return
  connection.on('commandComplete', ({ text }) => {
    // Nothing more is asked on it, not even to commit, and its pool lets it go.
    if (keepsStatements.test(text)) Object.assign(client, { _queryable: false })
  })
}

/**
 * A transaction begins with the settings that the connection began with: `SET` and `set_config` outlive the transaction that said them, unless they
 * say that they do not. In the same message, so that it costs no going to and fro.
 */
export const withOwnSettings = (text: unknown): unknown =>
  typeof text === 'string' && /^(begin|start transaction)\b[^;]*$/i.test(text) ? `reset all; ${text}` : text
