// Writes the type of the database, and its row security as it stands, from the database itself, migrated as far as
// migrations/ goes: the SQL is the authority on storage, and TypeScript follows. `--check` says instead what is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { testDatabase } from '../src/platform/testing/index.ts'
import { describeRowSecurity } from './documents/row-security.ts'

type Column = {
  schema: string
  table: string
  writable: boolean
  column: string
  type: string
  list: boolean
  labels: string[] | null
  nullable: boolean
  given: 'always' | 'default' | null
}

const columns = `
  select n.nspname as schema, c.relname as table, c.relkind in ('r', 'p') as writable, a.attname as column,
    coalesce(element.typname, base.typname, t.typname) as type, element.oid is not null as list,
    (select array_agg(enumlabel::text order by enumsortorder) from pg_enum
      where enumtypid = coalesce(element.oid, t.oid)) as labels,
    not (a.attnotnull or t.typnotnull) as nullable,
    case when a.attgenerated <> '' or a.attidentity = 'a' then 'always'
         when a.atthasdef or a.attidentity = 'd' then 'default' end as given
  from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
    join pg_type t on t.oid = atttypid
    left join pg_type base on base.oid = nullif(t.typbasetype, 0)
    left join pg_type element on element.oid = nullif(t.typelem, 0) and t.typcategory = 'A'
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and attnum > 0 and not attisdropped
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'migration')
  order by n.nspname <> 'public', n.nspname, c.relname, attnum`

const typesOf: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float4: 'number',
  float8: 'number',
  oid: 'number',
  bool: 'boolean',
  bytea: 'Buffer',
  timestamptz: 'Instant',
  json: 'Json',
  jsonb: 'Json',
}

const heading = `// Written by tools/database-types.ts from the migrated database. Do not edit.
import type { ColumnType } from 'kysely'

/** A column that PostgreSQL fills when we do not. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

/** A column that only PostgreSQL fills, or a view's. */
export type ReadOnly<T> =
  T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>

/** Read as a Date; written as a Date or as PostgreSQL's words for an instant, such as 'infinity'. */
export type Instant = ColumnType<Date, Date | string, Date | string>

/** Read as whatever it holds, to be parsed; written as JSON text, because an array would become a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>
`

function typeOf({ type, list, labels, nullable, given, writable }: Column): string {
  const single = labels?.map(label => `'${label}'`).join(' | ') ?? typesOf[type] ?? 'string'
  const whole = list ? `${/\W/.test(single) ? `(${single})` : single === 'Instant' ? 'Date' : single}[]` : single
  const orNull = nullable ? `${whole} | null` : whole
  if (!writable || given === 'always') return `ReadOnly<${orNull}>`
  return given ? `Generated<${orNull}>` : orNull
}

const keyOf = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`)
const pascal = (name: string) => name.replace(/(?:^|[_.])(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The text of the type of every table and view in a database. */
export async function describeDatabase(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<Column>(columns)
  const tables = Map.groupBy(rows, ({ schema, table }) => (schema === 'public' ? table : `${schema}.${table}`))
  const types = [...tables].map(([name, own]) => {
    const lines = own.map(column => `  ${keyOf(column.column)}: ${typeOf(column)}`)
    return `\nexport type ${pascal(name)}Table = {\n${lines.join('\n')}\n}\n`
  })
  const list = [...tables.keys()].map(name => `  ${keyOf(name)}: ${pascal(name)}Table`)
  return `${heading}${types.join('')}\n/** Every table and view, by the name a query calls it. */\nexport type Database = {\n${list.join('\n')}\n}\n`
}

/** Every file that is written from the database, and what it should say. */
async function describeMigrated(): Promise<ReadonlyMap<string, string>> {
  const database = await testDatabase()
  try {
    return new Map([
      ['src/platform/database/schema.generated.ts', await describeDatabase(database.owner)],
      ['docs/generated/row-security.sql', await describeRowSecurity(database.owner)],
    ])
  } finally {
    await database.drop()
  }
}

const pathOf = (file: string): string => join(import.meta.dirname, '..', file)

/** Which files are not what the migrations as they stand leave, one line each. */
export async function findStaleFromDatabase(): Promise<string[]> {
  return [...(await describeMigrated())]
    .filter(([file, text]) => !existsSync(pathOf(file)) || readFileSync(pathOf(file), 'utf8') !== text)
    .map(([file]) => `${file} is not what the migrations leave: run node tools/database-types.ts`)
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = await findStaleFromDatabase()
    for (const line of stale) process.stderr.write(`${line}\n`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else for (const [file, text] of await describeMigrated()) writeFileSync(pathOf(file), text)
}
