import { startWorker } from '../../platform/jobs/index.ts'
import { isEmpty, migrateInstallation, openGround, openInstallation } from '../database.ts'
import { jobSettingsFrom, jobs, toldFrom } from '../jobs.ts'
import { isHalfLoaded, loadNorthmere, northmereServices } from '../northmere/index.ts'
import { startServer } from '../serve.ts'
import { untilStopped } from '../stopping.ts'
import type { Command } from './command.ts'

export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--children N]',
  about: 'Everything in one: PostgreSQL, the invented council of Northmere when there is no data yet, pages and jobs.',
  options: { children: { type: 'string' } },
  run: async ({ settings: given, switches, say, tell }) => {
    const settings = given.toldServices.length > 0 ? given : { ...given, toldServices: northmereServices }
    if (settings.production)
      throw new Error('The demo is not for production: it fills the database with invented people.')
    const children = Number(switches.children ?? 6000)
    if (!Number.isInteger(children) || children < 1) throw new Error('--children must be a whole number.')
    const stopped = untilStopped()
    const installation = await openInstallation(settings)
    try {
      if (!installation.embedded) await migrateInstallation(installation, settings)
      const ground = openGround(installation, 'jobs', settings)
      if ((await isEmpty(installation)) || isHalfLoaded(settings.dataDir)) {
        const desk = openGround(installation, 'pages', settings, 1)
        const loaded = loadNorthmere(ground, {
          desk,
          dataDir: settings.dataDir,
          children,
          key: toldFrom(settings).key,
          tell,
        }).finally(() => desk.close())
        if ((await Promise.race([loaded, stopped.then(() => 'stopped' as const)])) === 'stopped') {
          // The import in hand is given up; the next start finds it half done and goes on.
          await installation.stop()
          process.exit(130)
        }
      }
      const server = await startServer(installation, settings)
      const pages = openGround(installation, 'pages', settings, 2)
      const worker = await startWorker({
        url: installation.jobsUrl,
        jobs: jobs({ ground, pages, ...jobSettingsFrom(settings) }),
      })
      say(`Throughline is ready at ${server.address}`)
      say(server.whoSignsIn)
      await stopped
      await Promise.all([server.stop(), worker.stop()])
      await Promise.all([ground.close(), pages.close()])
      return 0
    } finally {
      await installation.stop()
    }
  },
}
