import { readFileSync } from 'node:fs'
import type { VerifiedTrail } from '../../access/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { readIdentities } from '../../platform/backup/index.ts'
import { goLive, type LiveAgain } from '../backup/go-live.actions.ts'
import { allRows } from '../backup/manifest.ts'
import { type Restored, restoreBackup } from '../backup/restore-backup.actions.ts'
import type { Settings } from '../settings.ts'
import { sinceWords } from './audit-verify.ts'
import type { Call, Command } from './command.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FROM --key FILE [--json]  |  restore --live [--json]',
  about:
    'Put a backup into an empty DATA_DIR, check it, and leave it sealed off: nothing is served or sent from it. --live says that it is the live database from now on.',
  options: { key: { type: 'string' }, live: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async ({ words: [from, more], switches, settings, say, tell }) => {
    if (settings.databaseUrl)
      throw new Error(
        'DATABASE_URL names a server of your own: restore it by its own means. See docs/how-to/back-up-and-restore.md.',
      )
    const json = switches.json === true
    if (switches.live) {
      if (from !== undefined)
        throw new Error('--live is said once the backup has been restored: throughline restore --live.')
      return sayLive(await goLive(settings), json, say)
    }
    if (from === undefined || more !== undefined || typeof switches.key !== 'string')
      throw new Error('Say from which file, and where the private key is: throughline restore FROM --key FILE.')
    const identities = readKeyFile(switches.key)
    return sayRestored(await restoreBackup({ from, identities, settings, tell }), { settings, json, say })
  },
}

const readKeyFile = (file: string) => {
  try {
    return readIdentities(readFileSync(file, 'utf8'), file)
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code ? new Error(`The key file ${file} cannot be read.`) : error
  }
}

/** A backup ends before the witness does: that alone is no fault of it. Of every other the command ends with 1, as `audit verify` does. */
export const faultsBeyond = ({ faults }: VerifiedTrail) => faults.filter(({ fault }) => fault !== 'set-back')

const trailWords = (trail: VerifiedTrail, witnessed: number, file: string): string => {
  const { faults, roots } = trail
  const size = `${plural(roots, 'root')}, and the witness ${file} holds ${formatNumber(witnessed)}`
  if (faults.length === 0) return `Audit trail: sound. ${size}.`
  const [first] = faultsBeyond(trail)
  if (!first) return `Audit trail: sound as far as it goes. ${size}: what was signed after the backup is not here.`
  return `Audit trail: not sound. ${size}. Root ${first.root}: ${first.words} throughline audit verify tells all.`
}

type Saying = { readonly settings: Settings; readonly json: boolean; readonly say: Call['say'] }

const sayRestored = (
  { manifest, found, applied, trail, witnessed }: Restored,
  { settings, json, say }: Saying,
): number => {
  const rows = allRows(found)
  const { madeAt } = manifest
  const code = faultsBeyond(trail).length > 0 ? 1 : 0
  if (json) {
    say(
      JSON.stringify({
        madeAt,
        rows,
        fenced: found.fenced,
        applied,
        roots: trail.roots,
        witnessed,
        faults: trail.faults,
        sealed: true,
      }),
    )
    return code
  }
  say(`Restored into ${settings.dataDir}: the database as it was at ${madeAt}.`)
  say(
    `${plural(rows, 'row')} in ${plural(Object.keys(found.rows).length, 'table')}, as the backup says; ${plural(found.fenced, 'table')} under row security, as it was.`,
  )
  if (applied > 0) say(`${plural(applied, 'migration')} of this release applied.`)
  say(trailWords(trail, witnessed, settings.auditWitness.file))
  say(
    'Sealed off: nothing is served, taken in or sent from it. Look at it with throughline doctor and throughline audit verify; if it is to be the live one: throughline restore --live.',
  )
  return code
}

const sayLive = (live: LiveAgain, json: boolean, say: Call['say']): number => {
  const { made, lost, sessions, jobs } = live
  if (json) {
    say(JSON.stringify(live))
    return 0
  }
  say(`This is the live database from now on, as it was at ${made}. The audit trail says so.`)
  say(`${sinceWords(live)}${lost > 0 ? ' Keep that file: the witness’s new one begins with what is here.' : ''}`)
  say(`${plural(sessions, 'session')} ended.`)
  if (jobs > 0)
    say(
      `${plural(jobs, 'job')} that waited then will run when a worker starts: what ${jobs === 1 ? 'it sends' : 'they send'} may have been sent before.`,
    )
  say(
    `What was done after ${made} is not here: who left, whom a record was kept to, what was ended. Before anybody signs in, go through docs/how-to/back-up-and-restore.md.`,
  )
  return 0
}
