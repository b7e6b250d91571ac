import { createHmac } from 'node:crypto'
import { type Key, open, seal } from '../../platform/keys/index.ts'

/** How long a code is good for, and how often one may be typed. */
export const codeMinutes = 10
export const mostTries = 5

/** What codes, and the addresses that they go to, are made with: from the installation's key, so that pages and jobs have the same. */
export const codeKey = (contextKey: Key): Key =>
  createHmac('sha256', contextKey).update('throughline family sign-in by code').digest()

/**
 * The code of one sign-in: six digits, made from its random id and a key outside the database. It is kept nowhere, so that who reads the
 * database reads none, nor a hash of which there are a million.
 */
export const codeOf = (key: Key, signIn: string): string => {
  const made = createHmac('sha256', key).update(`code ${signIn}`).digest().readUIntBE(0, 6)
  return String(made % 1_000_000).padStart(6, '0')
}

/** The address that a code goes to, sealed for one sign-in. */
export const sealAsked = (key: Key, signIn: string, email: string): Buffer =>
  seal(key, Buffer.from(email), `family sign-in ${signIn}`)
/** What `sealAsked` made of it. */
export const openAsked = (key: Key, signIn: string, sealed: Buffer): string =>
  open(key, sealed, `family sign-in ${signIn}`).toString()

/** An address as it is counted by how often it is asked for. */
export const askedMark = (key: Key, email: string): Buffer =>
  createHmac('sha256', key).update(`asked ${email}`).digest()
