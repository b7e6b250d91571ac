import { createHmac } from 'node:crypto'
import { open, seal } from '../platform/keys/index.ts'

/** Whose session it is: what was said of one is nothing of another's. */
export type Whose = `reader ${number}` | `family ${number}`

const keyFrom = (contextKey: Buffer): Buffer =>
  createHmac('sha256', contextKey).update('throughline session identity').digest()

/** What the provider said of who signed in (OpenID Connect Core 1.0, 2, "ID Token"), as a session keeps it: it has a name and an address in it. */
export const sealIdentity = (contextKey: Buffer, whose: Whose, idToken: string | undefined): string | null =>
  idToken === undefined ? null : seal(keyFrom(contextKey), Buffer.from(idToken), whose).toString('base64url')

/** The same opened; null where there is none, or where the installation's key is another since. */
export const openIdentity = (contextKey: Buffer, whose: Whose, kept: string | null | undefined): string | null => {
  if (!kept) return null
  try {
    return open(keyFrom(contextKey), Buffer.from(kept, 'base64url'), whose).toString()
  } catch {
    return null
  }
}
