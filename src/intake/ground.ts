import { asActor, type Ground, type Tx } from '../access/index.ts'
import type { Key } from '../platform/keys/index.ts'

/** What intake needs of the machine it runs on. */
export type IntakeGround = Ground & {
  /** The key that raw files are kept under. */
  readonly filesKey: Key
  /** Where a raw file stands, private, while it is being opened. Default: the system's temporary folder. */
  readonly tempDir?: string
  /** In production what a source declares as its agreement is proposed to the council: nothing comes by it until it has agreed. */
  readonly agreementsProposed?: boolean
}

/**
 * One unit of intake's work: a transaction as the actor `intake`. Two writers of one row (another source's import, the
 * linker) make PostgreSQL refuse one of them: that one starts again from what is now true, so `work` must bear repeating.
 */
export const asIntake = <T>(ground: Ground, work: (tx: Tx, at: Date) => Promise<T>, seconds = 120): Promise<T> =>
  asActor(ground, 'intake', work, seconds)
