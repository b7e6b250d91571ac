import { rename } from 'node:fs/promises'
import { recordAccess } from '../audit.ts'
import { actorContext } from '../context.ts'
import { type Ground, withContext } from '../transaction.ts'
import type { TrailGround } from './sign-trail.actions.ts'
import { copiesGoneLive, type GoneLive, rootsAfter } from './trail.queries.ts'
import { readWitness, tellWitness } from './witness.ts'

/**
 * Lets the trail go on where a restored database ends. That it was set back is written down in it, with how many roots the witness had been told since. The
 * witness's file stays as it is under another name, and a new one begins with the roots that the database has: in it every later one follows. Gives what was
 * written down.
 * @param made when the backup was made.
 */
export const goOnFromCopy = async (ground: TrailGround, made: string): Promise<GoneLive> => {
  const at = ground.now()
  const { file } = ground.witness
  const witnessed = await readWitness(file)
  const aside = `${file}.until-${at.toISOString().replaceAll(':', '-')}`
  const { roots, gone } = await withContext(ground, actorContext('audit', at), async tx => {
    const roots = await rootsAfter(tx, 0)
    const own = new Set(roots.map(root => root.signature))
    const lost = witnessed.filter(told => !own.has(told.signature)).length
    const gone = { made, roots: roots.length, known: witnessed.length, lost, witness: lost > 0 ? aside : file }
    await recordAccess(tx, at, {
      ...{ reader: undefined, actor: 'audit', purpose: 'go on from a backup', action: 'restore', childId: undefined },
      ...{ categories: 0, outcome: 'done', rule: 'restore:live', requestId: 'command line', detail: gone },
    })
    return { roots, gone: { at, ...gone } }
  })
  if (gone.lost > 0) {
    await rename(file, aside)
    await tellWitness({ file }, roots)
  }
  return gone
}

/** Each time that a restored copy became the live database, the oldest first. */
export const listGoneLive = (ground: Ground): Promise<GoneLive[]> =>
  withContext(ground, actorContext('audit', ground.now()), copiesGoneLive)
