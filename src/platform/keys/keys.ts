import { openKeyRing } from './key-ring.ts'
import { type Key, loadKey } from './key-store.ts'

/** The keys of one installation of which there is one each: what signs a reader's context, and what encrypts files. */
export type Keys = { context: Key; files: Key }

/** Loads the installation's keys, making those that are missing. @throws Error as `loadKey`. */
export function openKeys(keyDir: string): Keys {
  return { context: loadKey(keyDir, 'context'), files: openKeyRing(keyDir, 'files') }
}
