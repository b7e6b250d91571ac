import { tellKeyChanged } from '../../access/index.ts'
import { makeAuditKey } from '../../platform/keys/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const auditRotateCommand: Command = {
  name: 'audit rotate',
  usage: 'audit rotate [--json]',
  about: 'Sign the audit trail with a new key from now on. What was signed before stays provable.',
  options: { json: { type: 'boolean' } },
  run: async ({ switches, settings, say }) => {
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const key = makeAuditKey(installation.auditKeys)
      const root = await tellKeyChanged(ground, key)
      if (switches.json) say(JSON.stringify({ key, root: root ?? null }))
      else {
        say(`The audit trail is signed with ${key} from now on${root ? `: root ${root} is` : ''}.`)
        say(
          `Copy ${key}.key to the KEY_DIR of every worker and to where keys are kept. Keep the older ones: they prove what they signed.`,
        )
      }
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}
