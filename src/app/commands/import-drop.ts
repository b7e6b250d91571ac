import { lookInDropFolder, workRun } from '../../intake/index.ts'
import { openGround, openInstallation } from '../database.ts'
import { linkOn } from '../jobs.ts'
import { sources } from '../sources.ts'
import type { Command } from './command.ts'

export const importDropCommand: Command = {
  name: 'import drop',
  usage: 'import drop [--json]',
  about: 'Take in what lies in the drop folder now; a worker does so every minute.',
  options: { json: { type: 'boolean' } },
  run: async ({ words, switches, settings, say }) => {
    if (words.length > 0) throw new Error('The drop folder is named by DROP_FOLDER: throughline import drop.')
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings)
    const folder = settings.dropFolder
    try {
      const first = await lookInDropFolder(ground, { folder, sources })
      for (const { run, state } of first.runs)
        if (state === 'received') await workRun(ground, run, { sources, link: linkOn(ground) })
      const last = await lookInDropFolder(ground, { folder, sources })
      const [done, refused] = [first.done + last.done, first.refused + last.refused]
      const runs = [...first.runs, ...last.runs].map(({ run, source, period, state }) => ({
        run,
        source,
        period,
        state,
      }))
      if (switches.json) say(JSON.stringify({ folder, runs, done, refused }))
      else
        say(`${folder}: ${runs.length} imports begun, ${done} files done, ${refused} refused. A report is beside each.`)
      return refused > 0 ? 1 : 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}
