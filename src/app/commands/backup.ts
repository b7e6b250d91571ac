import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { formatNumber, plural } from '../../kernel/index.ts'
import { makeIdentity, type Recipient, readRecipients, recipientOf } from '../../platform/backup/index.ts'
import { fileFor, makeBackup } from '../backup/make-backup.actions.ts'
import { allRows } from '../backup/manifest.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Settings } from '../settings.ts'
import { untilStopped } from '../stopping.ts'
import type { Call, Command } from './command.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup TO [--json]  |  backup --make-key FILE',
  about:
    'Copy the database of DATA_DIR, while it is used, into one file that only the private key of BACKUP_RECIPIENT opens (age). --make-key, on another machine, makes the two keys.',
  options: { json: { type: 'boolean' }, 'make-key': { type: 'string' } },
  run: async ({ words: [to, more], switches, settings, say, tell }) => {
    const keyFile = switches['make-key']
    if (typeof keyFile === 'string') return await makeKey(keyFile, { say, tell })
    if (to === undefined || more !== undefined) throw new Error('Say where to: throughline backup FILE_OR_FOLDER.')
    const recipients = recipientsOf(settings)
    // Said before a server is started for it, and again when it is made.
    fileFor(to, settings.now().toISOString())
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 1)
    const stopping = new AbortController()
    void untilStopped().then(() =>
      stopping.abort(new Error('Stopped before it was done. Nothing is kept of this backup.')),
    )
    try {
      const { dataDir, keyDir } = settings
      const { signal } = stopping
      const { ownerUrl } = installation
      const made = await makeBackup({ to, recipients, dataDir, keyDir, ownerUrl, ground, tell, signal })
      const { manifest, ...rest } = made
      const rows = allRows(manifest.before)
      if (switches.json)
        say(JSON.stringify({ ...rest, rows, lastMigration: manifest.lastMigration, keys: manifest.keys }))
      else {
        say(
          `${made.file}: ${plural(rows, 'row')} as they were at ${made.madeAt}, ${formatNumber(Math.ceil(made.bytes / 1e6))} MB. Read again, and whole.`,
        )
        say(
          `It is of no use without the private key of BACKUP_RECIPIENT, nor without ${manifest.keys.map(key => `${key}.key`).join(', ')} of KEY_DIR. Neither is in it.`,
        )
      }
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

const recipientsOf = ({ databaseUrl, backupRecipient = '' }: Settings): readonly Recipient[] => {
  if (databaseUrl)
    throw new Error(
      'DATABASE_URL names a server of your own: back it up by its own means (pgBackRest, or pg_basebackup piped into age). See docs/how-to/back-up-and-restore.md.',
    )
  const recipients = readRecipients(backupRecipient, 'BACKUP_RECIPIENT')
  if (recipients.length === 0)
    throw new Error(
      'Set BACKUP_RECIPIENT to the public key (age1…) for which backups are sealed. Make it on another machine, which keeps the private half: age-keygen, or throughline backup --make-key FILE.',
    )
  return recipients
}

const makeKey = async (file: string, { say, tell }: Pick<Call, 'say' | 'tell'>): Promise<number> => {
  const identity = await makeIdentity()
  const recipient = await recipientOf(identity)
  try {
    writeFileSync(file, `# public key: ${recipient}\n${identity}\n`, {
      mode: 0o600,
      flag: 'wx',
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Error(`${file} is there already, and nothing is written over.`)
    throw error
  }
  say(recipient)
  tell(
    `The private key is in ${resolve(file)}. It must not stay on the machine that makes backups; keep it in two places. Without it no backup opens.`,
  )
  return 0
}
