import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asActor } from '../../access/index.ts'
import { readRunInput } from '../../domains/admissions/rounds/index.ts'
import { parseUuid, plural } from '../../kernel/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const admissionsFrozenCommand: Command = {
  name: 'admissions frozen',
  usage: 'admissions frozen RUN --out FOLDER',
  about:
    'Write the files that a run of a round was made from, to do it again with admissions allocate. RUN is the end of its page’s address.',
  options: { out: { type: 'string' } },
  run: async ({ words: [run = '', more], switches, settings, say }) => {
    const address = parseUuid(run)
    if (!address || more !== undefined)
      throw new Error('Name one run by the end of its page’s address: throughline admissions frozen RUN --out FOLDER.')
    if (typeof switches.out !== 'string' || switches.out === '')
      throw new Error('Say where the files go: --out FOLDER. It must not be there yet.')
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 1)
    try {
      const files = await asActor(ground, 'admissions', (tx, at) => readRunInput(tx, at, address))
      if (!files) throw new Error('There is no such run, or nothing was frozen for it.')
      await mkdir(switches.out, { mode: 0o700 })
      for (const [name, text] of Object.entries(files)) await writeFile(join(switches.out, name), text, { mode: 0o600 })
      say(`${plural(Object.keys(files).length, 'file')} in ${switches.out}. They are about children: keep them safe.`)
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}
