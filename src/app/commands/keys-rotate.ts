import { asActor, recordAccess } from '../../access/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { kysely, openPool } from '../../platform/database/index.ts'
import { type Cipher, ciphers, listRing, makeRingKey, openKeyRing } from '../../platform/keys/index.ts'
import { openGround, openInstallation } from '../database.ts'
import { sealAnew, sealedColumns } from '../sealed-values.actions.ts'
import type { Call, Command } from './command.ts'

const rings = ['files', 'told'] as const

export const keysRotateCommand: Command = {
  name: 'keys rotate',
  usage: `keys rotate files|told [--cipher ${ciphers.join('|')}] [--same-key] [--json]`,
  about:
    'Seal kept files, or what families tell, under a new key. --same-key seals what is left under an older one and makes none.',
  options: { cipher: { type: 'string' }, json: { type: 'boolean' }, 'same-key': { type: 'boolean' } },
  run: async ({ words: [name, more], switches, settings, say, tell }) => {
    const ring = rings.find(one => one === name)
    if (!ring || more !== undefined) throw new Error('Say which key: throughline keys rotate files, or told.')
    const cipher = cipherFrom(switches)
    const installation = await openInstallation(settings)
    const owner = openPool({ url: installation.ownerUrl, name: 'keys', max: 1 })
    const db = kysely(owner)
    const ground = { db, contextKey: installation.keys.context, now: settings.now }
    const jobs = openGround(installation, 'jobs', settings, 1)
    try {
      const { keyDir } = settings
      // A key is made only where something can be sealed under it: whatever is sealed next would be under it already.
      await owner.query('select')
      if (!switches['same-key']) makeRingKey(keyDir, ring, cipher)
      const key = openKeyRing(keyDir, ring)
      const newest = listRing(keyDir, ring).at(-1) ?? ring
      let values = 0
      for (const column of sealedColumns.filter(one => one.ring === ring)) {
        const more = await sealAnew(ground, column, key)
        values += more
        if (more > 0) tell(`${formatNumber(values)} under ${newest}`)
      }
      await asActor(jobs, 'vault', (tx, at) =>
        recordAccess(tx, at, {
          ...{ reader: undefined, actor: 'vault', purpose: 'change a key', action: 'keys rotate', childId: undefined },
          ...{ categories: 0, outcome: 'done', rule: 'key-changed', requestId: 'keys rotate', detail: { values } },
        }),
      )
      if (switches.json) say(JSON.stringify({ key: newest, values }))
      else {
        say(
          `${plural(values, 'value')} sealed anew under ${newest}. Copy ${newest}.key to every KEY_DIR and to where keys are kept.`,
        )
        if (switches['same-key'] && values === 0)
          say(
            'Nothing is under an older key any more: it opens backups made before now alone. Take it out of every KEY_DIR.',
          )
        else
          say(
            `Start serve and worker again, then: throughline keys rotate ${ring} --same-key. Once that finds none, an older key opens backups made before now alone.`,
          )
      }
      return 0
    } finally {
      await jobs.close()
      await db.destroy()
      await installation.stop()
    }
  },
}

/** The cipher of the key that is made: the first of ours where none is named. @throws Error for one that is not ours, and for a key that is not made. */
export const cipherFrom = (switches: Call['switches']): Cipher | undefined => {
  if (switches.cipher === undefined) return undefined
  const cipher = ciphers.find(one => one === switches.cipher)
  if (!cipher) throw new Error(`A cipher is one of these: ${ciphers.join(', ')}.`)
  if (switches['same-key']) throw new Error('A cipher goes with a new key: leave out --same-key.')
  return cipher
}
