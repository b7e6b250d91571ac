import { migrateInstallation, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  about: 'Bring the database up to date, and make the logins that pages and jobs use.',
  run: async ({ settings, say }) => {
    const installation = await openInstallation(settings)
    try {
      const applied = await migrateInstallation(installation, settings)
      say(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
      return 0
    } finally {
      await installation.stop()
    }
  },
}
