import { join } from 'node:path'
import {
  checkVaultKeys,
  keepContextKey,
  keepVaultKey,
  signingKey,
  type TrailGround,
  type VaultGround,
} from '../access/index.ts'
import type { IntakeGround } from '../intake/index.ts'
import { assertFencedLogin, connectionFor, kysely, type Login, migrate, openPool } from '../platform/database/index.ts'
import { installJobs } from '../platform/jobs/index.ts'
import {
  type AuditKeys,
  type Keys,
  makeVaultKey,
  openAuditKeys,
  openKeyRing,
  openKeys,
  openVaultKeys,
  type VaultKeys,
} from '../platform/keys/index.ts'
import { startEmbedded } from '../platform/postgres/index.ts'
import { assertLive } from './backup/recovery-seal.ts'
import { sealedColumns, sealUnsealed } from './sealed-values.actions.ts'
import type { Settings } from './settings.ts'

/** The database that this process works on, and the keys that go with it. */
export type Installation = {
  readonly ownerUrl: string
  readonly pagesUrl: string
  readonly jobsUrl: string
  readonly keys: Keys
  /** The keys that sign the audit trail. */
  readonly auditKeys: AuditKeys
  /** The keys that protected addresses are kept under. */
  readonly vault: VaultKeys
  /** Whether the embedded PostgreSQL is used. */
  readonly embedded: boolean
  /** Leaves the database; the embedded server stops when nobody else uses it. */
  stop(): Promise<void>
}

export const migrationsDir = join(import.meta.dirname, '../../migrations')

/**
 * Reaches the database of `DATABASE_URL`, or starts or joins the embedded one, which is migrated on the way. A copy that was restored from a backup is
 * opened for whoever says that it may be one.
 * @throws Error in a plain sentence where it cannot be reached, or is such a copy.
 */
export const openInstallation = async (
  settings: Settings,
  { copyToo = false }: { readonly copyToo?: boolean } = {},
): Promise<Installation> => {
  const refuseCopy = () => {
    if (!settings.databaseUrl && !copyToo) assertLive(settings.dataDir)
  }
  refuseCopy()
  const keys = openKeys(settings.keyDir)
  const auditKeys = openAuditKeys(settings.keyDir)
  // The first is made now, not when something is signed: somebody copies the keys before.
  auditKeys.list()
  const server = settings.databaseUrl ? undefined : await startEmbedded({ dataDir: settings.dataDir })
  const ownerUrl = settings.databaseUrl ?? server?.url ?? ''
  const at = (login: Login) => connectionFor(login, { ownerUrl, keyDir: settings.keyDir })
  const installation = {
    ownerUrl,
    pagesUrl: at('pages'),
    jobsUrl: at('jobs'),
    keys,
    auditKeys,
    vault: openVaultKeys(settings.keyDir),
    embedded: server !== undefined,
    stop: async () => server?.stop(),
  }
  try {
    // Whoever came while one was being restored has waited for it.
    refuseCopy()
    if (server) await migrateInstallation(installation, settings)
    return installation
  } catch (error) {
    await installation.stop()
    throw error
  }
}

/**
 * Brings the database up to date as its owner: tables, logins, the key that contexts are signed with, and the newest key of the vault, whose
 * first is made here, but in production. What was kept unsealed before there was a seal for it is sealed. Gives the files applied.
 */
export const migrateInstallation = async (
  { ownerUrl, keys, vault }: Pick<Installation, 'ownerUrl' | 'keys' | 'vault'>,
  { keyDir, production, now }: Pick<Settings, 'keyDir' | 'production' | 'now'>,
): Promise<string[]> => {
  const applied = await migrate({ ownerUrl, migrationsDir, keyDir, steps: [installJobs] })
  const owner = openPool({ url: ownerUrl, name: 'migrate', max: 1 })
  try {
    await keepContextKey(owner, keys.context)
    // Where a key is lost none is made or made known: what it opens would be lost with it, and nobody would notice.
    const { rows } = await owner.query<{ id: string }>('select id from access.vault_key')
    const there = vault.list()
    const newest = there.at(-1) ?? (production || rows.length > 0 ? undefined : makeVaultKey(vault))
    if (newest !== undefined && rows.every(({ id }) => there.includes(id))) await keepVaultKey(owner, vault, newest)
    const ground = { db: kysely(owner), contextKey: keys.context, now }
    for (const column of sealedColumns.filter(one => one.unsealed))
      await sealUnsealed(ground, column, openKeyRing(keyDir, column.ring))
  } finally {
    await owner.end()
  }
  return applied
}

/** A ground to stand on, as one of the two logins, and how to leave it. */
export type OpenGround = IntakeGround & TrailGround & VaultGround & { close(): Promise<void> }

/** Opens the ground of pages or of jobs. */
export const openGround = (installation: Installation, login: Login, settings: Settings, max?: number): OpenGround => {
  const url = login === 'pages' ? installation.pagesUrl : installation.jobsUrl
  const db = kysely(openPool({ url, name: login, ...(max ? { max } : {}) }))
  const { context, files } = installation.keys
  return {
    db,
    contextKey: context,
    filesKey: files,
    vault: installation.vault,
    signingKeys: () => installation.auditKeys.list().map(signingKey),
    witness: settings.auditWitness,
    agreementsProposed: settings.production,
    now: settings.now,
    close: () => db.destroy(),
  }
}

/** Refuses to go on with logins that row security does not hold, or without the keys that protected addresses are kept under. */
export const assertReady = async (installation: Installation): Promise<void> => {
  for (const url of [installation.pagesUrl, installation.jobsUrl]) {
    const pool = openPool({ url, name: 'check', max: 1 })
    try {
      await assertFencedLogin(pool)
      await assertVault(pool, installation.vault)
    } finally {
      await pool.end()
    }
  }
}

/** Gives how many keys the vault is under. @throws Error in a plain sentence where one is missing, wrong or new. */
export const assertVault = async (db: Parameters<typeof checkVaultKeys>[0], vault: VaultKeys): Promise<number> => {
  const known = await checkVaultKeys(db, vault)
  const newest = vault.list().at(-1)
  if (newest === undefined)
    throw new Error(`There is no key for protected addresses in ${vault.dir}. Make one: throughline vault rotate.`)
  if (!known.includes(newest))
    throw new Error(`The database does not know ${newest}.key in ${vault.dir} yet. Run throughline vault rotate.`)
  return known.length
}

/** Is there nothing on record yet? */
export const isEmpty = async (installation: Installation): Promise<boolean> => {
  const owner = openPool({ url: installation.ownerUrl, name: 'look', max: 1 })
  try {
    const { rowCount } = await owner.query('select from import_run limit 1')
    return rowCount === 0
  } finally {
    await owner.end()
  }
}
