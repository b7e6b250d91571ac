import {
  type ArchivedMonths,
  type GoneLive,
  listGoneLive,
  readWitness,
  verifyingKey,
  verifyTrail,
} from '../../access/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const auditVerifyCommand: Command = {
  name: 'audit verify',
  usage: 'audit verify [--witness FILE] [--since YYYY-MM [--archived EVENTS]] [--json]',
  about:
    'Prove that no event of the audit trail was added, changed, removed or moved since it was signed. Exit 1 if one was. With --since, months before that one may be archived; --archived says how many events their files hold.',
  options: {
    witness: { type: 'string' },
    since: { type: 'string' },
    archived: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async ({ switches, settings, say }) => {
    const archived = archivedMonths(switches.since, switches.archived)
    const witnessed = await readWitness(String(switches.witness ?? settings.auditWitness.file))
    const installation = await openInstallation(settings, { copyToo: true })
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const found = await verifyTrail(ground, installation.auditKeys.list().map(verifyingKey), witnessed, archived)
      const restored = await listGoneLive(ground)
      const sound = found.faults.length === 0
      if (switches.json) say(JSON.stringify({ sound, ...found, witnessed: witnessed.length, restored }))
      else {
        const size = `${plural(found.events, 'event')} under ${plural(found.roots, 'signed root')}, ${formatNumber(witnessed.length)} known to the witness`
        say(sound ? `Sound: ${size}.` : `Not sound: ${size}.`)
        const { roots, events, here } = found.away
        if (roots > 0)
          say(
            `Not held against their roots, since they are of months before ${switches.since}: ${plural(events, 'event')} that ${events === 1 ? 'is' : 'are'} not here, under ${plural(roots, 'root')}${here > 0 ? ` with ${plural(here, 'event')} of the month after` : ''}. Those roots themselves are held against their key, each other and the witness. Put the archived months back to prove these too.`,
          )
        if (found.oldestUnsigned)
          say(
            `Newer, and not signed yet: ${plural(found.unsigned, 'event')} since ${found.oldestUnsigned.toISOString()}. A running worker signs them within ten seconds: if that was longer ago, see that one runs.`,
          )
        for (const one of restored) say(setBackWords(one))
        for (const { fault, root, words } of found.faults) say(`✗ ${fault}, root ${root}: ${words}`)
      }
      return sound ? 0 : 1
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

const setBackWords = ({ at, made, roots, known, lost, witness }: GoneLive): string =>
  `Set back on purpose: since ${at.toISOString()} this is a copy that was made on ${made}, with ${plural(roots, 'root')}. ${sinceWords({ roots, known, lost, witness })}`

/** What is known of what happened after a copy that went live. The newest root may not have been told yet when it was made. */
export const sinceWords = ({
  roots,
  known,
  lost,
  witness,
}: Pick<GoneLive, 'roots' | 'known' | 'lost' | 'witness'>): string => {
  if (lost > 0)
    return `Of what happened after it, ${plural(lost, 'root')} ${lost === 1 ? 'is' : 'are'} in ${witness}, and the events under ${lost === 1 ? 'it' : 'them'} are lost.`
  return known < roots - 1
    ? `The witness was not there or cut short (it knew ${plural(known, 'root')}): nobody can say what happened after it.`
    : 'The witness knew of nothing that happened after it.'
}

const archivedMonths = (since: unknown, events: unknown): ArchivedMonths | undefined => {
  if (events !== undefined && (since === undefined || !/^\d{1,12}$/.test(String(events))))
    throw new Error('--archived must be how many events the archived files hold, and go with --since.')
  if (since === undefined) return undefined
  return { before: firstOfMonth(String(since)), ...(events === undefined ? {} : { events: Number(events) }) }
}

const firstOfMonth = (month: string): Date => {
  const first = new Date(`${month}-01T00:00:00Z`)
  if (!/^\d{4}-\d{2}$/.test(month) || Number.isNaN(first.getTime()))
    throw new Error('--since must be a month: the first that is not archived, as 2026-04.')
  return first
}
