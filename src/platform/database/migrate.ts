import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type pg from 'pg'
import { kysely } from './connection.ts'
import { ensureGroups, ensureLogins } from './logins.ts'
import { openPool } from './pool.ts'

/** Something other than our own SQL files that puts tables into the database, run before them by the owner. */
export type MigrationStep = (owner: { url: string }) => Promise<void>

export type MigrateOptions = {
  ownerUrl: string
  migrationsDir: string
  keyDir: string
  steps?: readonly MigrationStep[]
}

/**
 * Brings a database up to date: groups, steps, then the SQL files in order, all or none of them, then the logins.
 * Idempotent; several processes may try at once and one does the work. Returns the names of the files applied now.
 * @throws Error naming the file PostgreSQL refused, with its words.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const pool = openPool({ url: options.ownerUrl, name: 'migrate', max: 3 })
  const turn = await pool.connect()
  try {
    await turn.query(`select pg_advisory_lock(hashtext('throughline migrate'))`)
    await ensureGroups(turn)
    for (const step of options.steps ?? []) await step({ url: options.ownerUrl })
    const applied = await applyFiles(pool, options.migrationsDir)
    await letOwnersFunctionsThrough(turn)
    const { rows } = await turn.query<{ database: string }>('select current_database() as database')
    await ensureLogins(turn, rows[0]?.database ?? '', options.keyDir)
    return applied
  } finally {
    turn.release(true)
    await pool.end()
  }
}

/**
 * Forced row security holds the owner too, and with them every function that works with its owner's rights: where the owner is no superuser it
 * would find empty tables. So each such table has a policy for its owner. It opens nothing to anybody else: the owner makes the tables.
 */
async function letOwnersFunctionsThrough(owner: pg.PoolClient): Promise<void> {
  await owner.query(`
    do $$ declare fenced regclass; begin
      for fenced in select c.oid from pg_class c where c.relforcerowsecurity and c.relowner = current_user::regrole
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'definer' and p.polcmd = '*')
      loop
        execute format('drop policy if exists definer on %s', fenced);
        execute format('create policy definer on %s to %I using (true) with check (true)', fenced, current_user);
      end loop;
    end $$`)
}

async function applyFiles(pool: ReturnType<typeof openPool>, directory: string): Promise<string[]> {
  const migrator = new Migrator({
    db: kysely<object>(pool),
    provider: { getMigrations: () => readMigrations(directory) },
    migrationTableSchema: 'migration',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map(({ migrationName }) => migrationName)
}

async function readMigrations(directory: string): Promise<Record<string, Migration>> {
  const files = (await readdir(directory)).filter(file => file.endsWith('.sql')).sort()
  return Object.fromEntries(files.map(file => [file, { up: db => applyFile(db, directory, file) }]))
}

/**
 * Tables that a file gives a policy for their owner, as files did before migrating gave one to each. Where the table was migrated before, it has that
 * one already, and gets it again at the end.
 */
const ownersTables = (text: string): string[] =>
  [...text.matchAll(/create policy definer on ([\w.]+)/g)].flatMap(([, table]) =>
    table && !new RegExp(`create table (if not exists )?${table}\\b`).test(text) ? [table] : [],
  )

async function applyFile(db: Kysely<unknown>, directory: string, file: string): Promise<void> {
  const text = await readFile(join(directory, file), 'utf8')
  try {
    for (const table of ownersTables(text)) await sql.raw(`drop policy if exists definer on ${table}`).execute(db)
    await sql.raw(text).execute(db)
  } catch (error) {
    const { message, position, where } = error as { message: string; position?: string; where?: string }
    const line = position ? `:${text.slice(0, Number(position)).split('\n').length}` : ''
    throw new Error(`migrations/${file}${line} ${[message, where].filter(Boolean).join(', ')}`)
  }
}
