import { startWorker } from '../../platform/jobs/index.ts'
import { assertReady, openGround, openInstallation } from '../database.ts'
import { jobSettingsFrom, jobs } from '../jobs.ts'
import { untilStopped } from '../stopping.ts'
import type { Command } from './command.ts'

export const workerCommand: Command = {
  name: 'worker',
  usage: 'worker',
  about: 'Work off jobs (imports, linking) until stopped.',
  run: async ({ settings, say }) => {
    const stopped = untilStopped()
    const installation = await openInstallation(settings)
    try {
      await assertReady(installation)
      const ground = openGround(installation, 'jobs', settings)
      const pages = openGround(installation, 'pages', settings, 2)
      const worker = await startWorker({
        url: installation.jobsUrl,
        jobs: jobs({ ground, pages, ...jobSettingsFrom(settings) }),
      })
      say('The worker is ready.')
      await Promise.race([stopped, worker.ended])
      await worker.stop()
      await Promise.all([ground.close(), pages.close()])
      return 0
    } finally {
      await installation.stop()
    }
  },
}
