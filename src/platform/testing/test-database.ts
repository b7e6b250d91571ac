// Tests run against PostgreSQL itself: one server for all test processes of this machine's user, a migrated
// template in it for each state of the migrations, and a copy of that for each test file.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connectionFor, dropLogins, ensureGroups, ensureLogins, groups, migrate, openPool } from '../database/index.ts'
import { installJobs } from '../jobs/index.ts'
import { type EmbeddedPostgres, startEmbedded } from '../postgres/index.ts'

/** A database of a test's own, migrated and empty. */
export type TestDatabase = {
  ownerUrl: string
  pagesUrl: string
  jobsUrl: string
  keyDir: string
  owner: pg.Pool
  pages: pg.Pool
  jobs: pg.Pool
  drop(): Promise<void>
}

export const migrationsDir = join(import.meta.dirname, '../../../migrations')
const testDataDir = join(quickFolder(), `throughline-test-${userInfo().uid}`)
/** So many of those that killed runs left behind go when one is made: they lie in memory, and a run is not to wait for them. */
const mostAtOnce = 2
const plainOwner = 'throughline_test_owner'

// A database is a thousand files: to copy them takes up to half a second of the processor on a disk, and 40 ms in memory.
/** Where a test's databases are kept: in memory, where there is room. */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 4 * 2 ** 30 ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

// Of databases that no test dropped, too: a thousand of them lay in the system's folder.
const keyDirs = new Set<string>()
process.once('exit', () => {
  for (const keyDir of keyDirs) rmSync(keyDir, { recursive: true, force: true })
})

let running: Promise<EmbeddedPostgres> | undefined

/** The server the tests share. It stops when the last process that asked for it ends. */
export function testServer(): Promise<EmbeddedPostgres> {
  running ??= startEmbedded({ dataDir: testDataDir, durable: false }).then(server => {
    process.once('beforeExit', () => void server.stop())
    return server
  })
  return running
}

/**
 * Gives a test file a migrated database of its own in well under a second; `drop` removes it.
 * Other migrations than the product's may be named.
 */
export async function testDatabase({ migrations = migrationsDir } = {}): Promise<TestDatabase> {
  const { url } = await testServer()
  const name = `test_${Date.now()}_${process.pid}_${randomBytes(3).toString('hex')}`
  const keyDir = mkdtempSync(join(tmpdir(), 'throughline-keys-'))
  keyDirs.add(keyDir)
  const ownerUrl = at(url, name)
  await asAdmin(url, async admin => {
    const template = await ensureTemplate(admin, { url, keyDir, migrations })
    await admin.query(`create database ${name} template ${template} strategy file_copy`)
    await ensureGroups(admin)
    await ensureLogins(admin, name, keyDir)
    await dropLeft(admin, mostAtOnce)
  })
  const urls = {
    pagesUrl: connectionFor('pages', { ownerUrl, keyDir }),
    jobsUrl: connectionFor('jobs', { ownerUrl, keyDir }),
  }
  const owner = openPool({ url: ownerUrl, name: 'test', max: 4 })
  const pages = openPool({ url: urls.pagesUrl, name: 'test', max: 4 })
  const jobs = openPool({ url: urls.jobsUrl, name: 'test', max: 4 })
  const drop = async () => {
    await Promise.all([owner.end(), pages.end(), jobs.end()])
    await asAdmin(url, admin => dropDatabase(admin, name))
    rmSync(keyDir, { recursive: true, force: true })
    keyDirs.delete(keyDir)
  }
  return { ownerUrl, ...urls, keyDir, owner, pages, jobs, drop }
}

const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: at(url, 'postgres'), application_name: 'throughline test' })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

type TemplateOptions = { url: string; keyDir: string; migrations: string }

async function ensureTemplate(admin: pg.Client, { url, keyDir, migrations }: TemplateOptions): Promise<string> {
  const template = `template_${hashOf(migrations)}`
  const exists = async () => (await admin.query('select from pg_database where datname = $1', [template])).rowCount
  if (await exists()) return template
  await admin.query(`select pg_advisory_lock(hashtext('throughline template'))`)
  if (await exists()) return template
  await dropLeft(admin)
  const unfinished = `${template}_new`
  await dropDatabase(admin, unfinished)
  await ensureOwner(admin)
  await admin.query(`create database ${unfinished} owner ${plainOwner}`)
  const ownerUrl = Object.assign(new URL(at(url, unfinished)), { username: plainOwner, password: plainOwner }).href
  await migrate({ ownerUrl, migrationsDir: migrations, keyDir, steps: [installJobs] })
  await admin.query(`alter database ${unfinished} rename to ${template}`)
  await dropLogins(admin, unfinished)
  await admin.query(`select pg_advisory_unlock(hashtext('throughline template'))`)
  return template
}

// Tables and functions belong to an owner as production has it, whom row security holds: a function with its owner's rights that a superuser's
// database lets through would find nothing there.
async function ensureOwner(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [plainOwner])
  if (!rowCount) await admin.query(`create role ${plainOwner} login createrole password '${plainOwner}'`)
  await ensureGroups(admin)
  for (const group of groups)
    await admin.query(`grant ${group} to ${plainOwner} with admin true, inherit false, set false`)
}

// Everything that decides what an empty migrated database looks like.
function hashOf(directory: string): string {
  const files = readdirSync(directory).filter(file => file.endsWith('.sql'))
  const ours = ['../jobs/install.ts', '../database/migrate.ts', '../database/logins.ts', 'test-database.ts']
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(directory, file)))
  for (const file of ours) hash.update(readFileSync(join(import.meta.dirname, file)))
  return hash.digest('hex').slice(0, 16)
}

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${name} with (force)`)
  await dropLogins(admin, name)
}

// What killed test runs and older migrations left behind. A database whose process lives, or that is in use, is left alone.
async function dropLeft(admin: pg.Client, most?: number): Promise<void> {
  const { rows: locks } = await admin.query(`select pg_try_advisory_lock(hashtext('throughline leftovers')) as mine`)
  if (!locks[0]?.mine) return
  const { rows } = await admin.query<{ name: string }>(
    `with idle as (
       select oid, datname as name from pg_database
       where not exists (select from pg_stat_activity a where a.datname = pg_database.datname)
     )
     (select name from idle where name ~ '^test_[0-9]+_[0-9]+_' order by oid)
     union all (select name from idle where name ~ '^template_[0-9a-f]{16}$' order by oid desc offset 8)`,
  )
  for (const { name } of rows.filter(row => !lives(row.name)).slice(0, most)) await dropDatabase(admin, name)
  await admin.query(`select pg_advisory_unlock(hashtext('throughline leftovers'))`)
}

function lives(database: string): boolean {
  const pid = Number(/^test_\d+_(\d+)_/.exec(database)?.[1])
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
