import { undoRun } from '../../intake/index.ts'
import { openGround, openInstallation } from '../database.ts'
import { linkOn } from '../jobs.ts'
import type { Command } from './command.ts'

export const importUndoCommand: Command = {
  name: 'import undo',
  usage: 'import undo RUN [--json]',
  about: 'Take an import back: later imports and what people wrote stay.',
  options: { json: { type: 'boolean' } },
  run: async ({ words, switches, settings, say }) => {
    const [run, more] = words
    if (run === undefined || more !== undefined)
      throw new Error('Name one import by its run: throughline import undo RUN.')
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings)
    try {
      const undone = await undoRun(ground, run, { link: linkOn(ground) })
      if (switches.json) say(JSON.stringify(undone))
      else {
        say(`The import is undone. ${undone.hidden} records had nothing else on them and are hidden.`)
        if (undone.toAsk.length > 0)
          say(`${undone.toAsk.length} records hold only what people wrote: somebody must say what becomes of them.`)
      }
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}
