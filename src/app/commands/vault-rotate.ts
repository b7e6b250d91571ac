import { checkVaultKeys, forgetVaultKeys, keepVaultKey, rewrapAll } from '../../access/index.ts'
import { withPeopleLock } from '../../children/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { openPool } from '../../platform/database/index.ts'
import { ciphers, makeVaultKey } from '../../platform/keys/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'
import { cipherFrom } from './keys-rotate.ts'

export const vaultRotateCommand: Command = {
  name: 'vault rotate',
  usage: `vault rotate [--cipher ${ciphers.join('|')}] [--json]`,
  about: 'Keep protected addresses under a new key. Stopped, it goes on where it was when it is called again.',
  options: { cipher: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ switches, settings, say, tell }) => {
    const cipher = cipherFrom(switches)
    const installation = await openInstallation(settings)
    const owner = openPool({ url: installation.ownerUrl, name: 'vault', max: 1 })
    const ground = openGround(installation, 'jobs', settings, 2)
    const { vault } = installation
    try {
      // Nothing is done with a key that is lost: what it opens would be lost as well.
      const known = await checkVaultKeys(owner, vault)
      // A key that somebody put there, or a change that was stopped half-way, is gone on with.
      const begun = vault.list().at(-1)
      const goesOn = begun !== undefined && (!known.includes(begun) || known.length > 1)
      if (goesOn && cipher)
        throw new Error('A change of the key that was begun goes on first: call this without --cipher.')
      const newest = goesOn ? begun : makeVaultKey(vault, cipher)
      await keepVaultKey(owner, vault, newest)
      const onProgress = (rows: number) => tell(`${formatNumber(rows)} under ${newest}`)
      // Alone: whatever is being put away under an older key meanwhile would be passed over.
      const done = await ground.db
        .connection()
        .execute(keeper => withPeopleLock(keeper, 'alone', () => rewrapAll(ground, { onProgress })))
      const left = await forgetVaultKeys(owner, newest)
      if (switches.json) say(JSON.stringify({ key: newest, rows: done, noLongerUsed: left }))
      else {
        say(
          `Protected addresses are kept under ${newest}: ${plural(done, 'row')} changed. Copy ${newest}.key to where keys are kept.`,
        )
        for (const id of left)
          say(`Nothing is under ${id} any more. Keep ${id}.key as long as backups made before now.`)
      }
      return 0
    } finally {
      await ground.close()
      await owner.end()
      await installation.stop()
    }
  },
}
