import type pg from 'pg'

const question = `
  select rolsuper as superuser, rolbypassrls as bypass, rolcreaterole as makes_roles,
    exists (select from pg_database where datname = current_database() and pg_has_role(datdba, 'member')) as owns_database,
    (select format('%I.%I', nspname, relname) from pg_class join pg_namespace n on n.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f') and nspname not in ('pg_catalog', 'information_schema')
        and nspname not like 'pg_temp%' and pg_has_role(relowner, 'member') limit 1) as owned_table
  from pg_roles where rolname = current_user`

/**
 * Refuses to go on with a login that row security does not hold: an owner, a superuser or one that bypasses it.
 * `serve` and `worker` ask this before they answer anyone.
 * @throws Error naming what is wrong and what to do.
 */
export async function assertFencedLogin(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(question)
  const found = rows[0] as Record<string, boolean | string | null>
  const wrong = [
    found.superuser && 'is a superuser',
    found.bypass && 'bypasses row security',
    found.makes_roles && 'may make roles',
    found.owns_database && 'owns the database',
    found.owned_table && `owns ${found.owned_table}`,
  ].filter(Boolean)
  if (wrong.length === 0) return
  throw new Error(
    `The login pages and jobs connect as ${wrong.join(' and ')}. Use the logins that throughline migrate makes.`,
  )
}
