import { explainAccess } from '../../access/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const accessExplainCommand: Command = {
  name: 'access explain',
  usage: 'access explain --practitioner P --child C [--json]',
  about: 'Say in which roles a practitioner may open a child’s record, how far, and why.',
  options: { practitioner: { type: 'string' }, child: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ switches, settings, say }) => {
    const { practitioner, child, json } = switches
    if (typeof practitioner !== 'string' || typeof child !== 'string')
      throw new Error('Name both: --practitioner KEY (a member of staff) and --child ID (from the record’s address).')
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'pages', settings, 2)
    try {
      const explained = await explainAccess(ground, practitioner, child)
      if (json) say(JSON.stringify({ practitioner, child, roles: explained }))
      else for (const one of explained) for (const line of one.lines) say(line)
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}
