import { Kysely, type LogConfig, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Database } from './schema.generated.ts'
import { nameStatements } from './statement-names.ts'

/** The typed query builder over a pool, which tells `log` of each statement where one is given. Destroying it ends the pool. */
export function kysely<DB = Database>(pool: pg.Pool, log?: LogConfig): Kysely<DB> {
  // Of several builders over one pool the first has seen to it.
  if (!pool.listeners('connect').includes(nameStatements)) pool.on('connect', nameStatements)
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }), ...(log ? { log } : {}) })
}
