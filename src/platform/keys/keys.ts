import { type Key, loadKey } from './key-store.ts'

/** The keys of one installation: what signs a reader's context, encrypts files, and seals the record of access. */
export type Keys = { context: Key; files: Key; audit: Key }

/** Loads the installation's keys, making those that are missing. @throws Error as `loadKey`. */
export function openKeys(keyDir: string): Keys {
  return { context: loadKey(keyDir, 'context'), files: loadKey(keyDir, 'files'), audit: loadKey(keyDir, 'audit') }
}
