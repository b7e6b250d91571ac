import { openInstallation } from '../database.ts'
import { startServer } from '../serve.ts'
import { untilStopped } from '../stopping.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  about: 'Serve the pages until stopped.',
  run: async ({ settings, say }) => {
    const stopped = untilStopped()
    const installation = await openInstallation(settings)
    try {
      const server = await startServer(installation, settings)
      say(`Throughline is ready at ${server.address}`)
      say(server.whoSignsIn)
      await stopped
      await server.stop()
      return 0
    } finally {
      await installation.stop()
    }
  },
}
