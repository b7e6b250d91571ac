import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readWitness, type VerifiedTrail, verifyingKey, verifyTrail } from '../../access/index.ts'
import { withKeys } from '../../children/index.ts'
import type { Identity, OpenedPart } from '../../platform/backup/index.ts'
import { openPool } from '../../platform/database/index.ts'
import { openAuditKeys } from '../../platform/keys/index.ts'
import { adoptCluster, clusterDirectory, readyCopy, startEmbedded } from '../../platform/postgres/index.ts'
import { migrationsDir, openGround, openInstallation } from '../database.ts'
import { checkDatabase } from '../health.ts'
import type { Settings } from '../settings.ts'
import { lookNow } from './database-facts.queries.ts'
import { machine } from './make-backup.actions.ts'
import { type About, differencesFrom, type Facts, type Manifest } from './manifest.ts'
import { openBackup } from './open-backup.ts'
import { tenths } from './tenths.ts'

export type RestoreOrder = {
  readonly from: string
  readonly identities: readonly Identity[]
  readonly settings: Settings
  readonly tell: (line: string) => void
}
export type Restored = {
  readonly manifest: Manifest
  readonly found: Facts
  /** Migrations that this release has and the backup had not. */
  readonly applied: number
  readonly trail: VerifiedTrail
  /** How many roots the witness holds. */
  readonly witnessed: number
}

const database = 'throughline'

/**
 * Puts a backup into an empty DATA_DIR, and looks at it as at a stranger: each part against the list, each count and all of row security against what
 * the backup says, then what the doctor looks at, and the audit trail against its witness. It is the database of DATA_DIR once all that is well, and
 * sealed off; else nothing of it stays.
 * @throws Error in a plain sentence.
 */
export const restoreBackup = async ({ from, identities, settings, tell }: RestoreOrder): Promise<Restored> => {
  const file = resolve(from)
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  const restored = adoptCluster(settings.dataDir, async restoring => {
    const auditKeys = () => openAuditKeys(settings.keyDir).list().map(verifyingKey)
    const { manifest } = await openBackup(file, identities, auditKeys, {
      begin: about => assertFits(about, settings.keyDir),
      take: part => keepPart(restoring, part),
      progress: tenths(tell, 'Unpacked'),
    })
    tell('Working off what was written while it was made')
    // Of the table that holds the key by which contexts are checked, nothing was copied.
    readyCopy(restoring, database, ['truncate access.key'])
    return { manifest, ...(await checkCopy(restoring, manifest, settings, tell)) }
  })
  return await restored.catch(error => {
    throw isFull(error) ? new Error(noRoom(settings.dataDir)) : error
  })
}

const noRoom = (dataDir: string): string =>
  `There is no room left in ${dataDir}. Nothing of the backup is kept there. Make room, or set DATA_DIR to another disk.`

/** Is it that a disk is full? PostgreSQL, which works off the log there, says so in its own words. */
export const isFull = (error: unknown): boolean => {
  const { code, message = '' } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || /No space left on device/.test(message)
}

const assertFits = (about: About, keyDir: string): void => {
  const [major] = about.postgres.split('.')
  if (about.machine !== machine())
    throw new Error(
      `The backup is of ${about.machine} and this machine is ${machine()}: PostgreSQL’s files do not go from one to the other.`,
    )
  if (major !== '18')
    throw new Error(`The backup is of PostgreSQL ${about.postgres}. Restore it with the Throughline that made it.`)
  if (!readdirSync(migrationsDir).includes(about.lastMigration))
    throw new Error(`The backup was made by a newer Throughline (${about.lastMigration}). Restore it with that one.`)
  const missing = about.keys.filter(name => !existsSync(join(keyDir, `${name}.key`)))
  if (missing.length > 0)
    throw new Error(
      `The backup cannot be read without ${missing.map(name => `${name}.key`).join(', ')}, which ${keyDir} has not. Keys are in no backup: put KEY_DIR back from where keys are kept, then restore again.`,
    )
}

const keepPart = async (restoring: string, { path, folder, content }: OpenedPart): Promise<void> => {
  const target = join(clusterDirectory(restoring), path)
  await mkdir(folder ? target : dirname(target), { recursive: true, mode: 0o700 })
  if (folder) return
  const file = await open(target, 'wx', 0o600)
  try {
    // All of each piece: one write may take a part of it, where the disk is nearly full.
    await file.writeFile(content)
  } finally {
    await file.close()
  }
}

const checkCopy = async (
  restoring: string,
  manifest: Manifest,
  given: Settings,
  tell: (line: string) => void,
): Promise<Omit<Restored, 'manifest'>> => {
  const settings = { ...given, dataDir: restoring }
  const server = await startEmbedded({ dataDir: restoring })
  try {
    tell('Counting')
    const look = await lookNow(server.url)
    const found = await look.facts().finally(look.end)
    const [difference, ...more] = differencesFrom(manifest, found)
    if (difference)
      throw new Error(
        `What was restored is not what the backup says: ${difference}${more.length > 0 ? `, and ${more.length} more` : ''}. Nothing of it is kept. Take another backup.`,
      )
    return { found, ...(await checkAsDoctor(settings, manifest, tell)) }
  } finally {
    await server.stop()
  }
}

const checkAsDoctor = async (
  settings: Settings,
  { lastMigration }: Manifest,
  tell: (line: string) => void,
): Promise<Pick<Restored, 'applied' | 'trail' | 'witnessed'>> => {
  tell('Checking migrations, logins and keys')
  const installation = await openInstallation(settings, { copyToo: true })
  const owner = openPool({ url: installation.ownerUrl, name: 'restore', max: 1 })
  const ground = openGround(installation, 'jobs', settings, 2)
  try {
    const bad = (await checkDatabase(owner, installation)).find(check => check.state === 'bad')
    if (bad)
      throw new Error(`${bad.about}: ${bad.words} ${bad.fix ?? ''} Nothing of the backup is kept here until then.`)
    tell('Making the keys of records again, which are in no copy')
    await withKeys(ground, async () => undefined)
    tell('Holding the audit trail against its witness')
    const witnessed = await readWitness(settings.auditWitness.file)
    const trail = await verifyTrail(ground, installation.auditKeys.list().map(verifyingKey), witnessed)
    const applied = readdirSync(migrationsDir).filter(name => name.endsWith('.sql') && name > lastMigration).length
    return { applied, trail, witnessed: witnessed.length }
  } finally {
    await ground.close()
    await owner.end()
    await installation.stop()
  }
}
