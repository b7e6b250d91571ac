import { existsSync } from 'node:fs'
import { readdir, statfs } from 'node:fs/promises'
import type pg from 'pg'
import { plural } from '../kernel/index.ts'
import { assertFencedLogin, openPool } from '../platform/database/index.ts'
import { listRing } from '../platform/keys/index.ts'
import { placeWords } from '../platform/outward/index.ts'
import { findLastBackup } from './backup/last-backup.ts'
import { copySealedOff } from './backup/recovery-seal.ts'
import { assertVault, type Installation, migrationsDir, openInstallation } from './database.ts'
import type { Settings } from './settings.ts'

/** One thing looked at. `note` is worth knowing and stops nothing. */
export type HealthCheck = {
  readonly about: string
  readonly state: 'good' | 'note' | 'bad'
  readonly words: string
  readonly fix?: string
}

const good = (about: string, words: string): HealthCheck => ({ about, state: 'good', words })
const bad = (about: string, words: string, fix: string): HealthCheck => ({ about, state: 'bad', words, fix })

/** Looks at everything the product needs. Stops at the database where that cannot be reached. */
export const checkHealth = async (settings: Settings): Promise<HealthCheck[]> => {
  const checks = [
    checkNode(),
    await checkDisk(settings),
    checkBrowser(),
    checkCouncil(settings),
    checkSignIn(settings),
    checkFamilySignIn(settings),
    checkScanner(settings),
    checkMail(settings),
    checkBackup(settings),
  ]
  // Opening would make what is missing, and hide that it is lost: whoever looks writes nothing.
  const missing = ownKeys.filter(name => listRing(settings.keyDir, name).length === 0)
  if (missing.length > 0) return [...checks, keysMissing(settings.keyDir, missing)]
  let installation: Installation
  try {
    installation = await openInstallation(settings, { copyToo: true })
  } catch (error) {
    return [
      ...checks,
      bad('PostgreSQL', (error as Error).message, 'Look at DATABASE_URL, or at postgres.log in DATA_DIR.'),
    ]
  }
  const owner = openPool({ url: installation.ownerUrl, name: 'doctor', max: 1 })
  try {
    return [...checks, ...(await checkDatabase(owner, installation))]
  } finally {
    await owner.end()
    await installation.stop()
  }
}

const ownKeys = ['context', 'files', 'audit']
const keysMissing = (keyDir: string, missing: readonly string[]): HealthCheck =>
  missing.length === ownKeys.length
    ? bad('Keys', `there are none in ${keyDir} yet.`, 'throughline migrate makes them, and so does npm start.')
    : bad(
        'Keys',
        `${missing.map(name => `${name}.key`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing in ${keyDir}.`,
        'Put back what was kept apart (docs/how-to/change-keys.md) before anything is started, which would make new ones.',
      )

const checkNode = (): HealthCheck =>
  Number(process.versions.node.split('.')[0]) >= 24
    ? good('Node', process.version)
    : bad('Node', `${process.version} is too old.`, 'Run npx throughline, which uses the Node that is pinned here.')

const checkDisk = async (settings: Settings): Promise<HealthCheck> => {
  const { bavail, bsize } = await statfs(existsSync(settings.dataDir) ? settings.dataDir : '.')
  const gigabytes = (bavail * bsize) / 1e9
  return gigabytes >= 2
    ? good('Disk', `${gigabytes.toFixed(0)} GB free`)
    : bad('Disk', `only ${gigabytes.toFixed(1)} GB free.`, 'Make room, or set DATA_DIR to another disk.')
}

const browsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const checkBrowser = (): HealthCheck => {
  const found = [process.env.CHROMIUM, ...browsers].find(path => path && existsSync(path))
  return found
    ? good('Browser for tests', found)
    : {
        about: 'Browser for tests',
        state: 'note',
        words: 'none found; only the browser tests need one.',
        fix: 'apt-get install chromium-headless-shell',
      }
}

const ownSettings = ['COUNCIL', 'LA_CODE', 'DUTY_PHONE', 'FAMILY_PHONE']
/** What is said in the council's name: until it is set, that of an invented one. */
const checkCouncil = ({ council, production, environment }: Settings): HealthCheck => {
  const missing = ownSettings.filter(name => !environment[name])
  return production && missing.length > 0
    ? bad('The council', `an invented one stands for ${missing.join(', ')}.`, 'Set each of them.')
    : good('The council', council)
}

const checkSignIn = (settings: Settings): HealthCheck => {
  if (settings.oidc?.acr) return good('Sign-in', settings.oidc.issuer)
  if (settings.oidc)
    return {
      about: 'Sign-in',
      state: 'note',
      words: `${settings.oidc.issuer}, which alone decides whether a password is enough.`,
      fix: 'Set OIDC_ACR to what it calls a sign-in with two factors, and nobody comes in with less.',
    }
  return settings.production
    ? bad('Sign-in', 'nobody can sign in.', 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
    : { about: 'Sign-in', state: 'note', words: 'the development list of invented staff; refused in production.' }
}

const checkFamilySignIn = ({ familyOidc, mail, production }: Settings): HealthCheck => {
  const ways = [...(mail ? ['a code by e-mail'] : []), ...(familyOidc ? [familyOidc.issuer] : [])]
  if (ways.length > 0) return good('Sign-in of families', ways.join(', '))
  return {
    about: 'Sign-in of families',
    state: 'note',
    words: production ? 'none is set; families tell nothing online.' : 'the development list of invented parents.',
    fix: 'Set SMTP_URL, MAIL_FROM and BASE_URL, or FAMILY_OIDC_ISSUER, FAMILY_OIDC_CLIENT_ID and FAMILY_OIDC_CLIENT_SECRET.',
  }
}

const checkScanner = ({ virusScanner }: Settings): HealthCheck =>
  virusScanner
    ? good('Virus scanner', placeWords(virusScanner))
    : {
        about: 'Virus scanner',
        state: 'note',
        words: 'none is set; what is uploaded is looked through by nobody.',
        fix: 'Set VIRUS_SCANNER to the host and port of ClamAV’s daemon.',
      }

const checkMail = ({ mail }: Settings): HealthCheck =>
  mail
    ? good('E-mail', `${mail.server.host}:${mail.server.port}, from ${mail.from}`)
    : {
        about: 'E-mail',
        state: 'note',
        words: 'no mail server is set; no e-mail goes out.',
        fix: 'Set SMTP_URL, MAIL_FROM and BASE_URL.',
      }

/** When the database was last copied, as far as `throughline backup` knows; and whether it is such a copy itself. */
const checkBackup = ({ databaseUrl, dataDir, now }: Settings): HealthCheck => {
  const about = 'Backup'
  if (databaseUrl) return { about, state: 'note', words: 'the server of DATABASE_URL is backed up by its own means.' }
  const copy = copySealedOff(dataDir)
  if (copy)
    return {
      ...{ about, state: 'note', words: `this is a copy of ${copy.madeAt}, sealed off.` },
      fix: 'If it is to be the live one: throughline restore --live.',
    }
  const fix = 'throughline backup, once a day, to another machine.'
  const last = findLastBackup(dataDir)
  if (!last) return { about, state: 'note', words: 'none was made here yet.', fix }
  const hours = Math.round((now().getTime() - Date.parse(last.madeAt)) / 3_600_000)
  const words = `the last one was made ${last.madeAt.slice(0, 16).replace('T', ' ')} UTC, ${plural(hours, 'hour')} ago`
  return hours <= 26 ? good(about, words) : { about, state: 'note', words: `${words}.`, fix }
}

/** Looks at the database and at the keys that go with it. */
export const checkDatabase = async (owner: pg.Pool, installation: Installation): Promise<HealthCheck[]> => {
  const refused = await owner.query('select').then(() => undefined, refusedBy)
  if (refused?.silent)
    return [bad('PostgreSQL', `does not answer (${refused.code}).`, 'Is it running, and is DATABASE_URL right?')]
  const logins = [
    await checkLogin('Login for pages', installation.pagesUrl),
    await checkLogin('Login for jobs', installation.jobsUrl),
  ]
  if (refused) return [ownerAway(refused.code, logins), ...logins]
  return [
    await checkServer(owner),
    await checkClocks(owner),
    await checkMigrations(owner),
    ...logins,
    await checkKey(owner, installation),
    await checkVault(owner, installation),
  ]
}

/** Why the owner does not get in. `silent`: nobody would, since PostgreSQL itself did not answer. */
const refusedBy = (error: {
  message: string
  code?: string
  severity?: string
}): { code: string; silent: boolean } => ({
  code: error.code ?? error.message,
  silent: !error.severity,
})

/** Where pages and jobs run, the owner's password need not be: with both logins in order nothing is amiss there. */
const ownerAway = (code: string, logins: readonly HealthCheck[]): HealthCheck => ({
  about: 'PostgreSQL',
  state: logins.every(({ state }) => state === 'good') ? 'note' : 'bad',
  words: `does not let the owner in (${code}), so that tables and keys were not looked at.`,
  fix: 'To look at them, give the owner’s name and password in DATABASE_URL.',
})

/** PostgreSQL answers, and runs the procedural language in which contexts are checked. */
const checkServer = async (owner: pg.Pool): Promise<HealthCheck> => {
  const { rows } = await owner.query<{ version: string }>(`select current_setting('server_version') as version`)
  try {
    await owner.query(`do $$ begin perform 1; end $$`)
  } catch {
    return bad('PostgreSQL', `${rows[0]?.version} does not run PL/pgSQL.`, 'Install the server’s procedural language.')
  }
  return good('PostgreSQL', `${rows[0]?.version}`)
}

/** Who saw what, and when, is written by both clocks. The answer's way is taken to be as long as the question's. */
const checkClocks = async (owner: pg.Pool): Promise<HealthCheck> => {
  const asked = Date.now()
  const { rows } = await owner.query<{ now: Date }>('select clock_timestamp() as now')
  const apart = Math.abs((rows[0]?.now.getTime() ?? 0) - (asked + Date.now()) / 2) / 1000
  return apart <= 1
    ? good('Clocks', 'the database and this machine agree within a second')
    : bad(
        'Clocks',
        `the database and this machine are ${apart.toFixed(0)} s apart.`,
        'Have both follow the same time server.',
      )
}

const checkMigrations = async (owner: pg.Pool): Promise<HealthCheck> => {
  const files = (await readdir(migrationsDir)).filter(file => file.endsWith('.sql'))
  const applied = await owner
    .query<{ name: string }>('select name from migration.kysely_migration')
    .catch(() => ({ rows: [] }))
  const missing = files.filter(file => !applied.rows.some(row => row.name === file))
  return missing.length === 0
    ? good('Migrations', `${files.length} of ${files.length} applied`)
    : bad('Migrations', `${missing.length} of ${files.length} not applied.`, 'Run throughline migrate.')
}

const checkLogin = async (about: string, url: string): Promise<HealthCheck> => {
  const pool = openPool({ url, name: 'doctor', max: 1 })
  try {
    await assertFencedLogin(pool)
    return good(about, 'held by row security')
  } catch (error) {
    const words = (error as { code?: string }).code ? 'cannot sign in to PostgreSQL.' : (error as Error).message
    return bad(about, words, 'Run throughline migrate.')
  } finally {
    await pool.end()
  }
}

const checkKey = async (owner: pg.Pool, installation: Installation): Promise<HealthCheck> => {
  const { rows } = await owner
    .query<{ same: boolean }>(`select key = $1 as same from access.key where name = 'context'`, [
      installation.keys.context,
    ])
    .catch(() => ({ rows: [] }))
  return rows[0]?.same
    ? good('Keys', 'the database knows the context key of KEY_DIR')
    : bad(
        'Keys',
        'the database does not know the context key of KEY_DIR.',
        'Restore KEY_DIR, or run throughline migrate.',
      )
}

const checkVault = async (owner: pg.Pool, { vault }: Installation): Promise<HealthCheck> => {
  try {
    const keys = await assertVault(owner, vault)
    return good('Protected addresses', `kept under ${keys === 1 ? 'a key' : `${keys} keys`} of KEY_DIR`)
  } catch (error) {
    const words = (error as { code?: string }).code ? 'cannot be looked at.' : (error as Error).message
    return bad('Protected addresses', words, 'See “The vault” in docs/security.md.')
  }
}
