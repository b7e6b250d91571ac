import { type GoneLive, goOnFromCopy } from '../../access/index.ts'
import { openPool } from '../../platform/database/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Settings } from '../settings.ts'
import { copySealedOff, unseal } from './recovery-seal.ts'

/** That it was done: what is written in the trail, how many sessions were ended, and how many jobs wait. */
export type LiveAgain = GoneLive & { readonly sessions: number; readonly jobs: number }

/**
 * Makes the live database of a copy that was restored: that it was set back is written into the audit trail, which goes on from here, everybody is signed
 * out, and the seal is taken off last. What stopped half-way is done again.
 * @throws Error where the database of DATA_DIR is no such copy.
 */
export const goLive = async (settings: Settings): Promise<LiveAgain> => {
  const copy = copySealedOff(settings.dataDir)
  if (!copy) throw new Error(`${settings.dataDir} holds no copy that is sealed off.`)
  const installation = await openInstallation(settings, { copyToo: true })
  const owner = openPool({ url: installation.ownerUrl, name: 'restore', max: 1 })
  const ground = openGround(installation, 'jobs', settings, 2)
  try {
    const gone = await goOnFromCopy(ground, copy.madeAt)
    // Whoever signed out, or was removed, since the backup was made would be signed in again.
    const ended = await owner.query('delete from access.session')
    const families = await owner.query('delete from access.family_session')
    const { rows } = await owner.query<{ jobs: number }>('select count(*) as jobs from graphile_worker.jobs')
    unseal(settings.dataDir)
    const sessions = (ended.rowCount ?? 0) + (families.rowCount ?? 0)
    return { ...gone, sessions, jobs: rows[0]?.jobs ?? 0 }
  } finally {
    await ground.close()
    await owner.end()
    await installation.stop()
  }
}
