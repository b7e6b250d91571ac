import { createHmac } from 'node:crypto'
import { open, seal } from '../../platform/keys/index.ts'

/** What must still be known when the person comes back from the provider. */
export type Attempt = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly to: string
  readonly strong: boolean
  readonly expires: number
}

/** How long somebody may take at the provider. */
export const attemptSeconds = 600

/** Whose sign-in it is: an attempt that was begun for the one is none for the other. */
export type Realm = 'sign-in' | 'family-sign-in'

export const attemptCookie = (https: boolean): string => (https ? '__Host-throughline-sign-in' : 'throughline-sign-in')

// Of the installation, so that every process that serves pages can finish what another began.
const keyFrom = (contextKey: Buffer) => createHmac('sha256', contextKey).update('throughline sign-in attempt').digest()

/** The attempt as a cookie's value: only this installation can read or make one. */
export const sealAttempt = (contextKey: Buffer, attempt: Attempt, realm: Realm = 'sign-in'): string =>
  seal(keyFrom(contextKey), Buffer.from(JSON.stringify(attempt)), realm).toString('base64url')

/** The attempt behind a cookie's value; undefined when it is not ours, was changed, or has taken too long by `at`. */
export const openAttempt = (
  contextKey: Buffer,
  value: string | undefined,
  at: Date,
  realm: Realm = 'sign-in',
): Attempt | undefined => {
  if (!value) return undefined
  try {
    const text = open(keyFrom(contextKey), Buffer.from(value, 'base64url'), realm).toString()
    const attempt = JSON.parse(text) as Attempt
    return attempt.expires > at.getTime() ? attempt : undefined
  } catch {
    return undefined
  }
}
