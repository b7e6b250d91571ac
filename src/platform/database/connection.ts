import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Database } from './schema.generated.ts'

/** The typed query builder over a pool. Destroying it ends the pool. */
export function kysely<DB = Database>(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
