import type pg from 'pg'

type Policy = {
  table: string
  policy: string
  restricts: boolean
  command: string
  roles: string
  using: string | null
  check: string | null
}
type Routine = { name: string; text: string }

/** Policies of everybody but a table's owner: each table has one for its owner, by which migrations work. */
const policies = `
  select n.nspname || '.' || c.relname as table, p.polname as policy, not p.polpermissive as restricts,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
    (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
      from unnest(p.polroles) as o(id) left join pg_roles r on r.oid = o.id) as roles,
    pg_get_expr(p.polqual, p.polrelid, true) as using, pg_get_expr(p.polwithcheck, p.polrelid, true) as check
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where not c.relispartition and not (p.polroles = array[c.relowner])
  order by 1, 3, 2`

const routines = `
  select n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('access', 'job', 'public') and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  order by 1, pg_get_function_identity_arguments(p.oid)`

const heading = `-- Written by tools/database-types.ts from the migrated database. Do not edit: write a migration, then run it.
--
-- Who may read and write which row, as the migrations leave it: the policies of every table, then every function of ours.
-- A migration may replace a function of an earlier one; here stands the one that counts.
`

/** The row security of a database and the functions that it calls, as SQL that nobody runs. */
export async function describeRowSecurity(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<Policy>(policies)
  const tables = [...Map.groupBy(rows, row => row.table)].map(
    ([table, own]) => `\n-- ${table}\n${own.map(writePolicy).join('\n')}\n`,
  )
  const functions = (await pool.query<Routine>(routines)).rows.map(({ text }) => `\n${text.trim()};\n`)
  return `${heading}${tables.join('')}${functions.join('')}`
}

const writePolicy = ({ table, policy, restricts, command, roles, using, check }: Policy): string => {
  const lines = [
    `create policy ${policy} on ${table}${restricts ? ' as restrictive' : ''} for ${command} to ${roles}`,
    ...(using === null ? [] : [`  using (${using})`]),
    ...(check === null || check === using ? [] : [`  with check (${check})`]),
  ]
  return `${lines.join('\n')};`
}
