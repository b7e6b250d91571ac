// The two logins the product runs as. Neither owns a table nor passes row security by. What they may do is granted
// to two groups, which migrations name; each database has logins of its own, because roles belong to the server.
// A third group is the linker's: the jobs' login becomes it for one transaction, and has nothing of it otherwise (decision 17).
import pg from 'pg'
import { loadKey } from '../keys/index.ts'

/** Who is connecting: the pages people read, or the jobs that run behind them. */
export type Login = 'pages' | 'jobs'

export const logins: readonly Login[] = ['pages', 'jobs']
const groupOf = (login: Login) => `throughline_${login}`
/** The role that the linker works as. */
export const linkerRole = 'throughline_linker'
/** Every group that migrations grant to. */
export const groups: readonly string[] = [...logins.map(groupOf), linkerRole]
const databaseOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1))

const nameOf = (database: string, login: Login) => {
  // Never a group's name, whatever the database is called: `throughline` is the usual one.
  const name = `${database}_as_${login}`
  if (Buffer.byteLength(name) > 63) throw new Error('The name of the database is too long: 54 bytes at most.')
  return name
}

/** Is this the name of one of the two logins, of whichever database? */
export const isLogin = (name: string): boolean => logins.some(login => name.endsWith(`_as_${login}`))

const passwordOf = (keyDir: string, name: string) => loadKey(keyDir, `login-${name}`).toString('base64url')

/** The address at which a login reaches the owner's database. Its password is in KEY_DIR. */
export function connectionFor(login: Login, { ownerUrl, keyDir }: { ownerUrl: string; keyDir: string }): string {
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(nameOf(databaseOf(ownerUrl), login))
  url.password = passwordOf(keyDir, nameOf(databaseOf(ownerUrl), login))
  return url.href
}

/** Makes the groups that migrations grant to, unless the server has them. */
export async function ensureGroups(owner: pg.ClientBase): Promise<void> {
  for (const group of groups) {
    await owner.query(`
      do $$ begin
        if to_regrole('${group}') is null then create role ${group} nologin; end if;
      exception when duplicate_object or unique_violation then null; -- Another database was migrated at the same time.
      end $$`)
  }
}

/**
 * Makes the logins of one database, or sets their passwords again to what KEY_DIR holds, and lets nobody else in.
 * Idempotent. The groups must be there.
 */
export async function ensureLogins(owner: pg.ClientBase, database: string, keyDir: string): Promise<void> {
  const here = pg.escapeIdentifier(database)
  await owner.query(`revoke all on database ${here} from public`)
  for (const login of logins) {
    const name = nameOf(database, login)
    const role = pg.escapeIdentifier(name)
    const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name])
    if (!rowCount) await owner.query(`create role ${role}`)
    await owner.query(`alter role ${role} login inherit password ${pg.escapeLiteral(passwordOf(keyDir, name))}`)
    // A login may write what its own connections begin with: whatever somebody made it write goes.
    await owner.query(`alter role ${role} reset all`)
    await owner.query(`alter role ${role} set timezone = 'UTC'`)
    await owner.query(`grant ${groupOf(login)} to ${role}`)
    if (login === 'jobs') await owner.query(`grant ${linkerRole} to ${role} with inherit false, set true`)
    await owner.query(`grant connect on database ${here} to ${role}`)
  }
}

/** Removes a database's logins and what they were granted on the server. */
export async function dropLogins(owner: pg.ClientBase, database: string): Promise<void> {
  for (const login of logins) {
    const name = nameOf(database, login)
    const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name])
    if (!rowCount) continue
    await owner.query(`drop owned by ${pg.escapeIdentifier(name)}`)
    await owner.query(`drop role ${pg.escapeIdentifier(name)}`)
  }
}
