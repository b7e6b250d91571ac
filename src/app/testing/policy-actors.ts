import { type TableActors, tableActors } from './table-actors.ts'

/** One policy of a table, as `pg_policies` tells it. */
type Policy = {
  readonly table: string
  readonly cmd: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | null
  readonly qual: string | null
  readonly with_check: string | null
}

/** The actors that an expression of a policy asks for by name; one that asks for whoever is not one, or for any, names nobody. */
const actorsNamed = (text: string): string[] =>
  [
    ...text.matchAll(
      /access\.actor\(\)(?: AS actor\))? (?:= '([a-z-]+)'::text|= ANY \((?:ARRAY\[([^\]]+)\]|'\{([^}]+)\}'))/g,
    ),
  ].flatMap(([, one, some, list]) =>
    one !== undefined
      ? [one]
      : some !== undefined
        ? [...some.matchAll(/'([a-z-]+)'/g)].map(found => found[1] ?? '')
        : (list ?? '').split(','),
  )

const listed = (names: readonly string[]): string => [...new Set(names)].toSorted().join(' ')

/** What the policies of the two logins and of the linker's role say of each table. */
const actorsOfTables = (policies: readonly Policy[]): Readonly<Record<string, TableActors>> =>
  Object.fromEntries(
    [...Map.groupBy(policies, one => one.table)].map(([table, all]) => {
      const of = (...cmds: readonly Policy['cmd'][]) => all.filter(one => cmds.includes(one.cmd))
      // What a policy of every command does not let be written it still lets be taken away.
      const reads = of('ALL', 'SELECT').flatMap(one => actorsNamed(one.qual ?? ''))
      const writes = of('ALL', 'INSERT', 'UPDATE', 'DELETE').flatMap(one =>
        actorsNamed(`${one.qual ?? ''} ${one.with_check ?? ''}`),
      )
      return [table, [listed(reads), listed(writes)]]
    }),
  )

/** Every table under row security with each policy of the two logins and the linker's role that opens something of it; nothing where there is none. */
export const policiesOfTables = `select n.nspname || '.' || c.relname as table, p.cmd, p.qual, p.with_check from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname and p.permissive = 'PERMISSIVE'
    and p.roles && '{throughline_pages,throughline_jobs,throughline_linker}'::name[]
  where n.nspname in ('public', 'access', 'intake') and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity`

/** The tables of which the list says something else than the database, or nothing. */
export const unlistedTables = (policies: readonly Policy[]): string[] => {
  const there = actorsOfTables(policies)
  const tables = [...new Set([...Object.keys(there), ...Object.keys(tableActors)])]
  return tables.filter(table => String(there[table]) !== String(tableActors[table])).sort()
}
