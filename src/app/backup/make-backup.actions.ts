import type { KeyObject } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import { asActor, recordAccess, type TrailGround } from '../../access/index.ts'
import {
  firstDifference,
  type ListedPart,
  makeIdentity,
  type Part,
  type Recipient,
  recipientOf,
  textPart,
  writeArchive,
} from '../../platform/backup/index.ts'
import { openPool } from '../../platform/database/index.ts'
import { clusterDirectory, copyCluster } from '../../platform/postgres/index.ts'
import { keyTable, type Look, lookNow, versionsOf } from './database-facts.queries.ts'
import { keepLastBackup, type LastBackup } from './last-backup.ts'
import { type About, format, type Manifest, signList } from './manifest.ts'
import { openBackup } from './open-backup.ts'
import { sealName } from './recovery-seal.ts'
import { tenths } from './tenths.ts'

export type BackupOrder = {
  readonly to: string
  readonly recipients: readonly Recipient[]
  readonly dataDir: string
  readonly keyDir: string
  readonly ownerUrl: string
  /** As whom it is written down that everything was copied, and what signs the list of it. */
  readonly ground: TrailGround
  readonly tell: (line: string) => void
  /** Stops it, with its reason; nothing is left of what was written. */
  readonly signal?: AbortSignal
}

/**
 * Copies the embedded database while it is used into one file, sealed for the recipients alone, reads the file again and holds each part of it against
 * what was copied. The file has its name once all that is done; what stops before leaves none.
 * @throws Error in a plain sentence where it cannot be made, or a file of that name is there.
 */
export const makeBackup = async (order: BackupOrder): Promise<LastBackup & { manifest: Manifest }> => {
  const madeAt = order.ground.now().toISOString()
  const file = fileFor(order.to, madeAt)
  const unfinished = `${file}.unfinished`
  const pool = openPool({ url: order.ownerUrl, name: 'backup', max: 1 })
  const session = await pool.connect()
  // What lies there as unfinished may be removed only by whoever makes the one backup.
  let alone = false
  try {
    const { rows } = await session.query<{ ours: boolean }>(
      `select pg_try_advisory_lock(hashtext('throughline backup')) as ours`,
    )
    alone = rows[0]?.ours === true
    if (!alone) throw new Error('A backup of this database is being made already. Wait until it has ended.')
    rmSync(unfinished, { force: true })
    await asActor(order.ground, 'audit', (tx, at) =>
      recordAccess(tx, at, {
        ...{
          reader: undefined,
          actor: 'audit',
          purpose: 'keep a copy of everything',
          action: 'backup',
          childId: undefined,
        },
        ...{ categories: 0, outcome: 'done', rule: 'backup', requestId: 'command line' },
      }),
    )
    const about: About = {
      format,
      madeAt,
      machine: machine(),
      keys: keysIn(order.keyDir),
      ...(await versionsOf(session)),
    }
    // A key that nobody keeps: it opens what was written just now, and is gone with this process.
    const witness = await makeIdentity(order.recipients)
    const copied = { parts: [] as readonly ListedPart[] }
    const made = await writeArchive(unfinished, [...order.recipients, await recipientOf(witness)], written => {
      copied.parts = written
      return partsOf(order, session, about, written)
    })
    const { manifest, parts } = await openBackup(unfinished, [witness], order.ground.signingKeys, {
      progress: unlessStopped(order.signal, tenths(order.tell, 'Read again')),
    })
    const wrong = firstDifference(copied.parts, parts)
    if (wrong)
      throw new Error(
        `${wrong} was not written as it was read. Is the disk of ${file} sound? Nothing is kept of this backup.`,
      )
    keepAs(unfinished, file)
    const last = { madeAt, file, ...made }
    keepLastBackup(order.dataDir, last)
    return { ...last, manifest }
  } catch (error) {
    throw asSentence(error, file)
  } finally {
    if (alone) rmSync(unfinished, { force: true })
    session.release(true)
    await pool.end()
  }
}

const unlessStopped =
  (signal: AbortSignal | undefined, progress: ReturnType<typeof tenths>): typeof progress =>
  (...far) => {
    signal?.throwIfAborted()
    progress(...far)
  }

/** What a backup's PostgreSQL files are for: they are read by no other sort of machine. */
export const machine = (): string => `${process.platform}-${process.arch}`

/** The file that a backup to there would be. @throws Error where there is one of its name. */
export const fileFor = (to: string, madeAt: string): string => {
  const given = resolve(to)
  const isFolder = existsSync(given) && statSync(given).isDirectory()
  const file = isFolder ? join(given, `throughline-${madeAt.slice(0, 19).replaceAll(':', '-')}.age`) : given
  if (existsSync(file)) throw taken(file)
  if (!isFolder) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  return file
}

const taken = (file: string) => new Error(`${file} is there already, and nothing is written over. Give another name.`)

const keepAs = (unfinished: string, file: string): void => {
  try {
    linkSync(unfinished, file)
  } catch (error) {
    if (existsSync(file)) throw taken(file)
    // A folder of another machine may know no second name for a file.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    renameSync(unfinished, file)
  }
}

const asSentence = (error: unknown, file: string): unknown => {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new Error(`There is no room left for ${file}. Nothing is kept of this backup.`)
  if (code === 'EACCES' || code === 'EROFS') return new Error(`${file} cannot be written: it is not allowed.`)
  return error
}

/** Keys that stay what they are: those of logins and contexts are made anew where they are lost. */
const keysIn = (keyDir: string): string[] =>
  readdirSync(keyDir)
    .flatMap(file => (/^(files|told|vault|audit)(-\d+)?\.key$/.test(file) ? file.slice(0, -'.key'.length) : []))
    .sort()

const newestOf = ({ signingKeys }: TrailGround): KeyObject => {
  const newest = signingKeys().at(-1)
  if (!newest) throw new Error('There is no audit key in KEY_DIR to sign the backup with.')
  return newest
}

async function* partsOf(
  { ownerUrl, dataDir, ground, tell, signal }: BackupOrder,
  session: pg.PoolClient,
  about: About,
  written: readonly ListedPart[],
): AsyncGenerator<Part> {
  const looks: Look[] = []
  const look = async () => void looks.push(await lookNow(ownerUrl))
  try {
    yield textPart('about.json', JSON.stringify(about))
    // What was read of it before must not be written down once more, with its page, while the log is copied.
    await session.query('vacuum (freeze) access.key')
    const key = await keyTable(session)
    const directory = clusterDirectory(realpathSync(dataDir))
    const copy = {
      session,
      directory,
      withoutRows: key.files,
      beforeEnd: look,
      afterEnd: look,
      progress: unlessStopped(signal, tenths(tell, 'Copied')),
    }
    for await (const file of copyCluster(copy)) yield { ...file, path: `postgres/${file.path}` }
    if ((await keyTable(session)).mark !== key.mark)
      throw new Error('The key by which contexts are signed was changed meanwhile. Make the backup again.')
    yield textPart(`postgres/${sealName}`, JSON.stringify({ madeAt: about.madeAt }))
    tell('Counting what was copied')
    const [before, after] = looks as [Look, Look]
    const earlier = await before.facts()
    const later = after.snapshot === before.snapshot ? earlier : await after.facts()
    const manifest: Manifest = { ...about, before: earlier, after: later, parts: [...written] }
    const list = JSON.stringify(manifest)
    yield textPart('manifest.json', list)
    yield textPart('manifest.sig', signList(list, newestOf(ground)))
  } finally {
    for (const one of looks) await one.end()
  }
}
