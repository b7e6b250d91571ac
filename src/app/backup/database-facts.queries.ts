import { createHash } from 'node:crypto'
import pg from 'pg'
import { openPool } from '../../platform/database/index.ts'
import type { Facts } from './manifest.ts'

/** A look at a database as it is at one moment, which can be asked for longer. */
export type Look = { facts(): Promise<Facts>; readonly snapshot: string; end(): Promise<void> }

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') and n.nspname !~ '^pg_'`

/** Looks at the database as it is now. The owner of the embedded server sees every row. */
export const lookNow = async (url: string): Promise<Look> => {
  const pool = openPool({ url, name: 'backup', max: 1 })
  const session = await pool.connect()
  await session.query('begin isolation level repeatable read read only')
  const { rows } = await session.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot')
  const snapshot = rows[0]?.snapshot ?? ''
  return {
    snapshot,
    facts: async () => ({
      snapshot,
      rows: await countRows(session),
      ...(await rulesOf(session)),
      roots: await newestRoot(session),
    }),
    end: async () => {
      session.release(true)
      await pool.end()
    },
  }
}

/** Tables that are in the log, but the one whose rows are not copied. Each row is read, so that PostgreSQL holds each page against its checksum. */
const countRows = async (session: pg.PoolClient): Promise<Record<string, number>> => {
  const { rows: tables } = await session.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p' and ${ours} and c.oid <> 'access.key'::regclass order by 1, 2`,
  )
  const counted: Record<string, number> = {}
  for (const { schema, name } of tables) {
    const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
    const { rows } = await session.query<{ count: number }>(`select count(*) from ${table}`)
    counted[`${schema}.${name}`] = rows[0]?.count ?? 0
  }
  return counted
}

const rulesOf = async (session: pg.PoolClient): Promise<Pick<Facts, 'fenced' | 'rules'>> => {
  const { rows } = await session.query<{ fenced: boolean; line: string }>(
    `select c.relrowsecurity and c.relforcerowsecurity as fenced,
       concat_ws(' ', n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl) as line
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v') and ${ours}
     union all select false, p::text from pg_policies p
     union all select false, concat_ws(' ', p.oid::regprocedure, p.prosecdef, p.proacl, p.proconfig, md5(p.prosrc))
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours}`,
  )
  const lines = rows.map(({ line }) => line).sort()
  return {
    fenced: rows.filter(({ fenced }) => fenced).length,
    rules: createHash('sha256').update(lines.join('\n')).digest('hex'),
  }
}

const newestRoot = async (session: pg.PoolClient): Promise<number> => {
  const { rows } = await session.query<{ number: number }>(
    'select coalesce(max(number), 0) as number from access.audit_root',
  )
  return rows[0]?.number ?? 0
}

/** The table that holds a key of KEY_DIR: where it lies, and a mark that changes whenever anything writes to it. */
export type KeyTable = { readonly files: readonly string[]; readonly mark: string }

/** Where the key by which contexts are checked lies: no row of that table goes into a backup. */
export const keyTable = async (session: pg.ClientBase): Promise<KeyTable> => {
  const { rows } = await session.query<{ files: string[]; mark: string }>(
    `select (select array_agg(pg_relation_filepath(c.oid) order by c.oid) from pg_class k, pg_class c
       where k.oid = 'access.key'::regclass and (c.oid in (k.oid, k.reltoastrelid)
         or c.oid in (select indexrelid from pg_index where indrelid in (k.oid, k.reltoastrelid)))) as files,
       (select string_agg(concat_ws(' ', xmin, xmax, ctid), ',' order by name) from access.key) as mark`,
  )
  return { files: rows[0]?.files ?? [], mark: `${rows[0]?.mark} ${rows[0]?.files}` }
}

/** The last migration that was applied, and PostgreSQL's version. */
export const versionsOf = async (session: pg.ClientBase): Promise<{ lastMigration: string; postgres: string }> => {
  const { rows } = await session.query<{ last: string; version: string }>(
    `select (select max(name) from migration.kysely_migration) as last, current_setting('server_version') as version`,
  )
  return { lastMigration: rows[0]?.last ?? '', postgres: rows[0]?.version ?? '' }
}
