import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.generated.ts'

/**
 * Has PostgreSQL count again the tables that have grown by half since it last did. It does so by itself, up to a minute later;
 * a first import is over by then, and was planned as for empty tables: a hundred times slower where joins are many. Where the
 * login may not (PostgreSQL before 17), PostgreSQL passes the table over with a warning.
 */
export const refreshStatistics = async (db: Kysely<Database>): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where schemaname in ('public', 'intake') and n_mod_since_analyze > 1000 + n_live_tup / 2 order by 1`.execute(db)
  for (const { name } of rows) await sql`analyze ${sql.raw(name)}`.execute(db)
}
