import { readWitness, verifyingKey, verifyTrail } from '../../access/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const auditVerifyCommand: Command = {
  name: 'audit verify',
  usage: 'audit verify [--witness FILE] [--json]',
  about:
    'Prove that no event of the audit trail was added, changed, removed or moved since it was signed. Exit 1 if one was.',
  options: { witness: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ switches, settings, say }) => {
    const witnessed = await readWitness(String(switches.witness ?? settings.auditWitness.file))
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const found = await verifyTrail(ground, installation.auditKeys.list().map(verifyingKey), witnessed)
      const sound = found.faults.length === 0
      if (switches.json) say(JSON.stringify({ sound, ...found, witnessed: witnessed.length }))
      else {
        const size = `${plural(found.events, 'event')} under ${plural(found.roots, 'signed root')}, ${formatNumber(witnessed.length)} known to the witness`
        say(sound ? `Sound: ${size}.` : `Not sound: ${size}.`)
        if (found.unsigned > 0)
          say(
            `Newer, and not signed yet: ${plural(found.unsigned, 'event')}. A running worker signs them within ten seconds.`,
          )
        for (const { fault, root, words } of found.faults) say(`✗ ${fault}, root ${root}: ${words}`)
      }
      return sound ? 0 : 1
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}
